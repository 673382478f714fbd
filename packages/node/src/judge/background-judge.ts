/** Judging while drawing goes on: by a thread of its own, as drawing keeps the caller's busy. */

import { Worker } from 'node:worker_threads';
import { type Band, type ErrorData, errorData, judge, MosaicError, type Raster } from '@tesserae/core';
import type { JudgeInput, PixelMetrics } from '@tesserae/core/internal';
import { semaphore } from '../work/semaphore.js';

/** Takes a mosaic's bands, then has its likeness to the target. Close it when done, or when it is no longer wanted. */
export interface BackgroundJudge {
  /** The next rows of the mosaic, and untouched if they are there, which are copied. Resolves once there is room for them. */
  mosaic(band: Band): Promise<void>;
  /** Once all rows are in. */
  result(): Promise<PixelMetrics>;
  /** Ends the thread. */
  close(): void;
}

/** What the thread is sent: a band, or nothing any more. */
export type JudgeMessage = Band | 'end';

/** What it answers: how many bytes of bands it is done with, the result, or what was wrong. */
export type JudgeAnswer = number | PixelMetrics | { readonly error: ErrorData };

/** Pixels that take longer to judge than a thread takes to start, on the machines at hand. */
const WORTH_A_THREAD = 4e6;

/** Bytes of bands that wait to be judged, at most; a larger one waits alone. */
const MOST_WAITING = 32 * 2 ** 20;

/**
 * Begins to judge a mosaic; the numbers are those of `judge`. A small one is judged on this thread.
 *
 * @throws MosaicError from its methods, `shape` as `judge` does; `failed` from another thread, whatever happens there
 */
export function judgeInBackground(judged: JudgeInput): BackgroundJudge {
  if (judged.width * judged.height >= WORTH_A_THREAD) return judgeInThread(judged);
  const judging = judge(judged);
  return { mosaic: async (band) => judging.mosaic(band), result: async () => judging.result(), close: () => {} };
}

/** Bytes of a band's pixels. */
export function bytesOf({ raster, untouched }: Pick<Band, 'raster' | 'untouched'>): number {
  return raster.data.length + (untouched?.data.length ?? 0);
}

function copied({ width, height, data }: Raster) {
  return { width, height, data: data.slice() };
}

function judgeInThread(judged: JudgeInput): BackgroundJudge {
  const worker = new Worker(new URL(import.meta.resolve('@tesserae/node/internal/judge-thread')), {
    workerData: judged,
  });
  const room = semaphore(MOST_WAITING);
  const outcome = new Promise<PixelMetrics>((resolve, reject) => {
    worker.on('message', (answer: JudgeAnswer) => {
      if (typeof answer === 'number') room.release(answer);
      else if ('error' in answer) reject(new MosaicError(answer.error.code, answer.error));
      else resolve(answer);
    });
    worker.on('error', (error) => reject(new MosaicError('failed', errorData(error), error)));
    worker.on('exit', () =>
      reject(new MosaicError('failed', { subject: 'judge', expected: 'a score', received: 'the end of the thread' })),
    );
  });
  outcome.catch(() => {}); // thrown where it is next awaited

  return {
    async mosaic(band) {
      await Promise.race([room.acquire(bytesOf(band)), outcome]);
      const raster = copied(band.raster);
      const untouched = band.untouched && copied(band.untouched);
      const buffers = [raster, ...(untouched ? [untouched] : [])].map(({ data }) => data.buffer);
      worker.postMessage({ y: band.y, raster, untouched } satisfies JudgeMessage, buffers);
    },
    result() {
      worker.postMessage('end' satisfies JudgeMessage);
      return outcome;
    },
    close: () => void worker.terminate(),
  };
}
