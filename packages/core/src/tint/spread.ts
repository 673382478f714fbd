/** How far the light of a cell is seen: a Gaussian blur of half a cell, cell by cell. */

import { halfBell } from '../pixels/bell.js';
import type { Samples } from './samples.js';

/** Standard deviation in cells: half a cell, as far as contours are seen. */
const SIGMA = 1 / 2;
/** How far the bell is followed, in cells; it is cut at the next sample. */
const REACH = 1.25;

/** The light of a cell after the blur, and on the way there. Made once, used for cell after cell. */
export interface Spread {
  /** How far light comes, in samples. */
  readonly reach: number;
  /** How much of a sample's light comes to the samples from `reach` before it to `reach` behind it, along one axis. */
  readonly shares: Float64Array;
  /** Samples across and down of the cell and its surroundings: as far as its light comes. */
  width: number;
  height: number;
  /** Blurred across: the cell's rows, r g b. */
  readonly wide: Float64Array;
  /** Blurred across and down, with the cell in the middle. */
  readonly whole: Float64Array;
}

/** Room for the light of any one cell. */
export function emptySpread({ side, boxes }: Samples): Spread {
  let [w, h] = [0, 0];
  for (let i = 0; i < boxes.length; i += 4) [w, h] = [Math.max(w, boxes[i + 2]), Math.max(h, boxes[i + 3])];
  const reach = Math.ceil(REACH * side);
  const [width, height] = [w + 2 * reach, h + 2 * reach];
  const shares = wholeBell(halfBell(SIGMA * side, reach));
  const [wide, whole] = [new Float64Array(h * width * 3), new Float64Array(height * width * 3)];
  return { reach, shares, width, height, wide, whole };
}

/** Blurs the light of one cell alone, all else being dark. */
export function spreadCell({ width: across, boxes, data }: Samples, cell: number, spread: Spread): void {
  const { reach, shares, wide, whole } = spread;
  const left = boxes[cell * 4];
  const top = boxes[cell * 4 + 1];
  const columns = boxes[cell * 4 + 2];
  const rows = boxes[cell * 4 + 3];
  const width = columns + 2 * reach;
  const height = rows + 2 * reach;
  spread.width = width;
  spread.height = height;
  wide.fill(0, 0, rows * width * 3);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const from = ((top + y) * across + left + x) * 3;
      const [r, g, b] = [data[from], data[from + 1], data[from + 2]];
      for (let k = 0, o = (y * width + x) * 3; k < shares.length; k++, o += 3) {
        wide[o] += shares[k] * r;
        wide[o + 1] += shares[k] * g;
        wide[o + 2] += shares[k] * b;
      }
    }
  }
  const stride = width * 3;
  whole.fill(0, 0, height * stride);
  for (let y = 0; y < rows; y++) {
    for (let k = 0; k < shares.length; k++) {
      const share = shares[k];
      for (let i = y * stride, o = (y + k) * stride, end = o + stride; o < end; i++, o++) whole[o] += share * wide[i];
    }
  }
}

/** A bell from end to end. */
function wholeBell(half: Float64Array): Float64Array {
  return Float64Array.from({ length: 2 * half.length - 1 }, (_, i) => half[Math.abs(i - half.length + 1)]);
}
