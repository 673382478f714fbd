/**
 * How much of a cell is seen in others, when a mosaic is seen from afar: a Gaussian of the distance of their centres, 1 at its
 * peak, cut off where along a row or a column of cells it falls below 1/100.
 *
 * Distances are counted in cells: across in widths, down in heights of a whole cell.
 */

import type { Shape } from './layout.js';
import { firstOfRow, halvesAcross, lengthOfRow, type Rows, rowOf, rowsOf, shiftOfRow } from './rows.js';

/** The weights between all pairs of cells; they follow from how far apart the cells are. */
export interface Blur extends Rows {
  /** How many rows up and down, and cells to the left and right, have a weight. */
  readonly reach: number;
  /** Cells that see one another are at most so many steps apart. */
  readonly steps: number;
  /** Rows down, then quarters of a cell across → weight; both from the least on. */
  readonly weights: Float64Array;
}

/** The weights of a blur. @param sigma  of two cells' blurs each, in cells: what both have in common is wider by √2 */
export function blurOf(shape: Shape, sigma: number): Blur {
  const rows = rowsOf(shape);
  const reach = Math.ceil(2 * sigma * Math.sqrt(Math.log(100)) - 0.5);
  const side = sideOf(reach);
  const weights = Float64Array.from({ length: (2 * reach + 1) * side }, (_, i) => {
    const [dy, dx] = [Math.floor(i / side) - reach, ((i % side) - (side >> 1)) / 4];
    return Math.exp(-(dx * dx + dy * dy) / (4 * sigma * sigma));
  });
  return { ...rows, reach, steps: Math.floor((reach * (2 + rows.stagger)) / 2), weights };
}

/** Quarters of a cell from the farthest left to the farthest right: half cells lie a quarter farther in. */
const sideOf = (reach: number): number => 8 * reach + 3;

/**
 * What all other cells show, each as much as it is seen in this one, all together.
 *
 * @param values  cells × 3
 */
export function seenIn(blur: Blur, cell: number, values: Float64Array): [x: number, y: number, z: number] {
  const { reach, weights, stagger } = blur;
  const side = sideOf(reach);
  const row = rowOf(blur, cell);
  const middle = halvesAcross(blur, row, cell);
  const own = 2 * middle + inset(blur, row, cell - firstOfRow(blur, row));
  let [x, y, z] = [0, 0, 0];
  const last = Math.min(blur.rows - 1, row + reach);
  for (let r = Math.max(0, row - reach); r <= last; r++) {
    const first = firstOfRow(blur, r);
    const shift = shiftOfRow(blur, r);
    const from = Math.max(0, (middle - 2 * reach - shift + 1) >> 1);
    const to = Math.min(lengthOfRow(blur, r) - 1, (middle + 2 * reach - shift) >> 1);
    const base = (r - row + reach) * side + (side >> 1) + 2 * shift - own;
    const isCut = (stagger & r) === 1;
    for (let c = from; c <= to; c++) {
      if (first + c === cell) continue;
      const weight = weights[base + 4 * c + (isCut ? inset(blur, r, c) : 0)];
      const at = (first + c) * 3;
      x += weight * values[at];
      y += weight * values[at + 1];
      z += weight * values[at + 2];
    }
  }
  return [x, y, z];
}

/** How many quarters of a cell a half cell's centre lies farther in than that of a whole one would. */
function inset({ columns, stagger }: Rows, row: number, column: number): number {
  if ((stagger & row) === 0) return 0;
  return column === 0 ? 1 : column === columns ? -1 : 0;
}
