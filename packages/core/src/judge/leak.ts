/**
 * Whether the target was blended over the mosaic: how much of the target's detail, finer than any photo in a cell would
 * have by chance, shows in the mosaic. A blend of 20 % reads about .19; an honest mosaic lies around 0.
 *
 * Both pictures come as canonical rows, `LEAK_SIDE` pixels a cell. Detail is L* less its blur (σ 1 pixel); the answer is
 * the slope of the mosaic's detail on the target's. Seams between cells are detail of the mosaic's own and stay out.
 */

import type { PlacedCells } from '../layout/place.js';
import { windowRows } from '../render/window.js';
import type { Arithmetic } from './arithmetic.js';
import { sampledBlur } from './blur.js';
import { type Dimensions, luminanceRows, pairRows, type RowConsumer } from './rows.js';

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

/** Begins to measure. @param placed  where the cells lie in the canonical pictures */
export function leakMeter(arithmetic: Arithmetic, placed: PlacedCells): LeakMeter {
  let y = 0;
  let products = 0;
  let squares = 0;
  let count = 0;
  const spans = spansWithoutSeams(placed);
  const details = pairRows((target, mosaic) => {
    for (const { from, to } of spans(y++)) {
      for (let x = from; x < to; x++) {
        products += target[x] * mosaic[x];
        squares += target[x] * target[x];
        count++;
      }
    }
  });
  return {
    target: detail(arithmetic, placed, details.left),
    mosaic: detail(arithmetic, placed, details.right),
    slope: () => (squares > FLAT * FLAT * count ? products / squares : 0),
  };
}

/** Pixels of a row, from the left. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Row of pixels → the pixels that are clear of seams. Rows are asked for from the top down. */
function spansWithoutSeams(placed: PlacedCells): (y: number) => readonly Span[] {
  const { boxes, width, height } = placed;
  const { tops, from, cells } = windowRows(placed, { x: 0, y: 0, w: width, h: height });
  let row = 0;
  return (y) => {
    while (y >= tops[row + 1]) row++;
    return Array.from(cells.subarray(from[row], from[row + 1])).flatMap((cell) => {
      const [x, top, w, h] = boxes.subarray(cell * 4, cell * 4 + 4);
      return y < top + SEAM || y >= top + h - SEAM ? [] : [{ from: x + SEAM, to: x + w - SEAM }];
    });
  };
}

/** L* less its own blur. */
function detail(arithmetic: Arithmetic, size: Dimensions, emit: RowConsumer): RowConsumer {
  const { width, height } = size;
  const out = new Float32Array(width);
  const lights = arithmetic.room(width);
  const sharpAndSoft = pairRows((sharp, soft) => {
    for (let x = 0; x < out.length; x++) out[x] = sharp[x] - soft[x];
    emit(out);
  });
  const sampling = { sigma: 1, radius: 4, offset: 0, stride: 1 };
  const soften = sampledBlur(arithmetic, { width, height, channels: 1 }, sampling, sharpAndSoft.right);
  return luminanceRows(width, (row) => {
    const light = arithmetic.floats(lights, width);
    light.set(row);
    arithmetic.lightness(lights, width);
    sharpAndSoft.left(light);
    soften(light);
  });
}
