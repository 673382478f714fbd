/**
 * Structural similarity: are light and dark, and what varies around them, where they belong.
 *
 * Source: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error visibility to
 * structural similarity", IEEE Transactions on Image Processing 13(4), 2004, doi:10.1109/TIP.2003.819861: Gaussian
 * window of σ 1.5 and 11 × 11 samples, K1 .01, K2 .03, population moments; windows that leave the picture are left out.
 */

import { sampledBlur } from './blur.js';
import type { Dimensions } from './rows.js';

/** Samples to either side of a window's middle. */
const RADIUS = 5;
/** The range of L*. */
const RANGE = 100;
const C1 = (0.01 * RANGE) ** 2;
const C2 = (0.03 * RANGE) ** 2;

/** Takes the rows of two pictures at a time; then has their similarity. */
export interface Similarity {
  /** The next row of both: `width` lightnesses, 0…100. */
  add(left: Float32Array, right: Float32Array): void;
  /** The mean over all windows, at most 1; null when the pictures are smaller than one window. */
  mean(): number | null;
}

/** Begins the comparison of two pictures of one size. */
export function similarity(size: Dimensions): Similarity {
  const { width, height } = size;
  // five numbers a sample: both pictures, their squares, their product
  const moments = new Float32Array(width * 5);
  const inside = Math.max(0, width - 2 * RADIUS);
  let sum = 0;
  let rows = 0;
  const blurred = sampledBlur(size, 5, { sigma: 1.5, radius: RADIUS, offset: RADIUS, stride: 1 }, (row) => {
    // sampling begins inside the picture and would go on to its end: the last windows leave it
    if (rows++ >= height - 2 * RADIUS) return;
    for (let x = 0; x < inside; x++) sum += local(row, x * 5);
  });
  return {
    add: (left, right) => {
      for (let x = 0, o = 0; x < width; x++, o += 5) {
        moments[o] = left[x];
        moments[o + 1] = right[x];
        moments[o + 2] = left[x] * left[x];
        moments[o + 3] = right[x] * right[x];
        moments[o + 4] = left[x] * right[x];
      }
      blurred(moments);
    },
    mean: () => (inside === 0 || height <= 2 * RADIUS ? null : sum / (inside * (height - 2 * RADIUS))),
  };
}

/** The similarity of one window, from its five moments. */
function local(moments: Float32Array, i: number): number {
  const left = moments[i];
  const right = moments[i + 1];
  const variances = moments[i + 2] - left * left + moments[i + 3] - right * right;
  const covariance = moments[i + 4] - left * right;
  return ((2 * left * right + C1) * (2 * covariance + C2)) / ((left * left + right * right + C1) * (variances + C2));
}
