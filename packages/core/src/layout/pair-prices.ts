/** A price for each pair of cells, told by how far apart they stand: rows down, and halves of a cell across. */

import type { Shape } from './layout.js';
import { cellsIn, halvesAcross, rowOf, rowsOf } from './rows.js';

/** The prices of all pairs of cells. */
export interface PairPrices {
  /** Cell → its row, and where it stands in halves of a cell. */
  readonly row: Int32Array;
  readonly across: Int32Array;
  /** Pairs further apart than so many rows, or so many whole cells across, cost nothing. */
  readonly reach: number;
  /** Rows down, then halves across → price. */
  readonly prices: Float64Array;
}

/** Tabulates the prices of a layout's pairs. @param reach  in cells @param priceOf  of two cells `down` rows and `halves` half cells apart */
export function pairPrices(shape: Shape, reach: number, priceOf: (down: number, halves: number) => number): PairPrices {
  const rows = rowsOf(shape);
  const row = Int32Array.from({ length: cellsIn(shape) }, (_, cell) => rowOf(rows, cell));
  const across = row.map((r, cell) => halvesAcross(rows, r, cell));
  const side = 2 * reach + 1;
  const prices = Float64Array.from({ length: (reach + 1) * side }, (_, i) => priceOf(Math.floor(i / side), i % side));
  return { row, across, reach, prices };
}

/** Some cells, linked: each names the next one, and −1 ends them. */
export interface LinkedCells {
  readonly first: number;
  readonly next: Int32Array;
}

/** What a cell costs beside some others, all together, itself left out. No price may be negative: once they reach `enough`, it is told so far. */
export function priceBeside(
  { row, across, reach, prices }: PairPrices,
  cell: number,
  { first, next }: LinkedCells,
  enough: number = Number.POSITIVE_INFINITY,
): number {
  const [down, right] = [row[cell], across[cell]];
  let sum = 0;
  for (let i = first; i >= 0 && sum < enough; i = next[i]) {
    const dy = Math.abs(row[i] - down);
    const dx = Math.abs(across[i] - right);
    if (dy <= reach && dx <= 2 * reach && i !== cell) sum += prices[dy * (2 * reach + 1) + dx];
  }
  return sum;
}
