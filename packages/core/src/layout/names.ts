/**
 * What people call a cell: r12c40 is the fortieth of the twelfth row; on paper it is L-40, as on a map. And which cell a place
 * is in, and what lies beside it.
 */

import type { Shape } from './layout.js';
import { cellInRow, cellsIn, firstOfRow, inRow, lengthOfRow, rowsOf } from './rows.js';

/** Where a cell stands, as people count: from 1. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
  /** How many cells its row has. */
  readonly columns: number;
}

/** Where a cell stands. */
export function rowAndColumn(cell: number, shape: Shape): CellPlace {
  const { row, place } = inRow(shape, cell);
  return { row: row + 1, column: place + 1, columns: lengthOfRow(rowsOf(shape), row) };
}

/** Row and column as one word: r12c40. */
export function cellName(cell: number, shape: Shape): string {
  const { row, column } = rowAndColumn(cell, shape);
  return `r${row}c${column}`;
}

/** The last cell there is: with it, an error says how far names go. */
export function lastName(shape: Shape): string {
  return cellName(cellsIn(shape) - 1, shape);
}

/**
 * The cell that a name stands for, of either kind: r12c40, or L-40 as on paper.
 *
 * @returns −1 if the name is none, or the layout has no such cell
 */
export function cellNamed(name: string, shape: Shape): number {
  const [, letters, number] = /^([a-z]{1,4})-(\d{1,7})$/i.exec(name) ?? [];
  const [, row, column] = letters
    ? [0, rowOfLetters(letters.toUpperCase()) + 1, Number(number)]
    : (/^r(\d{1,7})c(\d{1,7})$/i.exec(name)?.map(Number) ?? [0, 0, 0]);
  if (row < 1 || column < 1 || row > shape.rows || column > lengthOfRow(rowsOf(shape), row - 1)) return -1;
  return firstOfRow(rowsOf(shape), row - 1) + column - 1;
}

/**
 * The cells of a rectangle, in reading order: r1c1:r9c9, any two opposite corners; one name is one cell.
 *
 * @returns empty if a name is none, or the layout has no such cell
 */
export function cellsNamed(name: string, shape: Shape): number[] {
  const corners = name.split(':').map((corner) => cellNamed(corner, shape));
  if (corners.length > 2 || corners.includes(-1)) return [];
  const places = corners.map((cell) => inRow(shape, cell));
  const [rows, columns] = [places.map(({ row }) => row), places.map(({ place }) => place)];
  const cells: number[] = [];
  for (let row = Math.min(...rows); row <= Math.max(...rows); row++) {
    const last = Math.min(Math.max(...columns), lengthOfRow(rowsOf(shape), row) - 1);
    for (let column = Math.min(...columns); column <= last; column++)
      cells.push(firstOfRow(rowsOf(shape), row) + column);
  }
  return cells;
}

/** Row in letters, as the columns of spreadsheets have them, and column: B-17 is row 2, column 17; AA-1 begins row 27. */
export function placeName(cell: number, shape: Shape): string {
  const { row, column } = rowAndColumn(cell, shape);
  return `${rowLetters(row - 1)}-${column}`;
}

/** The row of such letters, counted from 0. */
function rowOfLetters(letters: string): number {
  return [...letters].reduce((row, letter) => (row + 1) * 26 + letter.charCodeAt(0) - 65, -1);
}

/** The letters of a row, which is counted from 0: A … Z, AA, AB … */
export function rowLetters(row: number): string {
  const letter = String.fromCharCode(65 + (row % 26));
  return row < 26 ? letter : rowLetters(Math.floor(row / 26) - 1) + letter;
}

/** The cell at a place of the mosaic, −1 if it lies beside it. @param x  share of the width @param y  of the height */
export function cellAt(shape: Shape, x: number, y: number): number {
  if (!(x >= 0 && y >= 0 && x < 1 && y < 1)) return -1;
  return cellInRow(rowsOf(shape), Math.floor(y * shape.rows), x * 2 * shape.columns);
}

/** Ways from a cell to another. */
export type Direction = 'left' | 'right' | 'up' | 'down' | 'first' | 'last';

/**
 * The cell beside another, or the first or last of its row; at the edge the same one. Up and down lead back to where they
 * came from.
 */
export function beside(shape: Shape, cell: number, direction: Direction): number {
  const { row, place, from, to } = inRow(shape, cell);
  const first = firstOfRow(rowsOf(shape), row);
  const last = first + lengthOfRow(rowsOf(shape), row) - 1;
  if (direction === 'first') return first;
  if (direction === 'last') return last;
  if (direction === 'left') return Math.max(first, first + place - 1);
  if (direction === 'right') return Math.min(last, cell + 1);
  const next = direction === 'up' ? row - 1 : row + 1;
  if (next < 0 || next >= shape.rows) return cell;
  // the middle of a brick lies over a joint: by turns the cell to its right and to its left
  return cellInRow(rowsOf(shape), next, (from + to) / 2 + (row % 2 === 0 ? 0.5 : -0.5));
}
