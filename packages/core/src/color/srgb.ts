/**
 * The transfer curve of sRGB: between the bytes of a picture and the light they stand for. Averages are taken in light.
 *
 * Source: IEC 61966-2-1:1999.
 */

/** A byte's fraction of full scale, as stored: 256 floats, 0…1. */
export const ENCODED: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** A byte's linear light: 256 floats, 0…1. */
export const LINEAR: Float32Array = Float32Array.from({ length: 256 }, (_, byte) => decodeSrgb(byte / 255));

/** The light halfway (as encoded) between a byte and the next: where rounding turns over. None follows 255. */
export const HALFWAY: Float64Array = Float64Array.from({ length: 256 }, (_, byte) =>
  byte < 255 ? decodeSrgb((byte + 0.5) / 255) : Infinity,
);

/** So fine that no step spans more than two bytes, even in the dark, where the curve is steepest. */
const STEPS = 4096;
const FIRST = firstBytes();

/**
 * The byte nearest to a linear light, by the encoded distance: `encodeSrgb(LINEAR[byte])` is `byte`.
 *
 * @param linear  light; below 0 counts as 0, above 1 as 1
 */
export function encodeSrgb(linear: number): number {
  if (!(linear > 0)) return 0;
  if (linear >= 1) return 255;
  // a table and a comparison or two: several times as fast as the power, and exact
  let byte = FIRST[(linear * STEPS) | 0];
  while (linear >= HALFWAY[byte]) byte++;
  return byte;
}

/** The linear light of a value as stored, both 0…1. */
export function decodeSrgb(encoded: number): number {
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
}

/** For every step of the scale of light, the byte of its lower end. */
function firstBytes(): Uint8Array {
  const first = new Uint8Array(STEPS);
  for (let step = 0, byte = 0; step < STEPS; step++) {
    while (step / STEPS >= HALFWAY[byte]) byte++;
    first[step] = byte;
  }
  return first;
}
