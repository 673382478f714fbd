/** CIEDE2000 between the rows of two pictures in linear light. */

import { ciede2000 } from '../color/difference.js';
import { labFromLinear } from '../color/lab.js';
import { quantile } from './quantile.js';

/** Takes the rows of two pictures at a time; then has what they differ by. */
export interface Differences {
  /** The next row of both: pixels × 3 floats (r g b), linear light. */
  add(left: Float32Array, right: Float32Array): void;
  mean(): number;
  /** The difference that `share` of all pixels (0…1) stay below, interpolated. Only of differences that were kept. */
  quantile(share: number): number;
  /** The differences that were kept, in the order they came. */
  readonly kept: Float32Array;
}

/**
 * Begins the comparison of two pictures.
 *
 * @param keep  of how many pixels the differences are kept, for `quantile`: all, or none (0)
 */
export function differences(keep: number): Differences {
  const kept = new Float32Array(keep);
  const lab = new Float32Array(6);
  let count = 0;
  let sum = 0;
  return {
    add: (left, right) => {
      for (let i = 0; i < left.length; i += 3, count++) {
        const equal = left[i] === right[i] && left[i + 1] === right[i + 1] && left[i + 2] === right[i + 2];
        if (equal) continue; // kept is 0 there
        labFromLinear(left, i, lab, 0);
        labFromLinear(right, i, lab, 3);
        const difference = ciede2000(lab, 0, lab, 3);
        sum += difference;
        if (keep > 0) kept[count] = difference;
      }
    },
    mean: () => sum / count,
    kept,
    quantile: (share) => quantile(kept, share),
  };
}
