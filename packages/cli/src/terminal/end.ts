/** The end of the process. */

import { SIGNALS } from './interrupt.js';

/**
 * Ends the process: once all that was said has been read, or at once where a signal asked for the end.
 *
 * `process.exit` waits for codec calls that are under way, for seconds. Where a signal asked for the end and a codec is
 * busy, the process dies of that signal instead, which shells report as the same number.
 */
export async function endProcess(exit: number): Promise<void> {
  const signal = SIGNALS.find(({ code }) => code === exit);
  if (signal !== undefined) {
    const { encodersBusy } = await import('@tesserae/node/internal');
    if (encodersBusy()) {
      process.removeAllListeners(signal.name);
      process.kill(process.pid, signal.name);
    }
  }
  if (signal === undefined) await Promise.all([process.stdout, process.stderr].map(flushed));
  process.exit(exit);
}

/** What was written to a pipe waits in this process for as long as its reader is slow: an exit would lose it. */
function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    // called when all that was written before has gone, or can no longer go
    if (stream.writableLength === 0 || stream.destroyed) resolve();
    else stream.write('', () => resolve());
  });
}
