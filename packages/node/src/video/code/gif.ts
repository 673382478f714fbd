/**
 * A frame of a GIF: a picture of at most 256 colours of its own.
 *
 * What colours are lacking is made up for by a fixed pattern: spreading errors to neighbours would look better in a still, but
 * what is spread changes from frame to frame, and still ground would seethe.
 *
 * Source: CompuServe, "Graphics Interchange Format", version 89a, 1990, sections 20 to 22; B. E. Bayer, "An optimum method for
 * two-level rendition of continuous-tone pictures", ICC 1973.
 */

import type { RgbPixels } from '../../pictures/encode.js';
import { lzw } from './lzw.js';
import { kindOf, nearestOf, paletteOf } from './palette.js';

/** Bayer's 8 × 8 thresholds, about −½ … ½. */
const PATTERN = Float32Array.from({ length: 64 }, (_, i) => {
  const [x, y] = [i & 7, i >> 3];
  let value = 0;
  for (let bit = 0; bit < 3; bit++) {
    value = value * 4 + (((x ^ y) >> bit) & 1) * 2 + ((y >> bit) & 1);
  }
  return (value + 0.5) / 64 - 0.5;
});

/** How far the pattern moves a value at most: about the distance of two of 256 colours. */
const AMPLITUDE = 16;

/** How far it does for each step that the nearest colour is away: what has its colour has no pattern. */
const STEEPNESS = 4;

/**
 * A picture descriptor, its table of colours, and the compressed pixels.
 *
 * @param quality  1…100: the share of 256 colours, of which there are two at least
 */
export async function gifFrame({ width, height, rgb }: RgbPixels, quality: number): Promise<Uint8Array> {
  const palette = paletteOf(rgb, Math.max(2, Math.round((256 * quality) / 100)));
  // the table has a power of two of colours; LZW takes four at least
  const bits = Math.max(2, Math.ceil(Math.log2(palette.length / 3)));
  const table = new Uint8Array(3 * 2 ** bits);
  table.set(palette);
  const head = Buffer.alloc(10);
  head[0] = 0x2c;
  head.writeUInt16LE(width, 5);
  head.writeUInt16LE(height, 7);
  head[9] = 0x80 | (bits - 1);
  return Buffer.concat([head, table, lzw(indicesOf({ width, height, rgb }, palette), bits)]);
}

function indicesOf({ width, height, rgb }: RgbPixels, palette: Uint8Array): Uint8Array {
  const nearest = nearestOf(palette);
  const indices = new Uint8Array(width * height);
  for (let y = 0, i = 0, o = 0; y < height; y++) {
    const row = (y & 7) * 8;
    for (let x = 0; x < width; x++, i += 3, o++) {
      const [r, g, b] = [rgb[i], rgb[i + 1], rgb[i + 2]];
      const plain = nearest(kindOf(r, g, b));
      const p = plain * 3;
      const away = Math.max(Math.abs(r - palette[p]), Math.abs(g - palette[p + 1]), Math.abs(b - palette[p + 2]));
      const shift = PATTERN[row + (x & 7)] * Math.min(AMPLITUDE, away * STEEPNESS);
      indices[o] = away === 0 ? plain : nearest(kindOf(within(r + shift), within(g + shift), within(b + shift)));
    }
  }
  return indices;
}

function within(value: number): number {
  return Math.max(0, Math.min(255, value));
}
