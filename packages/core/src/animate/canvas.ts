/**
 * What a frame is drawn on: light, so that what is laid over one another adds up as it does for the eye.
 *
 * Sums are in 32-bit floats, each step rounded (`Math.fround`) in a fixed order: the same bits on every machine.
 */

import { ENCODED, encodeSrgb, LINEAR } from '../color/srgb.js';

/** A frame being drawn; made by `openCanvas`, and used for one frame after the other. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, linear, white is 1: width × height × 3, row by row. A filter may leave a little more or less. */
  readonly light: Float32Array;
  /** What `drawSprites` has laid so far, red, green, blue, and the share that is still open: width × height × 4. */
  readonly laid: Float32Array;
}

/** A black canvas. */
export function openCanvas(width: number, height: number): Canvas {
  return {
    width,
    height,
    light: new Float32Array(width * height * 3),
    laid: new Float32Array(width * height * 4),
  };
}

/**
 * Fills all of a canvas.
 *
 * @param colour  red, green and blue, sRGB bytes: [16, 16, 20] for #101014
 */
export function fill({ light }: Canvas, [r, g, b]: readonly [number, number, number]): void {
  light.set([LINEAR[r], LINEAR[g], LINEAR[b]]);
  // twice as much each time: quicker than a loop
  for (let filled = 3; filled < light.length; filled *= 2) light.copyWithin(filled, 0, filled);
}

/**
 * The frame as sRGB; what is darker than black or lighter than white is cut off.
 *
 * @param out  bytes to fill: width × height × 3, row by row
 * @returns `out`
 */
export function toRgb({ light }: Canvas, out: Uint8Array): Uint8Array {
  for (let i = 0; i < light.length; i++) {
    const value = light[i];
    // what is not above 0 becomes 0, also what is no number
    const step = value > 0 ? (value < 1 ? value * STEPS : STEPS) | 0 : 0;
    const byte = BYTES[step];
    out[i] = value >= TURNS[byte] ? byte + 1 : byte;
  }
  return out;
}

/** So fine that within a step the byte changes once at most: it is a fifth of the first byte's. */
const STEPS = 2 ** 14;

/** The byte at the lower end of every step, and at white. */
const BYTES = Uint8Array.from({ length: STEPS + 1 }, (_, step) => encodeSrgb(step / STEPS));

/** Byte → the least float that becomes the next one. None does of 255. */
const TURNS = Float32Array.from(ENCODED, (_, byte) => (byte < 255 ? leastOf(byte + 1) : Infinity));

/** The least float that `encodeSrgb` makes this byte, by bisection of the floats between the bytes' own lights. */
function leastOf(byte: number): number {
  const bits = new Uint32Array(1);
  const value = new Float32Array(bits.buffer);
  const bitsOf = (light: number) => {
    value[0] = light;
    return bits[0];
  };
  let [below, above] = [bitsOf(LINEAR[byte - 1]), bitsOf(LINEAR[byte])];
  while (above - below > 1) {
    const middle = (below + above) >>> 1;
    bits[0] = middle;
    if (encodeSrgb(value[0]) >= byte) above = middle;
    else below = middle;
  }
  bits[0] = above;
  return value[0];
}
