/** A picture of where a mosaic differs from its target: one colour a cell. */

import { latticeOf, onLattice } from '../layout/lattice.js';
import type { Shape } from '../layout/layout.js';
import { type PlacedCells, place } from '../layout/place.js';
import { type Raster, raster } from '../pixels/raster.js';
import { FAR_SIDE } from './fidelity.js';

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
 * @param samples  CIEDE2000, as `Likeness.far_samples`
 */
export function errorMap(shape: Shape, samples: Float32Array): Raster {
  const { columns } = latticeOf(shape);
  const { width, height, boxes } = place(shape, Math.max(1, Math.round(WIDTH / columns)));
  const sampled = onLattice(shape, FAR_SIDE);
  const map = raster(width, height);
  for (let cell = 0; cell < boxes.length / 4; cell++) {
    const colour = colourOf(meanOf(samples, sampled, cell) / ERROR_MAP_TOP);
    const [left, top, w, h] = boxes.subarray(cell * 4, cell * 4 + 4);
    for (let y = top; y < top + h; y++) {
      for (let x = left; x < left + w; x++) map.data.set(colour, (y * width + x) * 4);
    }
  }
  return map;
}

/** The mean of a cell's samples. */
function meanOf(samples: Float32Array, { width, boxes }: PlacedCells, cell: number): number {
  const [left, top, w, h] = boxes.subarray(cell * 4, cell * 4 + 4);
  let sum = 0;
  for (let y = top; y < top + h; y++) {
    for (let x = left; x < left + w; x++) sum += samples[y * width + x];
  }
  return sum / (w * h);
}

/** @param share  0…1; above, it is the last colour */
function colourOf(share: number): number[] {
  const place = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
  const below = Math.min(RAMP.length - 2, Math.floor(place));
  const [from, to] = [RAMP[below], RAMP[below + 1]];
  return [...from.map((value, i) => Math.round(value + (to[i] - value) * (place - below))), 255];
}
