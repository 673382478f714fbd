/** Says things to those who hear the page, one at a time and not too fast: of what comes too soon, the last is said. */

/** Milliseconds between two sentences. */
const PAUSE = 500;

/** Says a sentence. */
export type Announce = (sentence: string) => void;

/**
 * Makes a speaker.
 *
 * @param show  puts a sentence where screen readers look for news
 */
export function announcer(show: (sentence: string) => void): Announce {
  let waiting: string | undefined;
  let last = Number.NEGATIVE_INFINITY;
  let isTimed = false;

  function next(): void {
    isTimed = false;
    if (waiting === undefined) return;
    last = performance.now();
    show(waiting);
    waiting = undefined;
  }

  return (sentence) => {
    waiting = sentence;
    if (isTimed) return;
    isTimed = true;
    setTimeout(next, Math.max(0, PAUSE - (performance.now() - last)));
  };
}
