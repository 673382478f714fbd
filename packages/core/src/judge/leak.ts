/**
 * Whether the target was blended over the mosaic: how much of the target's detail, finer than any photo in a cell would
 * have by chance, shows in the mosaic. A blend of 20 % reads about .19; an honest mosaic lies around 0.
 *
 * Both pictures come as canonical rows, `LEAK_SIDE` pixels a cell. Detail is L* less its blur (σ 1 pixel); the answer is
 * the slope of the mosaic's detail on the target's. Seams between cells are detail of the mosaic's own and stay out.
 */

import { lightness } from '../color/lab.js';
import { sampledBlur } from './blur.js';
import { luminanceRows } from './luminance.js';
import { type Dimensions, pairRows, type RowConsumer } from './rows.js';

/** Canonical pixels a cell. */
export const LEAK_SIDE = 16;

/** Pixels on either side of a seam that are not looked at. */
const SEAM = 3;

/** Detail of less than this, root mean square in L*, is a rounding error. */
const FLAT = 1e-3;

/** Takes both pictures' rows, in any order between the two; has the slope when all have come. */
export interface LeakMeter {
  readonly target: RowConsumer;
  readonly mosaic: RowConsumer;
  /** About the opacity of a hidden overlay, 0…1; 0 when the target has no detail. */
  slope(): number;
}

/**
 * Begins to measure.
 *
 * @param size  of the canonical pictures
 */
export function leakMeter(size: Dimensions): LeakMeter {
  let y = 0;
  let products = 0;
  let squares = 0;
  let count = 0;
  const details = pairRows((target, mosaic) => {
    if (clearOfSeams(y++)) {
      for (let x = 0; x < size.width; x++) {
        if (!clearOfSeams(x)) continue;
        products += target[x] * mosaic[x];
        squares += target[x] * target[x];
        count++;
      }
    }
  });
  return {
    target: detail(size, details.left),
    mosaic: detail(size, details.right),
    slope: () => (squares > FLAT * FLAT * count ? products / squares : 0),
  };
}

function clearOfSeams(pixel: number): boolean {
  const within = pixel % LEAK_SIDE;
  return within >= SEAM && within < LEAK_SIDE - SEAM;
}

/** L* less its own blur. */
function detail(size: Dimensions, emit: RowConsumer): RowConsumer {
  const out = new Float32Array(size.width);
  const sharpAndSoft = pairRows((sharp, soft) => {
    for (let x = 0; x < out.length; x++) out[x] = sharp[x] - soft[x];
    emit(out);
  });
  const soften = sampledBlur(size, 1, { sigma: 1, radius: 4, offset: 0, stride: 1 }, sharpAndSoft.right);
  return luminanceRows(size.width, (row) => {
    for (let x = 0; x < row.length; x++) row[x] = lightness(row[x]);
    sharpAndSoft.left(row);
    soften(row);
  });
}
