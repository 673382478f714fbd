/** Worker threads that do tasks of core. */

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { MosaicError, type Pool } from '@tesserae/core';
import { workerPool } from '@tesserae/core/internal';

/**
 * Starts worker threads and returns at once: they get ready while the caller does other work. An idle pool does not keep
 * the process alive.
 *
 * @param jobs   how many threads; the processor's by default
 * @param entry  the module the threads run: one that calls `serveTasks`
 */
export function openPool(
  jobs: number = availableParallelism(),
  entry: URL = new URL(import.meta.resolve('@tesserae/node/internal/worker')),
): Pool {
  return workerPool(jobs, ({ answered, ended }) => {
    const worker = new Worker(entry);
    let reason: unknown;
    worker.unref();
    worker.on('message', answered);
    worker.on('error', (error) => {
      reason = error;
    });
    worker.on('exit', () => ended(died(reason)));
    return {
      post: (request) => worker.postMessage(request),
      setBusy: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
      end: () => worker.terminate(),
    };
  });
}

function died(reason: unknown): MosaicError {
  const outOfMemory = reason instanceof Error && 'code' in reason && reason.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (outOfMemory) return new MosaicError('no-memory', { subject: 'worker', waysOut: [{ lower: 'jobs' }] }, reason);
  return new MosaicError(
    'failed',
    { subject: 'worker', expected: 'a part done', received: 'the end of the thread' },
    reason,
  );
}
