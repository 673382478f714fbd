import { rowsFor } from './drawn-size.js';
import type { Layout } from './layout.js';
import { cellsIn } from './rows.js';

/** The most columns with which a layout of the same kind, for the same target, has so many cells at most; 0 if one column has more. */
export function columnsWithin(
  { shape, width, height }: Pick<Layout, 'shape' | 'width' | 'height'>,
  cells: number,
): number {
  const cellsOf = (columns: number): number =>
    cellsIn({ ...shape, columns, rows: rowsFor(columns, width, height, shape.cell) });
  let columns = 0;
  while (columns < cells && cellsOf(columns + 1) <= cells) columns++;
  return columns;
}
