/** How many threads a film is drawn in, within the memory that was allowed. */

import { availableParallelism } from 'node:os';
import { isGiven, MosaicError, type Settings } from '@tesserae/core';
import { counted } from '../words/en/numbers.js';

/** The program with its libraries, bytes; and of each thread, bytes a pixel of the frame: the canvas, and the frame as bytes. */
const PROGRAM = 110e6;
const CANVAS = 31 + 3;

/**
 * Threads of a film: as many as `--jobs` says, fewer if `--memory` was given and holds no more. Nothing is held back by its default.
 *
 * @returns 0 for as many as the machine has cores
 * @throws MosaicError `no-memory` if not even one thread is certain to fit
 */
export function filmJobs(
  settings: Settings,
  { width, height }: { readonly width: number; readonly height: number },
): number {
  const { jobs, memory } = settings;
  if (!isGiven(settings, 'memory')) return jobs;
  const thread = width * height * CANVAS;
  const fitting = Math.floor((memory - PROGRAM) / thread);
  if (fitting >= 1) return Math.min(jobs || availableParallelism(), fitting);
  throw new MosaicError(
    'no-memory',
    `memory: expected at least ${megabytes(PROGRAM + thread)}, as a frame of ${width}×${height} px is drawn in ${megabytes(thread)}; ` +
      `received ${megabytes(memory)}. Allow that, or take a smaller size with --for.`,
  );
}

/** As the setting has them: 1 M is 1,048,576 bytes. */
function megabytes(bytes: number): string {
  return `${counted(Math.ceil(bytes / 2 ** 20))}M`;
}
