/** A Gaussian blur that is worked out only where it is sampled, as the rows of the picture come by. */

import { halfBell } from '../pixels/bell.js';
import type { Arithmetic } from './arithmetic.js';
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

/** A picture of so many floats a pixel. */
export interface Channels extends Dimensions {
  readonly channels: number;
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
 * Cost: about radius multiplications a pixel of every row, and a sample of every sampled row, and channel.
 *
 * @param emit  takes the sampled rows: samples × channels floats, in the memory of `arithmetic`; it may change them
 * @returns takes the picture's rows: width × channels floats
 */
export function sampledBlur(
  arithmetic: Arithmetic,
  picture: Channels,
  sampling: Sampling,
  emit: RowConsumer,
): RowConsumer {
  const { width, height, channels } = picture;
  const { radius, offset, stride } = sampling;
  const length = samplesAlong(width, sampling) * channels;
  const across = acrossRows(arithmetic, picture, sampling);
  const recent = Array.from({ length: 2 * radius + 1 }, () => arithmetic.room(length));
  const lines = arithmetic.room(recent.length);
  const bell = bellIn(arithmetic, sampling);
  const out = arithmetic.room(length);
  let arrived = 0;
  let next = offset;

  const rowAt = (y: number) => recent[Math.min(Math.max(y, 0), height - 1) % recent.length];
  return (row) => {
    across(row, recent[arrived % recent.length]);
    arrived++;
    for (; next < height && (next + radius < arrived || arrived === height); next += stride) {
      const addresses = arithmetic.integers(lines, recent.length);
      fillPairs(addresses, (k) => rowAt(next + k));
      arithmetic.blur(lines, bell, length, out);
      emit(arithmetic.floats(out, length));
    }
  };
}

/** Blurs rows across where they are sampled. @returns takes a row, and the address where its samples go */
function acrossRows(
  arithmetic: Arithmetic,
  { width, channels }: Channels,
  sampling: Sampling,
): (row: Float32Array, out: number) => void {
  const { radius, offset, stride } = sampling;
  const samples = samplesAlong(width, sampling);
  const padded = arithmetic.room((width + 2 * radius) * channels);
  const table = arithmetic.room(2 * radius + 3);
  const bell = bellIn(arithmetic, sampling);
  const middle = padded + (offset + radius) * channels * 4;
  arithmetic.integers(table, 2).set([stride * channels * 4, channels * 4]);
  const lines = table + 8;
  fillPairs(arithmetic.integers(lines, 2 * radius + 1), (k) => middle + k * channels * 4);

  return (row, out) => {
    pad(row, channels, arithmetic.floats(padded, (width + 2 * radius) * channels));
    if (stride === 1) arithmetic.blur(lines, bell, samples * channels, out);
    else arithmetic.blurApart(table, bell, samples, out);
  };
}

/** The weights of a bell as `blur` takes them. @returns their address */
function bellIn(arithmetic: Arithmetic, { sigma, radius }: Sampling): number {
  const at = arithmetic.room(radius + 2);
  arithmetic.integers(at, 1)[0] = radius;
  arithmetic.floats(at + 4, radius + 1).set(halfBell(sigma, radius));
  return at;
}

/** Fills a table of lines: the middle one, then those at −1 and 1, −2 and 2 … from it. */
function fillPairs(table: Int32Array, addressAt: (distance: number) => number): void {
  table[0] = addressAt(0);
  for (let k = 1; 2 * k < table.length; k++) {
    table[2 * k - 1] = addressAt(-k);
    table[2 * k] = addressAt(k);
  }
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
