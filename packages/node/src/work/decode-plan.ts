/** Reading a plan: a large one in a thread, so that whoever waits for it can be stopped, and its text takes no memory afterwards. */

import { Worker } from 'node:worker_threads';
import { decodePlan, type ErrorData, MosaicError, type PlanFile } from '@tesserae/core';
import { abortable } from '@tesserae/core/internal';

/** What the thread answers. */
export type PlanAnswer = { readonly saved: PlanFile } | { readonly error: ErrorData };

/** Bytes that take less time than a thread takes to start: some thousand cells. */
const SMALL = 1e6;

/**
 * Reads the bytes of a plan file as `decodePlan` reads its text. They may be gone afterwards.
 *
 * @throws MosaicError what `decodePlan` throws; `no-memory`, `aborted`
 */
export async function decodePlanBytes(bytes: Buffer, signal?: AbortSignal): Promise<PlanFile> {
  if (bytes.length < SMALL) return decodePlan(bytes.toString('utf8'));
  const own = new Uint8Array(bytes);
  const worker = new Worker(new URL(import.meta.resolve('@tesserae/node/internal/plan-thread')), {
    workerData: own,
    transferList: [own.buffer],
  });
  try {
    const answer = new Promise<PlanAnswer>((resolve, reject) => {
      worker.on('message', resolve).on('error', (cause) => reject(new MosaicError('no-memory', {}, cause)));
    });
    const read = await abortable(answer, signal);
    if ('saved' in read) return read.saved;
    throw new MosaicError(read.error.code, read.error);
  } finally {
    await worker.terminate();
  }
}
