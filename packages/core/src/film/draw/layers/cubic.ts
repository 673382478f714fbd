/**
 * Weights along one axis that bring a line of pixels to another scale and place, by Catmull and Rom's cubic.
 *
 * Where pixels become fewer, the cubic widens with the step from one to the next, so that nothing is skipped; where they
 * become more, it passes through them. At the scale 1 and on whole pixels it leaves all as it is. It is a polynomial:
 * there is no sine that may differ in its last digit between machines.
 *
 * Source: E. Catmull, R. Rom, "A Class of Local Interpolating Splines", Computer Aided Geometric Design, 1974,
 * doi:10.1016/B978-0-12-079050-0.50020-5; R. G. Keys, "Cubic Convolution Interpolation for Digital Image Processing", IEEE
 * TASSP 29(6), 1981, doi:10.1109/TASSP.1981.1163711.
 */

/** Where outputs lie on a line of inputs. Input i covers i … i + 1. */
export interface Line {
  /** Where output 0 begins, and how many inputs lie between one output and the next. */
  readonly from: number;
  readonly step: number;
  /** The outputs that are asked for: `first` … `last` − 1. */
  readonly first: number;
  readonly last: number;
  /** How many inputs there are; beyond them the outermost ones repeat. */
  readonly length: number;
}

/** Output first + i is the sum over k of weights[i · count + k] · input[starts[i] + k], k < count. */
export interface CubicTaps {
  /** Weights an output. */
  readonly count: number;
  readonly starts: Int32Array;
  /** They add up to 1, but for rounding. */
  readonly weights: Float32Array;
}

/** The cubic's reach to each side, at the scale 1. */
const REACH = 2;

/** The weights of a line. */
export function cubicTaps({ from, step, first, last, length }: Line): CubicTaps {
  const widening = Math.max(1, step);
  const reach = REACH * widening;
  const count = Math.min(length, Math.ceil(2 * reach));
  const starts = new Int32Array(last - first);
  const weights = new Float32Array((last - first) * count);
  const line = new Float64Array(count);
  for (let i = 0; i < starts.length; i++) {
    const centre = from + (first + i + 0.5) * step - 0.5;
    const lowest = Math.floor(centre - reach) + 1;
    const start = Math.max(0, Math.min(length - count, lowest));
    line.fill(0);
    let sum = 0;
    for (let j = lowest; j < centre + reach; j++) {
      const weight = cubic((j - centre) / widening);
      line[Math.max(0, Math.min(length - 1, j)) - start] += weight;
      sum += weight;
    }
    starts[i] = start;
    for (let k = 0; k < count; k++) weights[i * count + k] = line[k] / sum;
  }
  return { count, starts, weights };
}

function cubic(x: number): number {
  const t = Math.abs(x);
  if (t >= 2) return 0;
  return t < 1 ? (1.5 * t - 2.5) * t * t + 1 : ((2.5 - 0.5 * t) * t - 4) * t + 2;
}
