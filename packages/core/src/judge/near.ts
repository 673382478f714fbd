/**
 * What is seen at arm's length, where eyes, mouths and folds are found, and single photos begin to be: σ is a quarter of a cell.
 *
 * Both pictures come as canonical rows, `SIDE` pixels a cell, linear light.
 */

import type { Arithmetic } from './arithmetic.js';
import { sampledBlur } from './blur.js';
import { edges } from './edges.js';
import { lightnessRows, type Meter, SIDE } from './fidelity.js';
import { type Dimensions, luminanceRows, pairRows, type RowConsumer, teeRows } from './rows.js';
import { similarity } from './ssim.js';

const NEAR = { sigma: SIDE / 4, radius: 7, offset: 0, stride: 1 };
/** What is coarser is no grain: σ is a cell. */
const COARSE = { sigma: SIDE, radius: 28, offset: 0, stride: 1 };
/** Of structural similarity: half a cell. */
const WINDOW = { sigma: SIDE / 2, radius: 14 };

/** What is measured of the two pictures at arm's length. */
export interface Nearness {
  /** Agreement of the gradients of lightness, at most 1. */
  readonly edge_near: number;
  /** Structural similarity of lightness, at most 1; null when the mosaic has fewer than 4 cells one way. */
  readonly ssim_near: number | null;
  /** Root mean square of the differences of L*: lower is better. */
  readonly L_near: number;
  /** The same of a* and b* together. */
  readonly C_near: number;
  /** Root mean square of L* between a quarter and a whole cell that the target does not have: how restless it is. */
  readonly grain: number;
}

/**
 * Begins to measure.
 *
 * @param size  of the canonical pictures
 */
export function nearMeter(arithmetic: Arithmetic, size: Dimensions): Meter<Nearness> {
  const { width, height } = size;
  const contours = edges(size);
  const structure = similarity(arithmetic, size, WINDOW);
  const lights = [new Float32Array(width), new Float32Array(width)];
  const errors = new Float32Array(width);
  // Σ of squares: of ΔL*, of Δa* and Δb*, of grain
  const sums = new Float64Array(3);

  const grains = pairRows((fine, coarse) => {
    for (let x = 0; x < width; x++) sums[2] += (fine[x] - coarse[x]) ** 2;
  });
  const colours = pairRows((target, mosaic) => {
    sums[1] += chromaError(target, mosaic);
    const [left, right] = [firsts(target, lights[0]), firsts(mosaic, lights[1])];
    contours.add(left, right);
    structure.add(left, right);
    sums[0] += subtract(right, left, errors);
    grains.left(errors);
  });
  const coarse = pairRows((target, mosaic) => {
    subtract(mosaic, target, errors);
    grains.right(errors);
  });

  const see = (colourRow: RowConsumer, coarseRow: RowConsumer): RowConsumer => {
    const near = sampledBlur(arithmetic, { ...size, channels: 3 }, NEAR, labRows(arithmetic, colourRow));
    const lightnesses = lightnessRows(arithmetic, coarseRow);
    return teeRows(near, luminanceRows(width, sampledBlur(arithmetic, { ...size, channels: 1 }, COARSE, lightnesses)));
  };
  const rms = (sum: number): number => Math.sqrt(sum / (width * height));
  return {
    target: see(colours.left, coarse.left),
    mosaic: see(colours.right, coarse.right),
    result: () => ({
      edge_near: contours.agreement(),
      ssim_near: structure.mean(),
      L_near: rms(sums[0]),
      C_near: rms(sums[1]),
      grain: rms(sums[2]),
    }),
  };
}

/** Turns rows of colours in linear light, in the memory of `arithmetic`, into CIELAB. */
export function labRows(arithmetic: Arithmetic, emit: RowConsumer): RowConsumer {
  return (row) => {
    arithmetic.lab(row.byteOffset, row.length / 3);
    emit(row);
  };
}

/** Copies the first number of every colour. */
function firsts(row: Float32Array, out: Float32Array): Float32Array {
  for (let x = 0; x < out.length; x++) out[x] = row[x * 3];
  return out;
}

/** Σ of the squared differences of a* and b*. */
function chromaError(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 3) {
    const a = right[i + 1] - left[i + 1];
    const b = right[i + 2] - left[i + 2];
    sum += a * a + b * b;
  }
  return sum;
}

/** @returns the sum of the squares of what is left */
function subtract(from: Float32Array, row: Float32Array, out: Float32Array): number {
  let sum = 0;
  for (let x = 0; x < out.length; x++) {
    const difference = from[x] - row[x];
    out[x] = difference;
    sum += difference * difference;
  }
  return sum;
}
