/**
 * The end of a decoder whose parent has ended while JavaScript or WebAssembly kept it busy: then it does not hear that its
 * channel is gone, and would work on for nobody. Codecs that work in threads of their own need no such thing.
 */

import { Worker } from 'node:worker_threads';

/** How long a process may outlive its parent, milliseconds. */
const POLL_INTERVAL = 500;

const PARENT = process.ppid;

/** Ends the process when it has another parent than it began with. */
const WATCH = `
  const { workerData: parent } = require('node:worker_threads');
  setInterval(() => process.ppid === parent || process.kill(process.pid, 'SIGKILL'), ${POLL_INTERVAL});
`;

let watch: Worker | undefined;

/** To be called before this thread is kept busy for long. The first time costs about 20 ms. */
export function endWithParent(): void {
  watch ??= new Worker(WATCH, { eval: true, workerData: PARENT });
  watch.unref();
}
