/** Makes sure that a font of a stranger can be used: in a thread that is ended if it takes too long. */

import { Worker } from 'node:worker_threads';
import { MosaicError, throwIfAborted } from '@tesserae/core/errors';

/** What the thread is sent. */
export interface FontOrder {
  readonly bytes: Uint8Array;
  /** What is to be set in the font. */
  readonly texts: readonly string[];
}

/** What it answers. */
export interface FontAnswer {
  /** What the file is, if it is no font that can be used. */
  readonly received?: string;
}

/** Milliseconds: the largest fonts take one second. */
const TIMEOUT = 10_000;

/** Of the thread, megabytes. */
const MEMORY = 1024;

/**
 * Makes sure that a file is a font that can be put into a PDF, with some texts set in it.
 *
 * @param path   what errors begin with
 * @throws MosaicError `usage`, `aborted`
 */
export async function rehearseFont(path: string, order: FontOrder, signal?: AbortSignal): Promise<void> {
  throwIfAborted(signal);
  const received = await receivedOf(order, signal);
  if (received === undefined) return;
  throw new MosaicError('usage', {
    file: path,
    subject: 'font',
    expected: 'a font (.ttf or .otf)',
    received,
    waysOut: [{ use: 'another file' }, { omit: 'font' }],
  });
}

async function receivedOf(order: FontOrder, signal: AbortSignal | undefined): Promise<string | undefined> {
  const worker = new Worker(new URL(import.meta.resolve('@tesserae/node/internal/font-thread')), {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: MEMORY },
  });
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => {};
  try {
    return await new Promise((resolve, reject) => {
      stop = () => reject(new MosaicError('aborted'));
      signal?.addEventListener('abort', stop);
      timer = setTimeout(() => resolve(`one that takes longer than ${TIMEOUT / 1000} s`), TIMEOUT);
      worker.on('message', ({ received }: FontAnswer) => resolve(received));
      // it ran out of memory, or of stack
      worker.on('error', () => resolve('something else'));
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
