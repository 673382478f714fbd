/** A Gaussian blur that is worked out only where it is sampled, as the rows of the picture come by. */

import { halfBell } from '../pixels/bell.js';
import type { Dimensions, RowConsumer } from './rows.js';

/** Where a blurred picture is looked at: pixels offset, offset + stride, … in both directions. */
export interface Sampling {
  /** Standard deviation, pixels. */
  readonly sigma: number;
  /** How far the bell is followed, in pixels to either side; it is cut there. */
  readonly radius: number;
  readonly offset: number;
  readonly stride: number;
}

/** How many samples lie along `length` pixels. */
export function samplesAlong(length: number, sampling: Sampling): number {
  return Math.max(0, Math.ceil((length - sampling.offset) / sampling.stride));
}

/**
 * Blurs a picture and samples it. Beyond its edges a picture goes on as its outermost pixels are.
 *
 * Rows are blurred and sampled across as they arrive; of these short rows the last 2 · radius + 1 are kept, from which
 * the sampled rows are blurred down.
 *
 * Cost: about radius multiplications a sample and channel across and again down.
 *
 * @param channels  floats a pixel
 * @param emit      takes the sampled rows: samples × channels floats
 * @returns takes the picture's rows: `size.width` × channels floats
 */
export function sampledBlur(size: Dimensions, channels: number, sampling: Sampling, emit: RowConsumer): RowConsumer {
  const { sigma, radius, offset, stride } = sampling;
  const kernel = halfBell(sigma, radius);
  const length = samplesAlong(size.width, sampling) * channels;
  const padded = new Float32Array((size.width + 2 * radius) * channels);
  const recent = Array.from({ length: 2 * radius + 1 }, () => new Float32Array(length));
  const out = new Float32Array(length);
  let arrived = 0;
  let next = offset;

  const rowAt = (y: number) => recent[Math.min(Math.max(y, 0), size.height - 1) % recent.length];
  return (row) => {
    pad(row, channels, padded);
    across(padded, kernel, { channels, offset, stride }, recent[arrived % recent.length]);
    arrived++;
    for (; next < size.height && (next + radius < arrived || arrived === size.height); next += stride) {
      scale(rowAt(next), kernel[0], out);
      for (let k = 1; k <= radius; k++) addPair(rowAt(next - k), rowAt(next + k), kernel[k], out);
      emit(out);
    }
  };
}

function scale(row: Float32Array, weight: number, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = weight * row[i];
}

/** Adds two rows that lie alike far above and below. */
function addPair(above: Float32Array, below: Float32Array, weight: number, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] += weight * (above[i] + below[i]);
}

/** Copies a row into the middle of a longer one and repeats its ends to both sides. */
function pad(row: Float32Array, channels: number, padded: Float32Array): void {
  const margin = (padded.length - row.length) / 2;
  padded.set(row, margin);
  for (let i = 0; i < margin; i++) {
    padded[i] = row[i % channels];
    padded[margin + row.length + i] = row[row.length - channels + (i % channels)];
  }
}

/** Blurs a padded row at its samples. */
function across(
  padded: Float32Array,
  kernel: Float64Array,
  lattice: { readonly channels: number; readonly offset: number; readonly stride: number },
  out: Float32Array,
): void {
  const { channels, offset, stride } = lattice;
  const radius = kernel.length - 1;
  for (let o = 0, middle = (offset + radius) * channels; o < out.length; middle += stride * channels) {
    for (let c = 0; c < channels; c++, o++) {
      let sum = kernel[0] * padded[middle + c];
      for (let k = 1, left = middle + c - channels, right = middle + c + channels; k <= radius; k++) {
        sum += kernel[k] * (padded[left] + padded[right]);
        left -= channels;
        right += channels;
      }
      out[o] = sum;
    }
  }
}
