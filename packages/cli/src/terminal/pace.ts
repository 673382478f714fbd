/** How fast a step is, and how long it will still take. */
export interface Pace {
  /** Units a second; 0 while nothing is known. */
  readonly rate: number;
  /** Seconds; null while nothing is known. */
  readonly left: number | null;
}

/** Half of a pace's memory is this old, seconds: long enough to be steady, short enough to follow a change. */
const MEMORY = 8;

/**
 * Watches one step. The rate is a running average that forgets, so that a quick start (files that are known already)
 * does not promise too much for the rest.
 *
 * @param begun  how much was done at the start
 * @returns takes how much is done of how much, and the time in seconds; answers with the pace
 */
export function pacer(start: number, begun = 0): (done: number, total: number, now: number) => Pace {
  let lastDone = begun;
  let lastTime = start;
  let units = 0;
  let seconds = 0;
  return (done, total, now) => {
    const passed = now - lastTime;
    const fade = 0.5 ** (passed / MEMORY);
    units = units * fade + (done - lastDone);
    seconds = seconds * fade + passed;
    lastDone = done;
    lastTime = now;
    const rate = seconds > 0 ? units / seconds : 0;
    return { rate, left: done >= total ? 0 : rate > 0 ? (total - done) / rate : null };
  };
}
