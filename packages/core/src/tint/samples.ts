/** What tint looks at: target and mosaic in linear light, a few samples a cell. */

import type { Shape } from '../layout/layout.js';

/** Samples along a cell's side. Contours inside a cell count: with 2 the measured edge is .002 lower, at the same far ΔE. */
export const SIDE = 4;

/** A picture of a grid: rows · SIDE by columns · SIDE samples. */
export interface Samples {
  readonly columns: number;
  readonly rows: number;
  /** Row by row, r g b, linear light 0…1. */
  readonly data: Float32Array;
}

/** A picture without light. */
export function darkSamples({ columns, rows }: Shape): Samples {
  return { columns, rows, data: new Float32Array(columns * rows * SIDE * SIDE * 3) };
}

/**
 * Sets the samples of one cell.
 *
 * @param means     SIDE × SIDE × 3 floats (r g b), row by row
 * @param mirrored  whether they are set turned left to right
 */
export function setCell(samples: Samples, cell: number, means: Float32Array, mirrored: boolean): void {
  const { columns, data } = samples;
  const width = columns * SIDE;
  const first = Math.floor(cell / columns) * SIDE * width + (cell % columns) * SIDE;
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const from = (y * SIDE + (mirrored ? SIDE - 1 - x : x)) * 3;
      const to = (first + y * width + x) * 3;
      for (let channel = 0; channel < 3; channel++) data[to + channel] = means[from + channel];
    }
  }
}
