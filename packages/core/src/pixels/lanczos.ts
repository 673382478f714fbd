/**
 * Parts of a picture at another size, by Lanczos' three-lobed kernel.
 *
 * Made smaller, the kernel widens with the step from pixel to pixel, so that nothing shimmers; made larger, it stays
 * three pixels wide to each side. Bytes are averaged as they are encoded, not in linear light: so do libvips, ImageMagick
 * and browsers, and views drawn here stand beside views that they have drawn.
 *
 * Weights are whole numbers. A sine may differ in its last digit between machines; rounded, it is the same everywhere,
 * and so are the pixels.
 *
 * Source: C. E. Duchon, "Lanczos Filtering in One and Two Dimensions", Journal of Applied Meteorology 18(8), 1979,
 * doi:10.1175/1520-0450(1979)018<1016:LFIOAT>2.0.CO;2.
 */

import type { Raster } from './raster.js';
import type { Rect } from './rect.js';

/** The weights along one axis: output i is the sum over k of weights[starts[i] + k] · input[first[i] + k]. */
export interface LanczosTaps {
  /** Output → its first input. */
  readonly first: Uint32Array;
  /** Output → where its weights begin; one more entry than outputs. */
  readonly starts: Uint32Array;
  /** Output → its weights, one after the other; they add up to 2¹⁴. */
  readonly weights: Int32Array;
}

/** Weights that were made before, by what they were made for. A caller with many pictures keeps one. */
export type TapsCache = Map<string, LanczosTaps>;

/** Lobes of the kernel to each side. */
const LOBES = 3;

/** The weight 1. */
const WEIGHT_BITS = 14;
const ONE = 1 << WEIGHT_BITS;

/** Between the passes, bytes have six more bits: with the kernel's overshoot they still fit into sixteen. */
const EXTRA_BITS = 6;

/** From here on weights are made anew: they are soon made, and boxes may be endlessly many. */
const MOST_KEPT = 512;

/**
 * Draws a box of a picture at the size of `into`. What the kernel sees beyond the picture is its edge; what it sees
 * beyond the box is the picture. Alpha is taken as opaque.
 *
 * Cost: height · width' + height' · width' sums, of six products each, times the shrinking if there is any.
 *
 * @param box   in pixels of `source`, inside it, of positive size; fractions are exact
 * @param into  filled: opaque, every pixel
 * @param kept  weights to take and to add to
 * @returns `into`
 */
export function resample(source: Raster, box: Rect, into: Raster, kept: TapsCache = new Map()): Raster {
  const across = keptTaps(kept, { from: box.x, extent: box.w, length: source.width, count: into.width });
  const down = keptTaps(kept, { from: box.y, extent: box.h, length: source.height, count: into.height });

  const top = down.first[0];
  const last = into.height - 1;
  const bottom = down.first[last] + down.starts[last + 1] - down.starts[last];
  const rows = new Int16Array((bottom - top) * into.width * 3);
  resampleRows(source, top, across, rows);
  resampleColumns(rows, top, down, into);
  return into;
}

/** Brings rows, from `top` on until `out` is full, to the new width: r g b, with `EXTRA_BITS` more than bytes. */
function resampleRows({ width, data }: Raster, top: number, { first, starts, weights }: LanczosTaps, out: Int16Array) {
  const shift = WEIGHT_BITS - EXTRA_BITS;
  const half = 1 << (shift - 1);
  for (let y = top, o = 0; o < out.length; y++) {
    for (let x = 0; x < first.length; x++, o += 3) {
      let r = half;
      let g = half;
      let b = half;
      let i = (y * width + first[x]) * 4;
      for (let k = starts[x]; k < starts[x + 1]; k++, i += 4) {
        const weight = weights[k];
        r = (r + Math.imul(weight, data[i])) | 0;
        g = (g + Math.imul(weight, data[i + 1])) | 0;
        b = (b + Math.imul(weight, data[i + 2])) | 0;
      }
      out[o] = r >> shift;
      out[o + 1] = g >> shift;
      out[o + 2] = b >> shift;
    }
  }
}

/** Brings columns to the new height, and back to bytes. */
function resampleColumns(rows: Int16Array, top: number, { first, starts, weights }: LanczosTaps, into: Raster) {
  const { width, height, data } = into;
  const stride = width * 3;
  const shift = WEIGHT_BITS + EXTRA_BITS;
  const half = 1 << (shift - 1);
  for (let y = 0, o = 0; y < height; y++) {
    const from = (first[y] - top) * stride;
    for (let x = 0; x < stride; x += 3, o += 4) {
      let r = half;
      let g = half;
      let b = half;
      let i = from + x;
      for (let k = starts[y]; k < starts[y + 1]; k++, i += stride) {
        const weight = weights[k];
        r = (r + Math.imul(weight, rows[i])) | 0;
        g = (g + Math.imul(weight, rows[i + 1])) | 0;
        b = (b + Math.imul(weight, rows[i + 2])) | 0;
      }
      // a clamped array: the kernel overshoots at hard edges
      data[o] = r >> shift;
      data[o + 1] = g >> shift;
      data[o + 2] = b >> shift;
      data[o + 3] = 255;
    }
  }
}

/** One axis of a box: `count` outputs over the stretch from … from + extent of `length` inputs. */
interface Axis {
  readonly from: number;
  readonly extent: number;
  readonly length: number;
  readonly count: number;
}

function keptTaps(kept: TapsCache, axis: Axis): LanczosTaps {
  const key = `${axis.from} ${axis.extent} ${axis.length} ${axis.count}`;
  let taps = kept.get(key);
  if (taps === undefined) {
    taps = lanczosTaps(axis);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, taps);
  }
  return taps;
}

function lanczosTaps({ from, extent, length, count }: Axis): LanczosTaps {
  const step = extent / count;
  const widening = Math.max(1, step);
  const reach = LOBES * widening;
  const first = new Uint32Array(count);
  const starts = new Uint32Array(count + 1);
  const weights: number[] = [];
  for (let i = 0; i < count; i++) {
    const centre = from + (i + 0.5) * step - 0.5;
    const lowest = clamp(Math.ceil(centre - reach), length);
    const line = new Float64Array(clamp(Math.floor(centre + reach), length) - lowest + 1);
    for (let j = Math.ceil(centre - reach); j <= centre + reach; j++) {
      line[clamp(j, length) - lowest] += lanczos((j - centre) / widening);
    }
    first[i] = lowest;
    for (const weight of wholeWeights(line)) weights.push(weight);
    starts[i + 1] = weights.length;
  }
  return { first, starts, weights: Int32Array.from(weights) };
}

function clamp(place: number, length: number): number {
  return Math.max(0, Math.min(length - 1, place));
}

/** sinc(x) · sinc(x / 3) within three to each side. */
function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= LOBES) return 0;
  const angle = Math.PI * x;
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle);
}

/** Weights in whole numbers that add up to `ONE`: what rounding leaves over goes to the largest. */
function wholeWeights(line: Float64Array): number[] {
  const sum = line.reduce((total, weight) => total + weight);
  const whole = Array.from(line, (weight) => Math.round((weight / sum) * ONE));
  const left = ONE - whole.reduce((total, weight) => total + weight);
  whole[whole.indexOf(whole.reduce((most, weight) => Math.max(most, weight)))] += left;
  return whole;
}
