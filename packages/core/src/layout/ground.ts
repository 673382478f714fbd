/** Where cells lie in a mosaic that is 1 wide, or that lies somewhere: films, pages and paper have no pixels of their own. */

import type { Rect } from '../pixels/rect.js';
import type { Shape } from './layout.js';
import { inRow } from './rows.js';

/** The rectangle of a whole mosaic that is 1 wide. */
export function groundRect({ columns, rows, cell: [w, h] }: Shape): Rect {
  return { x: 0, y: 0, w: 1, h: rows / (columns * (w / h)) };
}

/** The rectangle of a cell in a mosaic that is 1 wide. */
export function cellRect(shape: Shape, cell: number): Rect {
  const { row, from, to } = inRow(shape, cell);
  const w = 1 / shape.columns;
  const h = w / (shape.cell[0] / shape.cell[1]);
  return { x: (from / 2) * w, y: row * h, w: ((to - from) / 2) * w, h };
}

/** Width : height of a cell, in whole numbers where those of the layout are. */
export function cellShape(shape: Shape, cell: number): readonly [w: number, h: number] {
  const { from, to } = inRow(shape, cell);
  const [w, h] = shape.cell;
  return to - from === 2 ? shape.cell : [w * (to - from), h * 2];
}

/** Width / height of a cell. */
export function cellAspect(shape: Shape, cell: number): number {
  const [w, h] = cellShape(shape, cell);
  return w / h;
}

/** The sides of a cell. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The sides of a cell where the whole mosaic lies at `whole`. Neighbours have the same numbers: nothing shows between them. */
export function sidesIn(shape: Shape, cell: number, { x, y, w, h }: Rect): Sides {
  const { columns, rows } = shape;
  const { row, from, to } = inRow(shape, cell);
  return {
    left: x + (from / 2 / columns) * w,
    top: y + (row / rows) * h,
    right: x + (to / 2 / columns) * w,
    bottom: y + ((row + 1) / rows) * h,
  };
}

/** The middle of a cell where the whole mosaic lies at `whole`. */
export function centreIn(shape: Shape, cell: number, { x, y, w, h }: Rect): { readonly x: number; readonly y: number } {
  const { row, from, to } = inRow(shape, cell);
  return { x: x + ((from + to) / 4 / shape.columns) * w, y: y + ((row + 0.5) / shape.rows) * h };
}
