/** Changing the length of a line of numbers, as lists of weights made once and used for every row of a picture. */

/** Line `o` of the result is the sum over k of weights[starts[o] + k] · line[first[o] + k], k < starts[o + 1] − starts[o]. */
export interface ResamplingTaps {
  readonly first: Uint32Array;
  /** One more entry than lines. */
  readonly starts: Uint32Array;
  readonly weights: Float64Array;
}

/**
 * The weights that turn `from` numbers into `to`: exact averages over equal stretches when there are fewer, straight
 * lines between the middles of the old ones when there are more.
 */
export function resamplingTaps(from: number, to: number): ResamplingTaps {
  const first = new Uint32Array(to);
  const starts = new Uint32Array(to + 1);
  const weights: number[] = [];
  for (let o = 0; o < to; o++) {
    first[o] = to > from ? interpolate(from, to, o, weights) : average(from, to, o, weights);
    starts[o + 1] = weights.length;
  }
  return { first, starts, weights: Float64Array.from(weights) };
}

/** Appends the weights of one number between two others; returns the place of the lower one. */
function interpolate(from: number, to: number, o: number, weights: number[]): number {
  const x = Math.min(Math.max(((o + 0.5) * from) / to - 0.5, 0), from - 1);
  const lower = Math.min(Math.floor(x), Math.max(from - 2, 0));
  weights.push(1 - (x - lower));
  if (from > 1) weights.push(x - lower);
  return lower;
}

/** Appends the weights of one average; returns the place of its first number. */
function average(from: number, to: number, o: number, weights: number[]): number {
  const start = (o * from) / to;
  const end = ((o + 1) * from) / to;
  // an edge that misses a whole number by a rounding error is that number
  const first = Math.floor(start + 1e-9);
  const last = Math.min(Math.ceil(end - 1e-9), from);
  for (let i = first; i < last; i++) weights.push((Math.min(i + 1, end) - Math.max(i, start)) / (end - start));
  return first;
}
