/** Web Workers that do tasks of core. */

import { MosaicError, type Pool } from '@tesserae/core';
import { workerPool } from '@tesserae/core/internal';

/** How a pool is opened. */
export interface WebPoolOptions {
  /** How many workers; by default one for each core that the browser tells of. */
  readonly workers?: number;
  /** Starts a worker whose script is `@tesserae/web/worker`, for pages that are bundled or served in a way that the default does not find it. */
  readonly start?: () => Worker;
}

/**
 * Starts module workers and returns at once: they get ready while the page does other work. Mosaics do not depend on their number.
 *
 * In a page that is isolated (`crossOriginIsolated`) they share the memory of the page, and a part that is aborted ends at once. In others
 * what they need and what they find is copied, and an aborted part goes on to its end, unheard.
 *
 * Close the pool when it is no longer needed. A worker that cannot be started rejects what is asked of the pool, with code `failed`.
 */
export function openWebPool({
  workers = navigator.hardwareConcurrency,
  start = startWorker,
}: WebPoolOptions = {}): Pool {
  return workerPool(workers, ({ answered, ended }) => {
    const worker = start();
    worker.addEventListener('message', ({ data }) => answered(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault(); // it is told by what is rejected
      worker.terminate();
      ended(died(event.message));
    });
    return {
      post: (request) => worker.postMessage(request),
      setBusy: () => {},
      async end() {
        worker.terminate();
        ended(died(undefined));
      },
    };
  });
}

function startWorker(): Worker {
  return new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
}

function died(message: string | undefined): MosaicError {
  return new MosaicError('failed', {
    subject: 'worker',
    expected: 'a part done',
    received: message || 'the end of the worker',
  });
}
