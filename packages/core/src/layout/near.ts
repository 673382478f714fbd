/**
 * Which cells are near one another: so few steps apart, from cell to touching cell, that a photo may not repeat.
 *
 * In a grid, cells touch at their sides and corners: a cell has eight neighbours, and steps are those of a king in chess. In a
 * brick layout a cell has six: two beside it, two above and two below. A step down leads half a cell to the side, so
 * that d rows down cost no further step for d / 2 cells across. Both are told by arithmetic, without a table.
 */

import type { Shape } from './layout.js';
import { firstOfRow, halvesAcross, lengthOfRow, type Rows, rowOf, rowsOf, shiftOfRow } from './rows.js';

/** What "near" means in a layout. */
export interface Near extends Rows {
  /** Cells are near one another if they are at most so many steps apart. 0: no cell is near another. */
  readonly steps: number;
  /** Cells whose numbers differ by more are not near one another. */
  readonly span: number;
  /** How many cells are near one at most, itself included. */
  readonly most: number;
}

/** The cells of a layout that are at most so many steps apart. */
export function nearOf(shape: Shape, steps: number): Near {
  const rows = rowsOf(shape);
  const { columns, stagger } = rows;
  const span = steps * (columns + 1 + stagger) + stagger;
  const most = stagger === 0 ? (2 * steps + 1) ** 2 : 3 * steps * (steps + 1) + 1;
  return { ...rows, steps, span, most };
}

/** How many steps lead from one cell to another. */
export function stepsApart(rows: Rows, a: number, b: number): number {
  const rowOfA = rowOf(rows, a);
  const rowOfB = rowOf(rows, b);
  const down = Math.abs(rowOfA - rowOfB);
  const across = Math.abs(halvesAcross(rows, rowOfA, a) - halvesAcross(rows, rowOfB, b));
  return Math.max(down, (across + rows.stagger * down) / 2);
}

/** Whether cells so far apart are near each other: rows down, halves of a cell across. */
export function isWithin({ steps, stagger }: Near, down: number, halves: number): boolean {
  return down <= steps && halves + stagger * down <= 2 * steps;
}

/** So many steps apart are at most two cells of which one is no more than `cells` rows below, and no more than `cells` whole cells beside the other. */
export function stepsWithin(shape: Shape, cells: number): number {
  return Math.floor((cells * (2 + rowsOf(shape).stagger)) / 2);
}

/** The first of some cells that is near one and is not that one; −1 if none is. They are linked: each names the next one, and −1 ends them. */
export function firstNear(near: Near, cell: number, first: number, next: Int32Array): number {
  const { span } = near;
  const row = rowOf(near, cell);
  const across = halvesAcross(near, row, cell);
  for (let i = first; i >= 0; i = next[i]) {
    // most are told to be far away by their number alone
    if (i < cell - span || i > cell + span || i === cell) continue;
    const r = rowOf(near, i);
    if (isWithin(near, Math.abs(r - row), Math.abs(halvesAcross(near, r, i) - across))) return i;
  }
  return -1;
}

/** How many of some cells, linked in the same way, are near one, itself left out. */
export function countNear(near: Near, cell: number, first: number, next: Int32Array): number {
  let count = 0;
  for (let i = firstNear(near, cell, first, next); i >= 0; i = firstNear(near, cell, next[i], next)) count++;
  return count;
}

/**
 * Finds the cells near one, itself included, as runs of cells that follow each other.
 *
 * @param runs  filled with the first cell of each run and the one behind its last, ascending (`roomForRuns`)
 * @returns how many numbers
 */
export function nearRuns(near: Near, cell: number, runs: Int32Array): number {
  const { columns, rows, steps, stagger } = near;
  const row = rowOf(near, cell);
  const middle = halvesAcross(near, row, cell);
  const top = Math.max(0, row - steps);
  const bottom = Math.min(rows - 1, row + steps);
  let count = 0;
  let first = firstOfRow(near, top);
  for (let r = top; r <= bottom; r++) {
    const reach = 2 * steps - stagger * Math.abs(r - row);
    const shift = stagger & ~r;
    const length = columns + (stagger & r);
    runs[count++] = first + Math.max(0, (middle - reach - shift) >> 1);
    first += length;
    runs[count++] = Math.min(first, first - length + ((middle + reach - shift) >> 1) + 1);
  }
  return count;
}

/** Room for the runs near any cell: one a row, two numbers each. */
export function roomForRuns({ steps, rows }: Near): Int32Array {
  return new Int32Array(2 * Math.min(2 * steps + 1, rows));
}

/** How many cells that come before one are near it, at most. */
export function mostBefore({ columns, rows, steps, stagger }: Near): number {
  const longest = columns + (rows > 1 ? stagger : 0);
  let count = Math.min(steps, longest - 1);
  for (let down = 1; down <= Math.min(steps, rows - 1); down++) {
    count += Math.min(2 * steps + 1 - stagger * down, longest);
  }
  return count;
}

/** So many cells are all near one another somewhere in the layout: they hold as many different photos. */
export function clique(near: Near): number {
  const { columns, rows, steps } = near;
  const above = Math.floor(Math.min(steps, rows - 1) / 2);
  const below = Math.min(steps, rows - 1) - above;
  let most = 0;
  // where the middle may lie, so that an end of the rows or the half cells of a row cut off nothing
  for (const row of [above, above + 1]) {
    for (const middle of [columns - 1, columns, columns + 1]) {
      let count = 0;
      for (let r = row - above; r <= Math.min(rows - 1, row + below); r++) {
        const reach = steps - near.stagger * Math.abs(r - row);
        const shift = shiftOfRow(near, r);
        const from = Math.max(0, Math.ceil((middle - reach - shift) / 2));
        const to = Math.min(lengthOfRow(near, r) - 1, Math.floor((middle + reach - shift) / 2));
        count += Math.max(0, to - from + 1);
      }
      most = Math.max(most, count);
    }
  }
  return most;
}

/**
 * A photo can be used so often at most: blocks of cells that are all near one another cover the layout, and hold it once each. In a grid
 * this is exact; of bricks the blocks do not fit together, and the bound is up to one and a half times what is possible.
 */
export function packing({ columns, rows, steps, stagger }: Near): number {
  const across = stagger > 0 && rows > 1 ? 2 * columns : 2 * (columns - 1);
  let fewest = Number.POSITIVE_INFINITY;
  for (let height = 1; height <= Math.min(steps + 1, rows); height++) {
    const width = 2 * (steps + 1) - stagger * (height - 1);
    fewest = Math.min(fewest, Math.ceil(rows / height) * (Math.floor(across / width) + 1));
  }
  return fewest;
}
