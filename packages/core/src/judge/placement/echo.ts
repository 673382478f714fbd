/** Regular repeats: whether the same photo comes again and again at the same offset, which the eye sees as a lattice. */

import type { Shape } from '../../layout/layout.js';
import { firstOfRow, lengthOfRow, type Rows, rowsOf, shiftOfRow } from '../../layout/rows.js';

/** How far it is looked for, in rows and in whole cells across. */
const REACH = 12;

/** The strongest regular repeat. */
export interface Echo {
  /** Of the cells that have another cell at that offset, the share that has the same photo there. */
  readonly echo: number;
  /** The offset: rows down, and cells to the right (of shifted rows also halves); null without any repeat. Of equals, the furthest down, then to the right. */
  readonly echo_at: readonly [down: number, right: number] | null;
}

/**
 * Finds the strongest regular repeat: over all offsets of up to 12 rows and columns, the largest share of cells whose photo stands at that
 * offset again. Rows of a brick layout are shifted by half a cell: an odd number of rows down, offsets across are halves.
 *
 * @param photos  cell → photo
 */
export function echo(shape: Shape, photos: Uint32Array): Echo {
  const rows = rowsOf(shape);
  let most = 0;
  let at: Echo['echo_at'] = null;
  for (let down = 0; down <= REACH; down++) {
    const odd = rows.stagger & down;
    for (let halves = -2 * REACH + odd; halves <= 2 * REACH; halves += 2) {
      if (down === 0 && halves <= 0) continue; // each pair of cells once
      const share = shareAt(rows, photos, down, halves);
      if (share > 0 && share >= most) [most, at] = [share, [down, halves / 2]];
    }
  }
  return { echo: most, echo_at: at };
}

/** The share of cells whose photo stands again so many rows down and half cells to the right; 0 if no cell is there. */
function shareAt(rows: Rows, photos: Uint32Array, down: number, halves: number): number {
  let pairs = 0;
  let equal = 0;
  for (let row = 0; row + down < rows.rows; row++) {
    const other = row + down;
    const step = (halves + shiftOfRow(rows, row) - shiftOfRow(rows, other)) / 2;
    const from = Math.max(0, -step);
    const to = Math.min(lengthOfRow(rows, row), lengthOfRow(rows, other) - step);
    const first = firstOfRow(rows, row);
    const apart = firstOfRow(rows, other) + step - first;
    for (let cell = first + from; cell < first + to; cell++) {
      if (photos[cell] === photos[cell + apart]) equal++;
    }
    pairs += Math.max(0, to - from);
  }
  return pairs === 0 ? 0 : equal / pairs;
}
