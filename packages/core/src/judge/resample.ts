/**
 * The common form in which target and mosaic are compared: a fixed number of pixels a cell, averaged in linear light,
 * so that the mosaic's resolution does not matter.
 */

import { LINEAR } from '../color/srgb.js';
import type { Raster } from '../pixels/raster.js';
import type { Rect } from '../pixels/rect.js';
import type { Arithmetic } from './arithmetic.js';
import type { Dimensions, RowConsumer } from './rows.js';

/**
 * Scales a picture to another size in linear light, as its rows come by: exact area averages where it shrinks, linear
 * interpolation where it grows.
 *
 * @param emit  takes the `to.height` rows of the result: `to.width` × 3 floats (r g b), linear light 0…1
 * @returns takes the `from.height` rows of the picture, in order: row `y` of a raster, from pixel `x` on
 */
export function resampledRows(
  arithmetic: Arithmetic,
  from: Dimensions,
  to: Dimensions,
  emit: RowConsumer,
): (raster: Raster, x: number, y: number) => void {
  const length = to.width * 3;
  const shrink = shrunkRows(arithmetic, from.width, to.width);
  const taps = resamplingTaps(from.height, to.height);
  const { first, starts, weights } = taps;
  const narrow = arithmetic.room(length);
  // rows of the result from `left` on: each is begun by the first row of the picture that adds to it and leaves with the last
  const open = Array.from({ length: mostOpen(taps) }, () => arithmetic.room(length));
  let arrived = 0;
  let left = 0;

  return (raster, x, y) => {
    shrink(raster, x, y, narrow);
    for (let o = left; o < to.height && first[o] <= arrived; o++) {
      arithmetic.addScaled(narrow, weights[starts[o] + arrived - first[o]], length, open[o % open.length]);
    }
    arrived++;
    for (; left < to.height && first[left] + starts[left + 1] - starts[left] <= arrived; left++) {
      const row = arithmetic.floats(open[left % open.length], length);
      emit(row);
      row.fill(0);
    }
  };
}

/** Averages, or interpolates, rows of pixels in linear light. @returns takes a row of a raster, from pixel `x` on, and where it goes */
function shrunkRows(
  arithmetic: Arithmetic,
  from: number,
  to: number,
): (raster: Raster, x: number, y: number, out: number) => void {
  const { first, starts, weights } = resamplingTaps(from, to);
  const rgba = arithmetic.room(from);
  const light = arithmetic.room(256);
  const taps = arithmetic.room(1 + 2 * to + weights.length);
  arithmetic.floats(light, 256).set(LINEAR);
  arithmetic.integers(taps, 1)[0] = to;
  for (let o = 0, at = taps + 4; o < to; o++) {
    const count = starts[o + 1] - starts[o];
    arithmetic.integers(at, 2).set([first[o] * 4, count]);
    arithmetic.floats(at + 8, count).set(weights.subarray(starts[o], starts[o + 1]));
    at += 8 + count * 4;
  }
  return ({ data, width }, x, y, out) => {
    const start = (y * width + x) * 4;
    arithmetic.bytes(rgba, from * 4).set(data.subarray(start, start + from * 4));
    arithmetic.shrink(rgba, light, taps, out);
  };
}

/** How many lines of the result a line of the picture adds to, at most. */
function mostOpen({ first, starts }: ResamplingTaps): number {
  let most = 0;
  for (let o = 0, next = 0; o < first.length; o++) {
    const end = first[o] + starts[o + 1] - starts[o];
    while (next < first.length && first[next] < end) next++;
    most = Math.max(most, next - o);
  }
  return most;
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
