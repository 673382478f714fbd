/**
 * Layouts whose cells stand in rows: which row and column a cell has.
 *
 * Positions across are counted in half cells, so that they are whole numbers in every row: cell c of a grid stands at 2c, of a
 * brick layout at 2c + 1 in rows that begin with a whole cell and at 2c in the others.
 */

import type { Shape } from './layout.js';

/** The rows of a layout. */
export interface Rows {
  /** Cells of the first row. */
  readonly columns: number;
  readonly rows: number;
  /** 1 if every second row is shifted by half a cell and has one cell more, else 0. */
  readonly stagger: 0 | 1;
}

/** The rows of a shape. */
export function rowsOf({ kind, columns, rows }: Shape): Rows {
  return { columns, rows, stagger: kind === 'brick' ? 1 : 0 };
}

/** How many cells all rows have. */
export function cellsInRows(rows: Rows): number {
  return firstOfRow(rows, rows.rows);
}

/** How many cells a layout has. */
export function cellsIn(shape: Shape): number {
  return cellsInRows(rowsOf(shape));
}

/** The row a cell stands in, from 0. */
export function rowOf({ columns, stagger }: Rows, cell: number): number {
  if (stagger === 0) return Math.floor(cell / columns);
  const pair = 2 * columns + 1;
  const above = Math.floor(cell / pair);
  return 2 * above + (cell - above * pair < columns ? 0 : 1);
}

/** The first cell of a row. */
export function firstOfRow({ columns, stagger }: Rows, row: number): number {
  return row * columns + (stagger === 0 ? 0 : row >> 1);
}

/** How many cells a row has. */
export function lengthOfRow({ columns, stagger }: Rows, row: number): number {
  return columns + (stagger & row);
}

/** Where the first cell of a row stands, in half cells. */
export function shiftOfRow({ stagger }: Rows, row: number): number {
  return stagger & ~row;
}

/** Where a cell of a row stands, in half cells. */
export function halvesAcross(rows: Rows, row: number, cell: number): number {
  return 2 * (cell - firstOfRow(rows, row)) + (rows.stagger & ~row);
}

/** A cell in its row: its place among the others, from 0, and its sides in halves of a column from the row's left end. */
export interface CellInRow {
  readonly row: number;
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/** Where a cell stands. */
export function inRow(shape: Shape, cell: number): CellInRow {
  const rows = rowsOf(shape);
  const row = rowOf(rows, cell);
  const place = cell - firstOfRow(rows, row);
  return { row, place, from: leftOf(rows, row, place), to: leftOf(rows, row, place + 1) };
}

/** The left side of the cell at a place of a row, in halves of a column; behind the last cell, the row's end. */
export function leftOf({ columns, stagger }: Rows, row: number, place: number): number {
  return (stagger & row) === 0 ? 2 * place : Math.max(0, Math.min(2 * columns, 2 * place - 1));
}

/** The cell of a row that is met so many halves of a column from its left end. */
export function cellInRow(rows: Rows, row: number, at: number): number {
  const place = Math.floor((at + (rows.stagger & row)) / 2);
  return firstOfRow(rows, row) + Math.min(place, lengthOfRow(rows, row) - 1);
}
