/**
 * Half the size: each pixel is the mean light of two by two.
 *
 * Light is added in whole numbers, of which white has 16,383, so that four of them are an index into a table of bytes: as
 * exact as bytes are (a step of theirs is five such units in the darkest dark), and quicker than the curve of sRGB.
 */

import { encodeSrgb, LINEAR } from './srgb.js';

/** Units of light in white. */
const WHITE = 2 ** 14 - 1;

/** A byte's light in whole units. */
const UNITS = Uint16Array.from(LINEAR, (light) => Math.round(light * WHITE));

/** The byte of a mean of four: sums of units → bytes. */
const BYTES = Uint8Array.from({ length: WHITE * 4 + 1 }, (_, sum) => encodeSrgb(sum / (WHITE * 4)));

/** Where rows of pixels stand. */
export interface RowPair {
  /** Red, green and blue, sRGB, 3 bytes a pixel. */
  readonly rgb: Uint8Array;
  /** Pixels of a row. */
  readonly width: number;
  /** The byte at which each of the two rows begins: twice the same where there is no second one. */
  readonly upper: number;
  readonly lower: number;
}

/**
 * Halves two rows into one of ⌈width / 2⌉ pixels; the last of an odd row stands for two.
 *
 * @param out  bytes to fill, from `at` on, 3 a pixel; may be those of `rgb` elsewhere
 */
export function halveRows({ rgb, width, upper, lower }: RowPair, out: Uint8Array, at: number): void {
  const [units, bytes, pairs] = [UNITS, BYTES, width >> 1];
  let u = upper;
  let l = lower;
  let o = at;
  for (let i = 0; i < pairs; i++, u += 6, l += 6, o += 3) {
    out[o] = bytes[units[rgb[u]] + units[rgb[u + 3]] + units[rgb[l]] + units[rgb[l + 3]]];
    out[o + 1] = bytes[units[rgb[u + 1]] + units[rgb[u + 4]] + units[rgb[l + 1]] + units[rgb[l + 4]]];
    out[o + 2] = bytes[units[rgb[u + 2]] + units[rgb[u + 5]] + units[rgb[l + 2]] + units[rgb[l + 5]]];
  }
  if (width === pairs * 2) return;
  for (let c = 0; c < 3; c++) out[o + c] = bytes[2 * (units[rgb[u + c]] + units[rgb[l + c]])];
}
