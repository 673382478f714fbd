/** What tint looks at: target and mosaic in linear light, a few samples a cell. */

import { onLattice } from '../layout/lattice.js';
import type { Shape } from '../layout/layout.js';
import type { PlacedCells } from '../layout/place.js';

/** Samples along a whole cell's side. Contours inside a cell count: with 2 the measured edge is .002 lower, at the same far ΔE. */
export const SIDE = 4;
/** The same for an estimate: a third of the work, and nearly the same far ΔE. */
export const COARSE_SIDE = 2;

/** A picture of a layout; cells lie in whole samples. */
export interface Samples extends PlacedCells {
  /** Samples along a whole cell's side. */
  readonly side: number;
  /** Row by row, r g b, linear light 0…1. */
  readonly data: Float32Array;
}

/** A picture without light. @param side  even */
export function darkSamples(shape: Shape, side: number = SIDE): Samples {
  const placed = onLattice(shape, side);
  return { ...placed, side, data: new Float32Array(placed.width * placed.height * 3) };
}

/** How many samples a cell has across and down. */
export function samplesOf({ boxes }: PlacedCells, cell: number): { readonly columns: number; readonly rows: number } {
  return { columns: boxes[cell * 4 + 2], rows: boxes[cell * 4 + 3] };
}

/**
 * Sets the samples of one cell.
 *
 * @param means     as many as it has, × 3 floats (r g b), row by row
 * @param mirrored  whether they are set turned left to right
 */
export function setCell({ width, boxes, data }: Samples, cell: number, means: Float32Array, mirrored: boolean): void {
  const [left, top, columns, rows] = boxes.subarray(cell * 4, cell * 4 + 4);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = (y * columns + (mirrored ? columns - 1 - x : x)) * 3;
      const to = ((top + y) * width + left + x) * 3;
      for (let channel = 0; channel < 3; channel++) data[to + channel] = means[from + channel];
    }
  }
}
