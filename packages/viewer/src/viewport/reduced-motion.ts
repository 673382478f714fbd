/** Whether things may move: some people asked their system for stillness, or ask this page for it. */

const KEY = 'tesserae-still';

/** What was asked of the page; undefined = what the system says. */
let asked = remembered();

/** Whether movement is to be spared. */
export function isMotionReduced(): boolean {
  return asked ?? matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Spares movement or does not, whatever the system says, until the window is closed. */
export function setMotionReduced(still: boolean): void {
  asked = still;
  try {
    sessionStorage.setItem(KEY, String(still));
  } catch {
    // a page that may not remember anything forgets it when it is left
  }
}

function remembered(): boolean | undefined {
  try {
    const said = sessionStorage.getItem(KEY);
    return said === null ? undefined : said === 'true';
  } catch {
    return undefined;
  }
}
