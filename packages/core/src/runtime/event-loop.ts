/**
 * Long loops run on one thread and must still let aborts, timers and input through.
 *
 * Returning to the event loop costs about a millisecond in some hosts, so it is not done at every call.
 */

import { throwIfAborted } from '../errors.js';

/** How long a loop may hold the thread: well within the 200 ms in which an abort must take effect. */
const MILLISECONDS = 40;

/**
 * When a loop last returned to the event loop. It is kept for the thread, not for each loop: many short loops in a row,
 * none of which holds the thread for long, would otherwise hold it for as long as all of them take.
 */
let since = 0;

/**
 * Makes a function to be awaited now and then inside a long loop: it returns to the event loop when the thread has
 * been held for long, and ends the loop once `signal` is aborted.
 */
export function eventLoopYielder(signal?: AbortSignal): () => Promise<void> {
  return async () => {
    const held = Date.now() - since;
    // below 0 the clock was set back
    if (held < 0 || held >= MILLISECONDS) {
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      since = Date.now();
    }
    throwIfAborted(signal);
  };
}
