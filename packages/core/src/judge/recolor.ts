/** How far photos were recoloured: a mosaic beside the same mosaic with its photos as they are. */

import { onLattice } from '../layout/lattice.js';
import type { Shape } from '../layout/layout.js';
import type { Band } from '../render/band.js';
import { openArithmetic } from './arithmetic.js';
import { differences } from './differences.js';
import { SIDE } from './fidelity.js';
import { resampledRows } from './resample.js';
import { type Dimensions, pairRows } from './rows.js';

/** Takes a mosaic's bands, with their rows untouched; then has the number. */
export interface RecolorMeter {
  /** The next rows, which carry `untouched`; a band without it was not recoloured. */
  add(band: Band): void;
  /** Mean CIEDE2000, 8 × 8 pixels a cell: the scorecard's `recolor`. */
  mean(): number;
}

/**
 * Begins to measure, without a target.
 *
 * @param mosaic  its size in pixels
 */
export function recolorMeter(mosaic: Dimensions, shape: Shape): RecolorMeter {
  const size = onLattice(shape, SIDE);
  const arithmetic = openArithmetic();
  const between = differences(0);
  const { left, right } = pairRows(between.add);
  const drawn = resampledRows(arithmetic, mosaic, size, left);
  const untouched = resampledRows(arithmetic, mosaic, size, right);
  return {
    add: ({ raster, untouched: plain = raster }) => {
      for (let y = 0; y < raster.height; y++) {
        drawn(raster, 0, y);
        untouched(plain, 0, y);
      }
    },
    mean: between.mean,
  };
}
