/** Where the cells of a mosaic lie. */

import type { LAYOUTS, Ratio } from '../settings/kinds.js';

/** How the cells are arranged: enough to rebuild the layout. */
export interface Shape {
  /** Equal cells in rows and columns; or a wall of bricks, whose every second row is shifted by half a cell and begins and ends with a half one. */
  readonly kind: (typeof LAYOUTS)[number];
  /** Cells of the first row; in a wall of bricks, the second, the fourth … row have one more. */
  readonly columns: number;
  readonly rows: number;
  /** Width : height of a whole cell, as the user gave it: 3 : 2 and not 1.5. */
  readonly cell: Ratio;
}

/** Cells of one form. They take views that were cut for this form. */
export interface ShapeClass {
  /** Width : height. */
  readonly aspect: Ratio;
}

/** Places to fill, in target coordinates. A cell is an index; cells are numbered in reading order. */
export interface Layout {
  /** Size of the target the boxes lie in, in pixels. */
  readonly width: number;
  readonly height: number;
  /** cells × 4: x, y, w, h in target pixels. Together they cover the part of the target that is kept. */
  readonly boxes: Float32Array;
  /** Cell → index into `classes`. */
  readonly classOf: Uint8Array;
  readonly classes: readonly ShapeClass[];
  readonly shape: Shape;
}

/** How many cells a layout has. */
export function cellCount(layout: Layout): number {
  return layout.boxes.length / 4;
}
