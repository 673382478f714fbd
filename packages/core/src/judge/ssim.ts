/**
 * Structural similarity: are light and dark, and what varies around them, where they belong.
 *
 * Source: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error visibility to
 * structural similarity", IEEE Transactions on Image Processing 13(4), 2004, doi:10.1109/TIP.2003.819861: Gaussian
 * window, in the paper of σ 1.5 and 11 × 11 samples; K1 .01, K2 .03, population moments; windows that leave the picture are left out.
 */

import type { Arithmetic } from './arithmetic.js';
import { sampledBlur } from './blur.js';
import type { Dimensions } from './rows.js';

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

/** The bell that weighs a window's samples; it is cut `radius` samples from the middle. */
export interface Window {
  readonly sigma: number;
  readonly radius: number;
}

/** The window of the paper. */
export const PAPER_WINDOW: Window = { sigma: 1.5, radius: 5 };

/** Begins the comparison of two pictures of one size. */
export function similarity(arithmetic: Arithmetic, size: Dimensions, { sigma, radius }: Window): Similarity {
  const { width, height } = size;
  // both pictures stand in their sum, less its middle, and their difference: then four moments do for five
  const moments = new Float32Array(width * 4);
  const [across, down] = [Math.max(0, width - 2 * radius), Math.max(0, height - 2 * radius)];
  let total = 0;
  let rows = 0;
  const sampling = { sigma, radius, offset: radius, stride: 1 };
  const blurred = sampledBlur(arithmetic, { ...size, channels: 4 }, sampling, (row) => {
    // sampling begins inside the picture and would go on to its end: the last windows leave it
    if (rows++ < down) total += similaritiesIn(row, across);
  });
  return {
    add: (left, right) => {
      for (let x = 0, o = 0; x < width; x++, o += 4) {
        const sum = left[x] + right[x] - RANGE;
        const difference = right[x] - left[x];
        moments[o] = sum;
        moments[o + 1] = difference;
        moments[o + 2] = sum * sum;
        moments[o + 3] = difference * difference;
      }
      blurred(moments);
    },
    mean: () => (across === 0 || down === 0 ? null : total / (across * down)),
  };
}

/** The sum of the similarities of a row's first windows, from their four moments. */
function similaritiesIn(moments: Float32Array, windows: number): number {
  let total = 0;
  for (let i = 0; i < windows * 4; i += 4) {
    const sum = moments[i] + RANGE;
    const difference = moments[i + 1];
    const sumVariance = moments[i + 2] - moments[i] * moments[i];
    const variance = moments[i + 3] - difference * difference;
    // of pictures p and q: 4pq = sum² − difference², 2p² + 2q² = sum² + difference², and variances likewise
    const luminance = (sum * sum - difference * difference + 2 * C1) / (sum * sum + difference * difference + 2 * C1);
    total += (luminance * (sumVariance - variance + 2 * C2)) / (sumVariance + variance + 2 * C2);
  }
  return total;
}
