/** From light to bytes by a table and a comparison: `encodeSrgb` for 32-bit floats, in a form that the kernel shares. */

import { encodeSrgb, HALFWAY } from '../../color/srgb.js';

/** So fine that within a step the byte changes once at most: it is a fifth of the first byte's. */
export const STEPS: number = 2 ** 14;

/** The byte at the lower end of every step, and at white: STEPS + 1. */
export const BYTES: Uint8Array = Uint8Array.from({ length: STEPS + 1 }, (_, step) => encodeSrgb(step / STEPS));

/** Byte → the least float that becomes the next one: 256. Of 255 none does, not infinity either. */
export const TURNS: Float32Array = Float32Array.from(HALFWAY, (light, byte) =>
  byte < 255 ? leastFloat(light) : Number.NaN,
);

/** The least 32-bit float that is not below a positive number. */
function leastFloat(number: number): number {
  const float = Float32Array.of(number);
  if (float[0] < number) new Uint32Array(float.buffer)[0]++;
  return float[0];
}
