/** The plain twin of `packages/core/kernel/judge.ts`: every step rounded to 32 bits, in the same order. */

import type { Operations } from './operations.js';

const { fround } = Math;

/** The operations on a memory, which may be replaced by a larger one. */
export function plainOperations(memory: { readonly buffer: ArrayBuffer }): Operations {
  const floats = (at: number, count: number) => new Float32Array(memory.buffer, at, count);
  const integers = (at: number, count: number) => new Int32Array(memory.buffer, at, count);
  return {
    blur: (lines, bell, count, out) => {
      const pairs = integers(bell, 1)[0];
      const rows = Array.from(integers(lines, 2 * pairs + 1), (at) => floats(at, count));
      blurRows(rows, floats(bell + 4, pairs + 1), floats(out, count));
    },
    blurApart: (lines, bell, count, out) => {
      const [apart, outApart] = integers(lines, 2);
      const pairs = integers(bell, 1)[0];
      const rows = Array.from(integers(lines + 8, 2 * pairs + 1));
      for (let i = 0; i < count; i++) {
        const samples = rows.map((at) => floats(at + i * apart, 4));
        blurRows(samples, floats(bell + 4, pairs + 1), floats(out + i * outApart, 4));
      }
    },
    shrink: (rgba, light, taps, out) => {
      const averages = integers(taps, 1)[0];
      const pixels = new Uint8Array(memory.buffer, rgba);
      shrinkRow(pixels, floats(light, 256), { memory, taps: taps + 4 }, floats(out, averages * 3));
    },
    addScaled: (row, scale, count, sum) => {
      const [from, to] = [floats(row, count), floats(sum, count)];
      const weight = fround(scale);
      for (let i = 0; i < count; i++) to[i] = to[i] + fround(weight * from[i]);
    },
    lightness: (row, count) => {
      const values = floats(row, count);
      for (let i = 0; i < count; i++) values[i] = fround(116 * fround(compressed(values[i]) - LINE_OFFSET));
    },
    lab: (row, count) => {
      const values = floats(row, count * 3);
      for (let i = 0; i < values.length; i += 3) toLab(values, i);
    },
    encode: (row, count) => {
      const values = floats(row, count);
      for (let i = 0; i < count; i++) values[i] = encoded(values[i]);
    },
  };
}

/** @param rows  the middle one, then pairs of those ever further away */
function blurRows(rows: readonly Float32Array[], weights: Float32Array, out: Float32Array): void {
  for (let i = 0; i < out.length; i++) {
    let sum = fround(weights[0] * rows[0][i]);
    for (let k = 1; k < weights.length; k++) {
      sum = fround(sum + fround(weights[k] * fround(rows[2 * k - 1][i] + rows[2 * k][i])));
    }
    out[i] = sum;
  }
}

/** @param table  where the averages stand: the byte at which each begins, how many pixels, their weights */
function shrinkRow(
  rgba: Uint8Array,
  light: Float32Array,
  table: { readonly memory: { readonly buffer: ArrayBuffer }; readonly taps: number },
  out: Float32Array,
): void {
  const { buffer } = table.memory;
  let at = table.taps;
  for (let o = 0; o < out.length; o += 3) {
    const [from, count] = new Int32Array(buffer, at, 2);
    const weights = new Float32Array(buffer, at + 8, count);
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let k = 0; k < count; k++) sum = fround(sum + fround(weights[k] * light[rgba[from + k * 4 + c]]));
      out[o + c] = sum;
    }
    at += 8 + count * 4;
  }
}

const X = [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047].map(fround);
const Y = [0.2126729, 0.7151522, 0.072175].map(fround);
const Z = [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883].map(fround);

/** CIELAB's curve: a cube root, and near black a straight line. */
const EPSILON = fround(216 / 24389);
const LINE_SLOPE = fround(24389 / 27 / 116);
const LINE_OFFSET = fround(16 / 116);

function toLab(values: Float32Array, i: number): void {
  const x = compressed(response(X, values, i));
  const y = compressed(response(Y, values, i));
  const z = compressed(response(Z, values, i));
  values[i] = 116 * fround(y - LINE_OFFSET);
  values[i + 1] = 500 * fround(x - y);
  values[i + 2] = 200 * fround(y - z);
}

function response(weights: readonly number[], values: Float32Array, i: number): number {
  const [red, green, blue] = [0, 1, 2].map((c) => fround(weights[c] * values[i + c]));
  return fround(fround(red + green) + blue);
}

function compressed(t: number): number {
  return t > EPSILON ? cubeRoot(t) : fround(fround(t * LINE_SLOPE) + LINE_OFFSET);
}

function encoded(light: number): number {
  if (!(light > DARK)) return fround(SLOPE * light);
  // x^(1 / 2.4) is the cube root of x · x^(1/4)
  const quarter = fround(Math.sqrt(fround(Math.sqrt(light))));
  return fround(fround(SCALE * cubeRoot(fround(light * quarter))) - OFFSET);
}

const DARK = fround(0.0031308);
const SLOPE = fround(12.92);
const SCALE = fround(1.055);
const OFFSET = fround(0.055);

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);
const THIRD = fround(1 / 3);

function cubeRoot(x: number): number {
  float[0] = x;
  bits[0] = Math.trunc(fround(fround(bits[0]) * THIRD)) + 709921077;
  return halley(x, halley(x, float[0]));
}

function halley(x: number, root: number): number {
  const cube = fround(fround(root * root) * root);
  const above = fround(cube + fround(x + x));
  const below = fround(fround(cube + cube) + x);
  return fround(fround(root * above) / below);
}
