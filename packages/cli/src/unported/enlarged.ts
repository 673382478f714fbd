/** Says when photos are drawn larger than they are. */

import { type Enlargement, enlargedCells, type Plan } from '@tesserae/core';
import { counted } from '../words/en/numbers.js';
import type { Call } from './call.js';

/**
 * Counts the enlarged cells, and says so if there are any.
 *
 * @param sizes  photos × 2: width and height in pixels
 * @param cell   pixels a cell is wide
 */
export function sayEnlarged({ voice }: Call, plan: Plan, sizes: Uint32Array, cell: number): Enlargement {
  const enlarged = enlargedCells(plan, sizes, cell);
  if (enlarged.cells > 0) voice.note(enlargedSentence(enlarged, plan.photos.length, cell));
  return enlarged;
}

/** Pixels of a cell from which on one sees what is in a photo, more or less. */
const LEAST_SEEN = 16;

/** @param cells  how many there are in all */
export function enlargedSentence({ cells, worst }: Enlargement, all: number, cell: number): string {
  const fitting = Math.floor(cell / worst);
  const way = fitting >= LEAST_SEEN ? `--cell ${fitting} enlarges none.` : 'Smaller cells enlarge fewer.';
  const who = cells === 1 ? 'cell shows its photo' : 'cells show their photos';
  return `${counted(cells)} of ${counted(all)} ${who} enlarged, at most ${factorWords(worst)} times: those parts have fewer pixels than a cell. ${way}`;
}

/** 1.04 as 1.1: never less than it is. */
function factorWords(factor: number): string {
  return (Math.ceil(factor * 10 - 1e-6) / 10).toFixed(1);
}
