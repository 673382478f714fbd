/** Proportions of a shape: how many rows or columns suit a target, and how many pixels a drawing has. */

import { centreCrop, type Rect } from '../pixels/rect.js';
import type { Shape } from './layout.js';

/**
 * How many rows a grid of `columns` needs so that it has about the target's aspect: at least one.
 *
 * @param cell  width : height of a cell
 */
export function rowsFor(columns: number, width: number, height: number, cell: readonly [number, number]): number {
  return Math.max(1, Math.round((columns * cell[0] * height) / (cell[1] * width)));
}

/** How many columns a grid of `rows` needs so that it has about the target's aspect: at least one. */
export function columnsFor(rows: number, width: number, height: number, cell: readonly [number, number]): number {
  return Math.max(1, Math.round((rows * cell[1] * width) / (cell[0] * height)));
}

/** A grid of square cells: of a mosaic of which no more is known. */
export function squareGrid(columns: number, rows: number): Shape {
  return { kind: 'grid', columns, rows, cell: [1, 1] };
}

/** The part of a width × height target that a mosaic shows: cropped around its centre to the aspect of the cells together, never stretched. */
export function targetCrop(shape: Shape, width: number, height: number): Rect {
  return centreCrop(width, height, (shape.columns * shape.cell[0]) / (shape.rows * shape.cell[1]));
}

/** Pixels of a drawn cell: `width` as asked, the height in proportion, whole and at least one. */
export function cellPixels(shape: Shape, width: number): { readonly width: number; readonly height: number } {
  return { width, height: Math.max(1, Math.round((width * shape.cell[1]) / shape.cell[0])) };
}

/** Pixels of a whole drawn mosaic whose cells are `width` pixels wide. */
export function drawnSize(shape: Shape, width: number): { readonly width: number; readonly height: number } {
  const cell = cellPixels(shape, width);
  return { width: shape.columns * cell.width, height: shape.rows * cell.height };
}
