/**
 * The pyramid: what is seen from afar counts most, and the layout of light and colour inside the cell still counts.
 *
 * 4 × 4 means in OKLab, turned by a Haar rotation into the mean of all, the detail of the quarters and the detail of
 * the sixteenths. The rotation alone would change no distance; the weights do.
 *
 * Tried, on four targets of 80 columns, repeats 2 apart, whole photos (weights of quarters, sixteenths, scale of a and b:
 * far ΔE, edge): .25, .06, 1.5: 5.43, .836 · .3, .1, 1.5: 5.45, .845 · .3, .1, 1.6: 5.35, .839 · .27, .1, 1.65: 5.32, .836 ·
 * 1, 1, 1.5 (plain 4 × 4): 6.7, .844. What is gained in colour is lost in contours; chosen is where both are good.
 *
 * Source of the rotation: A. Haar, "Zur Theorie der orthogonalen Funktionensysteme", Math. Ann. 69, 1910,
 * doi:10.1007/BF01456326.
 */

import { oklabFromLinear } from '../color/oklab.js';
import { LINEAR } from '../color/srgb.js';
import type { Descriptor } from './descriptor.js';

/** OKLab × 100: a unit is about one just visible difference; hues count more than lightness. */
const SCALES = [100, 158, 158];
/**
 * Rows are rounded to whole 40ths of that unit: distances become exact, whoever computes them (see `match/view-table`).
 * It is far below what can be seen; against unrounded rows, the same photo is best in 99.9 % of cells.
 */
const STEPS = 40;
/** Share of the squared detail of the quarters and of the sixteenths in the cost. */
const QUARTERS = Math.sqrt(0.32);
const SIXTEENTHS = Math.sqrt(0.105);

/** Descriptor of 48 whole numbers: 3 of the mean, 9 of the quarters, 36 of the sixteenths: coarse to fine. */
export function pyramidDescriptor(): Descriptor {
  const lab = new Float32Array(16 * 3);
  const plane = new Float64Array(16);
  const encode: Descriptor['encode'] = (means, out, at) => {
    for (let i = 0; i < 48; i += 3) oklabFromLinear(means, i, lab, i);
    for (let channel = 0; channel < 3; channel++) {
      for (let i = 0; i < 16; i++) plane[i] = lab[i * 3 + channel] * SCALES[channel] * STEPS;
      encodePlane(plane, out, at + channel);
    }
    for (let i = at; i < at + 48; i++) out[i] = Math.round(out[i]);
  };
  return { name: 'pyramid', side: 4, curve: LINEAR, dims: 48, steps: 1, encode };
}

/**
 * One channel into its 16 places of the row, three apart.
 *
 * @param plane  4 × 4 values, row by row; overwritten
 * @param out    from `at` on: the mean, 3 details of the quarters, 4 × 3 details of the sixteenths
 */
function encodePlane(plane: Float64Array, out: Float32Array, at: number): void {
  for (let q = 0; q < 4; q++) {
    const corner = (q >> 1) * 8 + (q & 1) * 2;
    haar(plane, corner, 1);
    const o = at + 12 + q * 9;
    // a quarter is a quarter of the whole: halving its details makes a row's squared length a mean over the plane
    out[o] = (plane[corner + 1] * SIXTEENTHS) / 2;
    out[o + 3] = (plane[corner + 4] * SIXTEENTHS) / 2;
    out[o + 6] = (plane[corner + 5] * SIXTEENTHS) / 2;
  }
  // the means of the quarters stand in their corners
  haar(plane, 0, 2);
  out[at] = plane[0];
  out[at + 3] = plane[2] * QUARTERS;
  out[at + 6] = plane[8] * QUARTERS;
  out[at + 9] = plane[10] * QUARTERS;
}

/**
 * Replaces a 2 × 2 block of the plane, `step` apart, by its mean and its three details: left − right, top − bottom, the
 * diagonal. The block's mean squared deviation is the sum of the squared details.
 */
function haar(plane: Float64Array, corner: number, step: number): void {
  const a = plane[corner];
  const b = plane[corner + step];
  const c = plane[corner + 4 * step];
  const d = plane[corner + 5 * step];
  plane[corner] = (a + b + c + d) / 4;
  plane[corner + step] = (a - b + c - d) / 4;
  plane[corner + 4 * step] = (a + b - c - d) / 4;
  plane[corner + 5 * step] = (a - b - c + d) / 4;
}
