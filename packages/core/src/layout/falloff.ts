/**
 * How much cells that hold the same photo disturb each other: a Gaussian of the distance of their centres, 1 at its peak, cut off
 * at 2.5 σ. Distances are counted in cells: across in widths, down in heights of a whole cell.
 */

import type { Shape } from './layout.js';
import { cellsIn, halvesAcross, rowOf, rowsOf } from './rows.js';

/** The weights between all pairs of cells. */
export interface Falloff {
  /** Cell → its row, and where it stands in halves of a cell. */
  readonly row: Int32Array;
  readonly across: Int32Array;
  /** Rows that a weight reaches down. */
  readonly reach: number;
  /** Rows down, then halves across → weight. */
  readonly weights: Float64Array;
}

/** The weights of a layout's cells. @param sigma  in cells */
export function falloffOf(shape: Shape, sigma: number): Falloff {
  const rows = rowsOf(shape);
  const row = Int32Array.from({ length: cellsIn(shape) }, (_, cell) => rowOf(rows, cell));
  const across = row.map((r, cell) => halvesAcross(rows, r, cell));
  const reach = Math.ceil(2.5 * sigma);
  const side = 2 * reach + 1;
  const weights = Float64Array.from({ length: (reach + 1) * side }, (_, i) => {
    const squared = Math.floor(i / side) ** 2 + ((i % side) / 2) ** 2;
    return Math.exp(-squared / (2 * sigma * sigma));
  });
  return { row, across, reach, weights };
}

/** The weights of some cells at another, all together, itself left out. They are linked: each names the next one, and −1 ends them. */
export function weightNear(
  { row, across, reach, weights }: Falloff,
  cell: number,
  first: number,
  next: Int32Array,
): number {
  const [down, right] = [row[cell], across[cell]];
  let sum = 0;
  for (let i = first; i >= 0; i = next[i]) {
    const dy = Math.abs(row[i] - down);
    const dx = Math.abs(across[i] - right);
    if (dy <= reach && dx <= 2 * reach && i !== cell) sum += weights[dy * (2 * reach + 1) + dx];
  }
  return sum;
}
