/** How far the light of a cell is seen: a Gaussian blur of half a cell, cell by cell. */

import { halfBell } from '../pixels/bell.js';
import { type Samples, SIDE } from './samples.js';

/** Standard deviation in samples: half a cell, as far as contours are seen. */
const SIGMA = SIDE / 2;
/** How far the bell is followed, in samples; it is cut there. */
export const REACH = 5;

/** Distance in samples → how much of a sample's light comes there, along one axis. */
const SHARES = halfBell(SIGMA, REACH);

/** The light of a cell after the blur, and on the way there. Made once, used for cell after cell. */
export interface Spread {
  /** Samples across and down of the cell and its surroundings: as far as its light comes. */
  width: number;
  height: number;
  /** Blurred across: the cell's rows, r g b. */
  readonly wide: Float64Array;
  /** Blurred across and down, with the cell in the middle. */
  readonly whole: Float64Array;
}

/** Room for the light of any one cell. */
export function emptySpread({ boxes }: Samples): Spread {
  let [w, h] = [0, 0];
  for (let i = 0; i < boxes.length; i += 4) [w, h] = [Math.max(w, boxes[i + 2]), Math.max(h, boxes[i + 3])];
  const [width, height] = [w + 2 * REACH, h + 2 * REACH];
  return { width, height, wide: new Float64Array(h * width * 3), whole: new Float64Array(height * width * 3) };
}

/** Blurs the light of one cell alone, all else being dark. */
export function spreadCell({ width: across, boxes, data }: Samples, cell: number, spread: Spread): void {
  const { wide, whole } = spread;
  const [left, top, columns, rows] = boxes.subarray(cell * 4, cell * 4 + 4);
  const width = columns + 2 * REACH;
  const height = rows + 2 * REACH;
  spread.width = width;
  spread.height = height;
  for (let y = 0, o = 0; y < rows; y++) {
    const row = ((top + y) * across + left) * 3;
    for (let i = 0; i < width; i++) {
      // the samples whose light comes here
      const [from, to] = [Math.max(0, i - 2 * REACH), Math.min(columns - 1, i)];
      for (let channel = 0; channel < 3; channel++, o++) {
        let sum = 0;
        for (let j = from; j <= to; j++) sum += SHARES[Math.abs(i - REACH - j)] * data[row + j * 3 + channel];
        wide[o] = sum;
      }
    }
  }
  for (let i = 0, o = 0; i < height; i++) {
    const [from, to] = [Math.max(0, i - 2 * REACH), Math.min(rows - 1, i)];
    for (let x = 0; x < width * 3; x++, o++) {
      let sum = 0;
      for (let j = from; j <= to; j++) sum += SHARES[Math.abs(i - REACH - j)] * wide[j * width * 3 + x];
      whole[o] = sum;
    }
  }
}
