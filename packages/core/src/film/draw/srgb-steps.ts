/** From light to bytes by a table and a comparison: `encodeSrgb` for 32-bit floats, in a form that the kernel shares. */

import { ENCODED, encodeSrgb, LINEAR } from '../../color/srgb.js';

/** So fine that within a step the byte changes once at most: it is a fifth of the first byte's. */
export const STEPS: number = 2 ** 14;

/** The byte at the lower end of every step, and at white: STEPS + 1. */
export const BYTES: Uint8Array = Uint8Array.from({ length: STEPS + 1 }, (_, step) => encodeSrgb(step / STEPS));

/** Byte → the least float that becomes the next one: 256. Of 255 none does, not infinity either. */
export const TURNS: Float32Array = Float32Array.from(ENCODED, (_, byte) =>
  byte < 255 ? leastOf(byte + 1) : Number.NaN,
);

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
