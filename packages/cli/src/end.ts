/** The end of the process. */

import { SIGNALS } from './interrupt.js';

/**
 * Ends the process at once.
 *
 * `process.exit` waits for codec calls that are under way, for seconds. Where a signal asked for the end and a codec is
 * busy, the process dies of that signal instead, which shells report as the same number.
 */
export async function endProcess(exit: number): Promise<void> {
  const signal = SIGNALS.find(({ code }) => code === exit);
  if (signal !== undefined) {
    const { codecsBusy } = await import('@tesserae/node');
    if (codecsBusy()) {
      process.removeAllListeners(signal.name);
      process.kill(process.pid, signal.name);
    }
  }
  process.exit(exit);
}
