/**
 * How much a mosaic looks like its target, from afar and at the distance where contours are seen. Lengths are in cells.
 *
 * Both pictures come as canonical rows, `SIDE` pixels a cell, linear light.
 */

import { lightness } from '../color/lab.js';
import { sampledBlur, samplesAlong } from './blur.js';
import { differences } from './differences.js';
import { edges } from './edges.js';
import { type Dimensions, luminanceRows, pairRows, type RowConsumer, teeRows } from './rows.js';
import { similarity } from './ssim.js';

/** Canonical pixels a cell. */
export const SIDE = 8;

/** Samples along a cell's side from afar. */
export const FAR_SIDE = 2;

/** From afar: σ is a cell. */
const FAR = { sigma: SIDE, radius: 28, offset: 2, stride: SIDE / FAR_SIDE };
/** Near: σ is half a cell; four samples a cell, every second of which (from the second on) is one of FAR's. */
const NEAR = { sigma: SIDE / 2, radius: 14, offset: 0, stride: 2 };

/** What is measured of the two pictures alone. */
export interface Fidelity {
  /** Mean CIEDE2000 from afar: lower is better, 0 is the target itself. */
  readonly far_dE: number;
  /** Its 95th percentile. */
  readonly far_dE95: number;
  /** Where the mosaic fails: the differences themselves, row by row, `FAR_SIDE` to the side of a whole cell. */
  readonly far_samples: Float32Array;
  /** Structural similarity of lightness, at most 1; null when the mosaic has fewer than 6 cells one way. */
  readonly mid_ssim: number | null;
  /** Agreement of the gradients of lightness, at most 1. */
  readonly edge: number;
}

/** Takes both pictures' rows, in any order between the two; has the numbers when all have come. */
export interface FidelityMeter {
  readonly target: RowConsumer;
  readonly mosaic: RowConsumer;
  result(): Fidelity;
}

/**
 * Begins to measure.
 *
 * @param size  of the canonical pictures
 */
export function fidelityMeter(size: Dimensions): FidelityMeter {
  const far = differences(samplesAlong(size.width, FAR) * samplesAlong(size.height, FAR));
  const farRows = pairRows(far.add);

  const nearSize = { width: samplesAlong(size.width, NEAR), height: samplesAlong(size.height, NEAR) };
  const contours = edges(nearSize);
  const structure = similarity({ width: nearSize.width / 2, height: nearSize.height / 2 });
  const everySecond = [new Float32Array(nearSize.width / 2), new Float32Array(nearSize.width / 2)];
  let nearRow = 0;
  const nearRows = pairRows((target, mosaic) => {
    contours.add(target, mosaic);
    if (nearRow++ % 2 === 1) structure.add(odd(target, everySecond[0]), odd(mosaic, everySecond[1]));
  });

  return {
    target: teeRows(sampledBlur(size, 3, FAR, farRows.left), nearLightness(size, nearRows.left)),
    mosaic: teeRows(sampledBlur(size, 3, FAR, farRows.right), nearLightness(size, nearRows.right)),
    result: () => ({
      far_dE: far.mean(),
      far_dE95: far.quantile(0.95),
      far_samples: far.kept,
      mid_ssim: structure.mean(),
      edge: contours.agreement(),
    }),
  };
}

/** L* of the near picture. Luminance is linear, so it is blurred instead of three colours. */
function nearLightness(size: Dimensions, emit: RowConsumer): RowConsumer {
  const blurred = sampledBlur(size, 1, NEAR, (row) => {
    for (let i = 0; i < row.length; i++) row[i] = lightness(row[i]);
    emit(row);
  });
  return luminanceRows(size.width, blurred);
}

/** Copies numbers 1, 3, 5 … of a row. */
function odd(row: Float32Array, out: Float32Array): Float32Array {
  for (let i = 0; i < out.length; i++) out[i] = row[2 * i + 1];
  return out;
}
