/** How far the light of a cell is seen: a Gaussian blur of half a cell, cell by cell. */

import { type Samples, SIDE } from './samples.js';

/** Standard deviation in samples: half a cell, as far as contours are seen. */
const SIGMA = SIDE / 2;
/** How far the bell is followed, in samples; it is cut there. */
export const REACH = 5;
/** Samples along the side of a cell and its surroundings: as far as its light comes. */
export const SPAN: number = SIDE + 2 * REACH;

/** SPAN × SIDE: how much of the light of a cell's sample j comes to place i of its surroundings, along one axis. */
const SHARES = shares();

/** The light of a cell after the blur, and on the way there. Made once, used for cell after cell. */
export interface Spread {
  /** SIDE × SPAN × 3: blurred across. */
  readonly wide: Float64Array;
  /** SPAN × SPAN × 3: blurred across and down, with the cell in the middle. */
  readonly whole: Float64Array;
}

/** Room for the light of one cell. */
export function emptySpread(): Spread {
  return { wide: new Float64Array(SIDE * SPAN * 3), whole: new Float64Array(SPAN * SPAN * 3) };
}

/** Blurs the light of one cell alone, all else being dark. */
export function spreadCell({ columns, data }: Samples, cell: number, { wide, whole }: Spread): void {
  const stride = columns * SIDE * 3;
  const first = Math.floor(cell / columns) * SIDE * stride + (cell % columns) * SIDE * 3;
  for (let y = 0, o = 0; y < SIDE; y++) {
    const row = first + y * stride;
    for (let i = 0; i < SPAN; i++) {
      for (let channel = 0; channel < 3; channel++, o++) {
        let sum = 0;
        for (let j = 0; j < SIDE; j++) sum += SHARES[i * SIDE + j] * data[row + j * 3 + channel];
        wide[o] = sum;
      }
    }
  }
  for (let i = 0, o = 0; i < SPAN; i++) {
    for (let x = 0; x < SPAN * 3; x++, o++) {
      let sum = 0;
      for (let j = 0; j < SIDE; j++) sum += SHARES[i * SIDE + j] * wide[j * SPAN * 3 + x];
      whole[o] = sum;
    }
  }
}

function shares(): Float64Array {
  const bell = Float64Array.from({ length: REACH + 1 }, (_, k) => Math.exp((-0.5 * k * k) / (SIGMA * SIGMA)));
  const sum = bell.reduce((total, weight, k) => total + (k === 0 ? weight : 2 * weight), 0);
  return Float64Array.from({ length: SPAN * SIDE }, (_, at) => {
    const distance = Math.abs(Math.floor(at / SIDE) - REACH - (at % SIDE));
    return distance > REACH ? 0 : bell[distance] / sum;
  });
}
