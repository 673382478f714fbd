/** A picture of where a mosaic differs from its target: one colour a cell. */

import { cellPixels, gridPixels } from '../layout/grid.js';
import type { Shape } from '../layout/layout.js';
import { type Raster, raster } from '../pixels/raster.js';

/**
 * From no difference to much, ever lighter, so that it reads in grey too: nine colours (r g b) of the map "inferno".
 *
 * Source: S. van der Walt, N. Smith, "A better default colormap for matplotlib", SciPy 2015, CC0,
 * https://bids.github.io/colormap/.
 */
const RAMP = [
  [0, 0, 4],
  [31, 12, 72],
  [85, 15, 109],
  [136, 34, 106],
  [186, 54, 85],
  [227, 89, 51],
  [249, 140, 10],
  [249, 201, 50],
  [252, 255, 164],
];

/** The difference (CIEDE2000) that has the lightest colour, and all above it: maps of two mosaics can be compared. */
export const ERROR_MAP_TOP = 10;

/** Width of a map in pixels, about: it is looked at whole. */
const WIDTH = 1280;

/**
 * Draws a map.
 *
 * @param differences  cell → CIEDE2000, row by row, as `Likeness.far_cells`
 */
export function errorMap(shape: Shape, differences: Float32Array): Raster {
  const cell = Math.max(1, Math.round(WIDTH / shape.columns));
  const { width, height } = cellPixels(shape, cell);
  const size = gridPixels(shape, cell);
  const map = raster(size.width, size.height);
  for (let i = 0; i < differences.length; i++) {
    const colour = colourOf(differences[i] / ERROR_MAP_TOP);
    const left = (i % shape.columns) * width;
    const top = Math.floor(i / shape.columns) * height;
    for (let y = top; y < top + height; y++) {
      for (let x = left; x < left + width; x++) map.data.set(colour, (y * size.width + x) * 4);
    }
  }
  return map;
}

/** @param share  0…1; above, it is the last colour */
function colourOf(share: number): number[] {
  const place = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
  const below = Math.min(RAMP.length - 2, Math.floor(place));
  const [from, to] = [RAMP[below], RAMP[below + 1]];
  return [...from.map((value, i) => Math.round(value + (to[i] - value) * (place - below))), 255];
}
