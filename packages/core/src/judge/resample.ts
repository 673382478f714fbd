/**
 * The common form in which target and mosaic are compared: a fixed number of pixels a cell, averaged in linear light,
 * so that the mosaic's resolution does not matter.
 */

import { LINEAR } from '../color/srgb.js';
import type { Raster } from '../pixels/raster.js';
import type { Rect } from '../pixels/rect.js';
import type { Dimensions, RowConsumer } from './rows.js';

/**
 * Scales a picture to another size in linear light, as its rows come by: exact area averages where it shrinks, linear
 * interpolation where it grows.
 *
 * @param emit  takes the `to.height` rows of the result: `to.width` × 3 floats (r g b), linear light 0…1
 * @returns takes the `from.height` rows of the picture, in order: row `y` of a raster, from pixel `x` on
 */
export function resampledRows(
  from: Dimensions,
  to: Dimensions,
  emit: RowConsumer,
): (raster: Raster, x: number, y: number) => void {
  const across = resamplingTaps(from.width, to.width);
  const { first, starts, weights } = resamplingTaps(from.height, to.height);
  const narrow = new Float32Array(to.width * 3);
  // rows of the result, from `left` on: each is begun by the first row of the picture that adds to it and leaves with the last
  const open: Float32Array[] = [];
  let arrived = 0;
  let left = 0;

  return (raster, x, y) => {
    shrink(raster.data.subarray((y * raster.width + x) * 4), across, narrow);
    for (let o = left; o < to.height && first[o] <= arrived; o++) {
      open[o - left] ??= new Float32Array(to.width * 3);
      addScaled(open[o - left], narrow, weights[starts[o] + arrived - first[o]]);
    }
    arrived++;
    while (left < to.height && first[left] + starts[left + 1] - starts[left] <= arrived) {
      const row = open.shift()!; // the row just arrived added to it
      emit(row);
      open.push(row.fill(0));
      left++;
    }
  };
}

function addScaled(sum: Float32Array, row: Float32Array, weight: number): void {
  for (let i = 0; i < sum.length; i++) sum[i] += weight * row[i];
}

/** Averages, or interpolates, one row of pixels in linear light. */
function shrink(rgba: Uint8ClampedArray, taps: ResamplingTaps, out: Float32Array): void {
  const { first, starts, weights } = taps;
  for (let o = 0; o < first.length; o++) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (let k = starts[o], i = first[o] * 4; k < starts[o + 1]; k++, i += 4) {
      const weight = weights[k];
      r += weight * LINEAR[rgba[i]];
      g += weight * LINEAR[rgba[i + 1]];
      b += weight * LINEAR[rgba[i + 2]];
    }
    out[o * 3] = r;
    out[o * 3 + 1] = g;
    out[o * 3 + 2] = b;
  }
}

/** Line `o` of the result is the sum over k of weights[starts[o] + k] · line[first[o] + k], k < starts[o + 1] − starts[o]. */
interface ResamplingTaps {
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

/**
 * The part of a target that a mosaic of the given proportions shows, in whole pixels: all of it when the proportions
 * are within 1 %, so that a grid's rounding moves nothing; else centre-cropped.
 *
 * @param aspect  width / height of the mosaic
 */
export function comparedRect(target: Dimensions, aspect: number): Rect {
  const { width, height } = target;
  const ratio = width / height / aspect;
  if (Math.abs(ratio - 1) <= 0.01) return { x: 0, y: 0, w: width, h: height };
  const w = ratio > 1 ? Math.max(1, Math.round(height * aspect)) : width;
  const h = ratio > 1 ? height : Math.max(1, Math.round(width / aspect));
  return { x: Math.floor((width - w) / 2), y: Math.floor((height - h) / 2), w, h };
}
