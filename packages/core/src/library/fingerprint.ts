/**
 * What a photo looks like, in 64 bytes: enough to tell whether two photos are nearly the same picture.
 *
 * The first 16 bytes are a difference hash: whether the luma of 8×8 places rises to the right, and whether it rises
 * downwards. It survives re-encoding, shrinking and changes of exposure. It says nothing of a flat picture, so the other
 * 48 bytes are a thumbnail of 4×4 colours.
 *
 * Source: N. Krawetz, "Kind of like that", 2013, https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html
 * (one direction; both are used here, and a rise must be larger than `RISE`).
 */

import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';

/** Bytes of a fingerprint. */
export const FINGERPRINT_BYTES = 64;
/** Those of its hash; the colours follow: 4×4 × red, green, blue, in sRGB bytes, row by row. */
export const HASH_BYTES = 16;

/** Places of the hash across and down. */
const PLACES = 8;
/** Colours across and down. */
const SIDE = 4;
/** Luma must rise by more than this many of 255 steps: noise of a codec in a flat part decides no bit. */
const RISE = 1;
/** Bytes as they are: like pictures are alike in any curve, and this one is even to the eye. */
const AS_ENCODED = Float32Array.from({ length: 256 }, (_, byte) => byte);

/** Takes the fingerprint of a photo from its thumbnail. */
export function fingerprintOf(thumbnail: Raster): Uint8Array {
  const print = new Uint8Array(FINGERPRINT_BYTES);
  const luma = lumaOf(thumbnail);
  for (let y = 0; y < PLACES; y++) {
    for (let x = 0; x < PLACES; x++) {
      const here = y * (PLACES + 1) + x;
      if (luma[here + 1] - luma[here] > RISE) print[y] |= 1 << x;
      if (luma[here + PLACES + 1] - luma[here] > RISE) print[PLACES + y] |= 1 << x;
    }
  }
  print.set(means(thumbnail, SIDE).map(Math.round), HASH_BYTES);
  return print;
}

/** The colours of side × side parts. */
function means(thumbnail: Raster, side: number): Float32Array {
  const box = { x: 0, y: 0, w: thumbnail.width, h: thumbnail.height };
  return areaMeans(thumbnail, box, { columns: side, rows: side, curve: AS_ENCODED });
}

/** Luma of 9×9 parts, 0…255. Source: ITU-R BT.601-7 §2.5.1. */
function lumaOf(thumbnail: Raster): Float32Array {
  const side = PLACES + 1;
  const rgb = means(thumbnail, side);
  const luma = (i: number): number => 0.299 * rgb[i * 3] + 0.587 * rgb[i * 3 + 1] + 0.114 * rgb[i * 3 + 2];
  return Float32Array.from({ length: side * side }, (_, i) => luma(i));
}
