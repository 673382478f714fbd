/**
 * How much a mosaic looks like its target, from afar and at the distance where contours are seen. Lengths are in cells.
 *
 * Both pictures come as canonical rows, `SIDE` pixels a cell, linear light.
 */

import { decodeSrgb } from '../color/srgb.js';
import type { Arithmetic } from './arithmetic.js';
import { sampledBlur, samplesAlong } from './blur.js';
import { differences } from './differences.js';
import { edges } from './edges.js';
import { type Dimensions, luminanceRows, pairRows, type RowConsumer, teeRows } from './rows.js';
import { PAPER_WINDOW, similarity } from './ssim.js';

/** Canonical pixels a cell. */
export const SIDE = 8;

/** Samples along a cell's side from afar. */
export const FAR_SIDE = 2;

/** From afar: σ is a cell. */
const FAR = { sigma: SIDE, radius: 28, offset: 2, stride: SIDE / FAR_SIDE };
/** In the middle: σ is half a cell; four samples a cell, every second of which (from the second on) is one of FAR's. */
const MIDDLE = { sigma: SIDE / 2, radius: 14, offset: 0, stride: 2 };

/** What is measured of the two pictures alone. */
export interface Fidelity {
  /** Mean CIEDE2000 from afar: lower is better, 0 is the target itself. */
  readonly far_dE: number;
  /** Its 95th percentile. */
  readonly far_dE95: number;
  /** As `far_dE`, of pictures blurred as programs shrink them for screens: their stored values, in place of light. */
  readonly far_enc: number;
  /** Where the mosaic fails: the differences themselves, row by row, `FAR_SIDE` to the side of a whole cell. */
  readonly far_samples: Float32Array;
  /** Structural similarity of lightness, at most 1; null when the mosaic has fewer than 6 cells one way. */
  readonly mid_ssim: number | null;
  /** Agreement of the gradients of lightness, at most 1. */
  readonly edge: number;
}

/** Takes both pictures' rows, in any order between the two; has the numbers when all have come. */
export interface Meter<Result> {
  readonly target: RowConsumer;
  readonly mosaic: RowConsumer;
  result(): Result;
}

/**
 * Begins to measure.
 *
 * @param size  of the canonical pictures
 */
export function fidelityMeter(arithmetic: Arithmetic, size: Dimensions): Meter<Fidelity> {
  const picture = { ...size, channels: 3 };
  const far = differences(samplesAlong(size.width, FAR) * samplesAlong(size.height, FAR));
  const farRows = pairRows(far.add);
  const onScreen = differences(0);
  const screenRows = pairRows(onScreen.add);
  const middle = middleMeter(arithmetic, size);

  const see = (farRow: RowConsumer, screenRow: RowConsumer, middleRow: RowConsumer): RowConsumer =>
    teeRows(
      sampledBlur(arithmetic, picture, FAR, farRow),
      encodedRows(arithmetic, size.width, sampledBlur(arithmetic, picture, FAR, decodedRows(screenRow))),
      middleRow,
    );
  return {
    target: see(farRows.left, screenRows.left, middle.target),
    mosaic: see(farRows.right, screenRows.right, middle.mosaic),
    result: () => ({
      far_dE: far.mean(),
      far_dE95: far.quantile(0.95),
      far_enc: onScreen.mean(),
      far_samples: far.kept,
      ...middle.result(),
    }),
  };
}

/** Contours and structure, where σ is half a cell. */
function middleMeter(arithmetic: Arithmetic, size: Dimensions): Meter<Pick<Fidelity, 'mid_ssim' | 'edge'>> {
  const sampled = { width: samplesAlong(size.width, MIDDLE), height: samplesAlong(size.height, MIDDLE) };
  const half = { width: sampled.width / 2, height: sampled.height / 2 };
  const contours = edges(sampled);
  const structure = similarity(arithmetic, half, PAPER_WINDOW);
  const everySecond = [new Float32Array(half.width), new Float32Array(half.width)];
  let y = 0;
  const rows = pairRows((target, mosaic) => {
    contours.add(target, mosaic);
    if (y++ % 2 === 1) structure.add(odd(target, everySecond[0]), odd(mosaic, everySecond[1]));
  });
  // luminance is linear, so it is blurred instead of three colours
  const see = (emit: RowConsumer): RowConsumer => {
    const lightnesses = lightnessRows(arithmetic, emit);
    const blurred = sampledBlur(arithmetic, { ...size, channels: 1 }, MIDDLE, lightnesses);
    return luminanceRows(size.width, blurred);
  };
  return {
    target: see(rows.left),
    mosaic: see(rows.right),
    result: () => ({ mid_ssim: structure.mean(), edge: contours.agreement() }),
  };
}

/** Turns rows of luminance, in the memory of `arithmetic`, into L*. */
export function lightnessRows(arithmetic: Arithmetic, emit: RowConsumer): RowConsumer {
  return (row) => {
    arithmetic.lightness(row.byteOffset, row.length);
    emit(row);
  };
}

/** Turns rows of linear light into what pictures store. */
function encodedRows(arithmetic: Arithmetic, width: number, emit: RowConsumer): RowConsumer {
  const at = arithmetic.room(width * 3);
  return (row) => {
    const stored = arithmetic.floats(at, width * 3);
    stored.set(row);
    arithmetic.encode(at, width * 3);
    emit(stored);
  };
}

/** Turns what pictures store into linear light, in place. */
function decodedRows(emit: RowConsumer): RowConsumer {
  return (row) => {
    for (let i = 0; i < row.length; i++) row[i] = decodeSrgb(row[i]);
    emit(row);
  };
}

/** Copies numbers 1, 3, 5 … of a row. */
function odd(row: Float32Array, out: Float32Array): Float32Array {
  for (let i = 0; i < out.length; i++) out[i] = row[2 * i + 1];
  return out;
}
