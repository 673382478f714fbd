/** How large a moving mosaic is: a film has even sides. */

import { cellWidth, drawnSize, MosaicError, type Settings, type Shape } from '@tesserae/core';
import { isGiven, shapeFor } from '@tesserae/core/internal';
import type { ClipFacts } from '@tesserae/node/internal';
import type { Note } from '../notes.js';
import type { DrawnSize } from '../picture/format.js';

/** What screens show: the longer side of a frame unless told. */
const LONGER = 1920;

/**
 * The size of a mosaic of this clip.
 *
 * @throws MosaicError `limit` if no cell makes a frame of even sides
 */
export function clipSize(settings: Settings, clip: ClipFacts): DrawnSize {
  const shape = shapeFor(settings, clip);
  const cell = evenCell(shape, isSized(settings) ? cellWidth(settings, shape) : cellFitting(shape));
  return { shape, cell, ...drawnSize(shape, cell) };
}

/** A note if cells are not as wide as they were asked for. */
export function evenNotes(settings: Settings, { shape, cell: to }: DrawnSize): Note[] {
  const from = isSized(settings) ? cellWidth(settings, shape) : to;
  return from === to ? [] : [{ code: 'cell-made-even', values: { from, to } }];
}

function isSized(settings: Settings): boolean {
  return isGiven(settings, 'cell') || isGiven(settings, 'size');
}

function cellFitting(shape: Shape): number {
  const { width, height } = drawnSize(shape, LONGER);
  return Math.max(1, Math.floor((LONGER * LONGER) / Math.max(width, height)));
}

/** The widest cell up to this whose grid has even sides; else the narrowest above. */
function evenCell(shape: Shape, cell: number): number {
  const isEven = (wide: number): boolean => {
    const { width, height } = drawnSize(shape, wide);
    return width % 2 === 0 && height % 2 === 0;
  };
  for (let wide = cell; wide > 0; wide--) if (isEven(wide)) return wide;
  for (let wide = cell; wide < cell * 2 + 20; wide++) if (isEven(wide)) return wide;
  throw new MosaicError('limit', {
    ...{ subject: 'cell', expected: 'cells that make a frame of even sides', received: 'none of these proportions' },
    waysOut: [{ set: 'shape', to: '1:1' }],
  });
}
