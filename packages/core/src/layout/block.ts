/** Blocks of cells that are all near one another: a photo stands in each at most once. */

import type { Shape } from './layout.js';
import { cellsInRows, halvesAcross, rowOf, rowsOf } from './rows.js';

/**
 * The largest block of whole rows whose cells are all near one another, wherever it lies. In a grid of spacing D it is a square of
 * D + 1 cells. Two bricks of it are at most D rows and D + 1 halves apart across, which is D steps.
 */
export interface Block {
  /** In rows, and in half cells. */
  readonly height: number;
  readonly width: number;
  /** The last row and the last half cell where a block begins that lies inside the layout. */
  readonly lastRow: number;
  readonly lastAcross: number;
  /** Cell → its row, and where it stands across, in half cells. */
  readonly rows: Int32Array;
  readonly across: Int32Array;
}

/** The block of a layout in which photos keep a spacing. */
export function blockOf(shape: Shape, spacing: number): Block {
  const lines = rowsOf(shape);
  const height = Math.min(spacing + 1, lines.rows);
  const width = 2 * (spacing + 1) - lines.stagger * (height - 1);
  const rows = Int32Array.from({ length: cellsInRows(lines) }, (_, cell) => rowOf(lines, cell));
  const across = rows.map((row, cell) => halvesAcross(lines, row, cell));
  const rightmost = across.reduce((most, at) => Math.max(most, at), 0);
  return {
    ...{ height, width, rows, across },
    lastRow: lines.rows - height,
    lastAcross: Math.max(0, rightmost - width + 1),
  };
}
