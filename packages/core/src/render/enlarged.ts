/** Which cells show a photo larger than it is. */

import { place } from '../layout/place.js';
import type { Plan } from '../plan/plan.js';

/** Cells that are drawn with more pixels than their part of the photo has. */
export interface Enlargement {
  readonly cells: number;
  /** The largest factor of a side; 1 if none is enlarged. */
  readonly worst: number;
}

/** Crops are 32-bit floats: a part of 40 pixels may seem to have a millionth less. */
const ROUNDING = 1e-4;

/**
 * Counts the cells that are enlarged when a plan is drawn.
 *
 * @param sizes  photos × 2: width and height of the upright photos, in pixels; 0 = not known, and not counted
 * @param cell   pixels a drawn cell is wide
 */
export function enlargedCells(plan: Plan, sizes: Uint32Array, cell: number): Enlargement {
  const { boxes } = place(plan.layout.shape, cell);
  let cells = 0;
  let worst = 1;
  for (let i = 0; i < plan.photos.length; i++) {
    const photo = plan.photos[i] * 2;
    const w = plan.crops[i * 4 + 2] * sizes[photo];
    const h = plan.crops[i * 4 + 3] * sizes[photo + 1];
    const factor = Math.max(boxes[i * 4 + 2] / w, boxes[i * 4 + 3] / h);
    if (!(factor > 1 + ROUNDING) || w === 0) continue;
    cells++;
    worst = Math.max(worst, factor);
  }
  return { cells, worst };
}
