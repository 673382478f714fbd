/** How much of a picture that ends too early is not there. */

import { openStored, overWhite } from '../../codecs/libvips.js';

/** Rows that are looked at. */
const ROWS = 64;

/** Samples of one colour differ by no more than this after colour management. */
const SAME = 2;

/**
 * The share of a picture's height, from the bottom as it is stored, that is one flat colour. Where the data end too
 * early decoders leave the rest grey (libjpeg), black (libpng) or transparent.
 *
 * @throws what the decoder throws
 */
export async function missingShare(bytes: Uint8Array): Promise<number> {
  // nearest: other kernels would mix the last rows that are there with those that are not
  const small = openStored(bytes).resize(ROWS, ROWS, { fit: 'fill', kernel: 'nearest' });
  const rgb = await overWhite(small).raw().toBuffer();
  const row = ROWS * 3;
  const last = rgb.length - 3;
  let flat = 0;
  while (
    flat < ROWS &&
    isFlat(rgb.subarray(rgb.length - (flat + 1) * row, rgb.length - flat * row), rgb.subarray(last))
  ) {
    flat++;
  }
  return flat / ROWS;
}

/** Whether pixels × 3 bytes are all of one colour, that of the first 3 of `colour`. */
export function isFlat(row: Uint8Array, colour: Uint8Array): boolean {
  return row.every((sample, i) => Math.abs(sample - colour[i % 3]) <= SAME);
}
