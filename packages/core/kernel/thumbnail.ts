/**
 * Thumbnails as a library keeps them, into pixels: Huffman codes into errors of a prediction, errors into colours.
 *
 * A prediction waits for the pixel before it, and its branches are anybody's guess: here there are none. The three channels
 * of a pixel stand side by side as 16-bit lanes, green, red − green, blue − green, and most steps do them all at once.
 *
 * Source: that of the plain twin, `packages/node/src/codecs/thumbnail.ts`.
 */

import { inflate } from './literals';

/** Where the memory that the host lays out begins. */
export const base: usize = __heap_base;

/**
 * Decodes a thumbnail.
 *
 * @param body    a raw Deflate stream of `length` bytes, and 1,024 more that may be read
 * @param codes   room for width × height × 3 bytes and 32 more; behind it, on a multiple of 8, room for width × 8 bytes
 * @param out     where the pixels go: width × height × 4 bytes
 * @returns whether it is one that is decoded here; if not, the plain twin decides
 */
export function decode(body: usize, length: i32, codes: usize, width: i32, height: i32, out: usize): bool {
  const pixels = width * height;
  if (!inflate(body, length, codes, pixels * 3)) return false;
  const above = (codes + pixels * 3 + 32 + 7) & ~7;
  memory.fill(above, 0, width << 3);
  for (let y = 0; y < height; y++) decodeRow(codes + y * width, pixels, above, width, out + ((y * width) << 2));
  return true;
}

/**
 * Decodes a row.
 *
 * @param codes  of the row's greens; those of its reds are `pixels` further, those of its blues twice that
 * @param above  the lanes of the row above, 8 bytes a pixel; overwritten by this row's
 */
function decodeRow(codes: usize, pixels: i32, above: usize, width: i32, out: usize): void {
  const zero = i16x8.splat(0);
  const most = i16x8.splat(255);
  const one = i16x8.splat(1);
  const rest = i16x8(0, -1, -1, 0, 0, 0, 0, 0);
  // to the left of a row stands what is above its first pixel
  let left = v128.load64_zero(above);
  let corner = left;
  for (const end = codes + width; codes < end; codes++, above += 8, out += 4) {
    const up = v128.load64_zero(above);
    let code = v128.load8_lane(codes, zero, 0);
    code = v128.load8_lane(codes + pixels, code, 2);
    code = v128.load8_lane(codes + 2 * pixels, code, 4);
    // 0, 1, 2, 3, 4 … are 0, −1, 1, −2, 2 …
    const error = v128.xor(i16x8.shr_u(code, 1), i16x8.neg(v128.and(code, one)));

    // the median of left, above, and left + above − corner
    const slope = i16x8.add(left, i16x8.sub(up, corner));
    const median = i16x8.max_s(i16x8.min_s(left, up), i16x8.min_s(i16x8.max_s(left, up), slope));
    // green is known first; the others are predicted, and kept within a byte, with it
    const green = v128.and(i16x8.add(median, error), most);
    const lift = v128.and(i8x16.shuffle(green, zero, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1), rest);
    const expected = i16x8.max_s(i16x8.min_s(i16x8.add(median, lift), most), zero);
    const pixel = v128.and(i16x8.add(expected, error), most);

    // green, red, blue in words; red, green, blue, opaque in bytes
    v128.store32_lane(out, i8x16.shuffle(pixel, most, 2, 0, 4, 16, 2, 0, 4, 16, 2, 0, 4, 16, 2, 0, 4, 16), 0);
    corner = up;
    left = i16x8.sub(pixel, lift);
    v128.store64_lane(above, left, 0);
  }
}
