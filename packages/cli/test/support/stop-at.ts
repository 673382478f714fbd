/**
 * Sends the program signals with the first progress of a stage that has come so far, before it does anything more. So no test has to
 * give it work that lasts until somebody outside has seen it. Loaded into the program before it begins where that is a process of
 * its own; there, every progress is told.
 */

import { isMainThread } from 'node:worker_threads';

/** When the program is stopped, and how. */
export interface StopAt {
  readonly stage: string;
  /** How far the stage must have come; its first progress unless told. */
  readonly done?: number;
  readonly signals: readonly NodeJS.Signals[];
}

/** Where a process is told. */
export const STOP_AT = 'TESSERAE_TEST_STOP_AT';

/** Sees each line that this process has written, and sends it the signals. */
export function stopper({ stage, done = 0, signals }: StopAt): (line: string) => void {
  let sent = false;
  return (line) => {
    const event = sent || line === '' ? {} : JSON.parse(line);
    if (event.stage !== stage || event.done < done) return;
    sent = true;
    for (const signal of signals) process.kill(process.pid, signal);
  };
}

if (isMainThread && process.env[STOP_AT] !== undefined) {
  const see = stopper(JSON.parse(process.env[STOP_AT]));

  // whenever somebody asks for the time, a second has passed
  let now = 0;
  Object.assign(performance, { now: () => (now += 1000) });

  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (text: string | Uint8Array, ...rest: unknown[]) => {
    const written = write(text, ...(rest as []));
    see(String(text));
    return written;
  };
}
