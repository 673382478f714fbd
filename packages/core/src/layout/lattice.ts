/** The lattice of a layout's mean cell: for numbers that count in cells, and need no cell to be where it is. */

import type { Shape } from './layout.js';
import { type PlacedCells, placeAt } from './place.js';

/** How many whole cells a mosaic is wide and high. */
export interface Lattice {
  readonly columns: number;
  readonly rows: number;
}

/** The lattice of a layout. */
export function latticeOf({ columns, rows }: Shape): Lattice {
  return { columns, rows };
}

/** Every cell on a lattice of `side` × `side` samples a whole cell, whatever its proportions. @param side  even */
export function onLattice(shape: Shape, side: number): PlacedCells {
  return placeAt(shape, { width: side, height: side });
}
