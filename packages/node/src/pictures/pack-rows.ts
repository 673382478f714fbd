/** Rows of RGBA as rows of RGB: as they are, or as differences, which compress better. */

import type { Raster } from '@tesserae/core';
import type { RgbPixels } from './encode.js';

/** Part of a row to pack: bytes `from` up to `to` of RGBA pixels. */
export interface RowPart {
  readonly rgba: Uint8ClampedArray;
  readonly from: number;
  readonly to: number;
}

/** Copies red, green and blue to `out` from byte `at` on. */
export function packPixels({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
  const isAligned = (rgba.byteOffset + from) % 4 === 0 && (out.byteOffset + at) % 4 === 0;
  const words = isAligned && to - from >= LONG ? (to - from) & ~15 : 0;
  if (words > 0) {
    const source = new Uint32Array(rgba.buffer, rgba.byteOffset + from, words / 4);
    const packed = new Uint32Array(out.buffer, out.byteOffset + at, (words / 16) * 3);
    packWords({ rgba: source, from: 0, to: words / 4 }, packed, 0);
  }
  packBytes({ rgba, from: from + words, to }, out, at + (words / 4) * 3);
}

/** A raster without alpha: `rgb` has 3 bytes a pixel. */
export function rgbPixels({ width, height, data }: Raster): RgbPixels {
  const rgb = new Uint8Array(width * height * 3);
  packPixels({ rgba: data, from: 0, to: data.length }, rgb, 0);
  return { width, height, rgb };
}

/** Bytes of a row from which on it is worth to look at it as words: these take a third of the time. */
const LONG = 4096;

/** Part of a row of pixels to pack: words `from` up to `to`, four or a multiple of it. */
export interface WordPart {
  readonly rgba: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/** Copies red, green and blue, four pixels into three words of `out` from word `at` on. All machines that Node runs on have the low byte first. */
export function packWords({ rgba, from, to }: WordPart, out: Uint32Array, at: number): void {
  for (let i = from, o = at; i < to; i += 4, o += 3) {
    const second = rgba[i + 1];
    const third = rgba[i + 2];
    out[o] = (rgba[i] & 0xffffff) | (second << 24);
    out[o + 1] = ((second >>> 8) & 0xffff) | (third << 16);
    out[o + 2] = ((third >>> 16) & 0xff) | (rgba[i + 3] << 8);
  }
}

function packBytes({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
  for (let i = from, o = at; i < to; i += 4, o += 3) {
    out[o] = rgba[i];
    out[o + 1] = rgba[i + 1];
    out[o + 2] = rgba[i + 2];
  }
}

/**
 * Writes red, green and blue, each less that of the pixel to the left (modulo 256): PNG's filter "Sub" and TIFF's
 * horizontal predictor.
 *
 * Source: PNG specification, 3rd edition, section 9, https://www.w3.org/TR/png-3/#9Filters; TIFF 6.0, section 14.
 */
export function packDifferences({ rgba, from, to }: RowPart, out: Uint8Array, at: number): void {
  let r = 0;
  let g = 0;
  let b = 0;
  for (let i = from, o = at; i < to; i += 4, o += 3) {
    out[o] = rgba[i] - r;
    out[o + 1] = rgba[i + 1] - g;
    out[o + 2] = rgba[i + 2] - b;
    r = rgba[i];
    g = rgba[i + 1];
    b = rgba[i + 2];
  }
}
