/** How the memory that a run may take is shared out while it draws. */

import { availableParallelism } from 'node:os';
import type { Settings } from '@tesserae/core';
import { VIEW_BUDGET } from '@tesserae/core/internal';

/** The program with its encoders, measured at 40,000 × 25,000; and a process that decodes: 95 MB, and the photo. */
const PROGRAM = 240 * 2 ** 20;
const DECODER = 150 * 2 ** 20;

/**
 * Shares out the memory setting over the program, the views it holds and the processes that decode for it.
 *
 * @returns bytes of views held, and processes that decode originals
 */
export function drawingMemory({ memory, jobs }: Settings) {
  const views = Math.min(VIEW_BUDGET, Math.max(VIEW_BUDGET / 8, memory - PROGRAM - DECODER));
  const most = Math.floor((memory - PROGRAM - views) / DECODER);
  return { views, decoders: Math.max(1, Math.min(jobs || availableParallelism(), most)) };
}
