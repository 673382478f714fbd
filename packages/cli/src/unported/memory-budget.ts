/** Whether what is wanted can be drawn within the memory that was allowed. */

import { isGiven, MosaicError } from '@tesserae/core';
import { leastMemory, type PictureToDraw } from '@tesserae/jobs/internal';
import { counted } from '../words/en/numbers.js';
import type { Call } from './call.js';

/**
 * Refuses what is certain to take more memory than `--memory` allows, before any work. Nothing is refused by its default.
 *
 * @param photos  that can differ in a row of cells
 * @throws MosaicError `no-memory` with what holds the most, and what takes less
 */
export function checkMemory({ settings }: Pick<Call, 'settings'>, drawn: PictureToDraw, photos: number): void {
  if (!isGiven(settings, 'memory')) return;
  const { program, decoder, row, picture } = leastMemory(drawn, photos);
  const least = program + Math.max(decoder, row + picture);
  if (least <= settings.memory) return;
  const format = drawn.format?.toUpperCase();
  const [what, way] =
    program + decoder > settings.memory
      ? [`the program itself takes ${megabytes(program + decoder)}`, '']
      : picture > row
        ? [`${format} is encoded in one piece, which takes ${megabytes(picture)}`, ', or write PNG, TIFF or JPEG']
        : [`the views of a row of cells take ${megabytes(row)}`, ', or take smaller cells'];
  throw new MosaicError(
    'no-memory',
    `memory: expected at least ${megabytes(least)}, as ${what}; received ${megabytes(settings.memory)}. Allow that${way}.`,
  );
}

/** As the setting has them: 1 M is 1,048,576 bytes. */
function megabytes(bytes: number): string {
  return `${counted(Math.ceil(bytes / 2 ** 20))}M`;
}
