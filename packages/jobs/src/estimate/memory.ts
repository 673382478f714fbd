/** Whether what is wanted can be drawn within the memory that was allowed. */

import { MosaicError, type Settings, type WayOut } from '@tesserae/core';
import { isGiven } from '@tesserae/core/internal';
import { leastMemory, type PictureToDraw } from './estimate.js';

/**
 * Refuses what is certain to take more memory than the setting allows, before any work. Nothing is refused by its default.
 *
 * @param photos  that can differ in a row of cells
 * @throws MosaicError `no-memory` with what holds the most, and what takes less
 */
export function checkMemory(settings: Settings, drawn: PictureToDraw, photos: number): void {
  if (!isGiven(settings, 'memory')) return;
  const { program, decoder, row, picture } = leastMemory(drawn, photos);
  const least = program + Math.max(decoder, row + picture);
  if (least <= settings.memory) return;
  const format = drawn.format?.toUpperCase();
  const [what, ways]: [string, WayOut[]] =
    program + decoder > settings.memory
      ? [`the program itself takes ${mebibytes(program + decoder)}`, []]
      : picture > row
        ? [`${format} is encoded in one piece, which takes ${mebibytes(picture)}`, [{ use: 'PNG, TIFF or JPEG' }]]
        : [`the views of a row of cells take ${mebibytes(row)}`, [{ use: 'smaller cells' }]];
  throw new MosaicError('no-memory', {
    subject: 'memory',
    expected: `at least ${mebibytes(least)}, as ${what}`,
    received: mebibytes(settings.memory),
    waysOut: [{ set: 'memory', to: mebibytes(least) }, ...ways],
  });
}

/** As the setting has them: 1 M is 1,048,576 bytes. */
export function mebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)}M`;
}
