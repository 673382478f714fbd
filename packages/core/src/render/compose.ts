/** Copying views into a band. Pixels move as 32-bit words, one pixel each. */

import type { Raster } from '../pixels/raster.js';
import type { TintCurves } from '../tint/gain.js';

/** A raster's pixels, one word each, and how many make a row. */
export interface PixelWords {
  readonly width: number;
  readonly data: Uint32Array;
}

/** Which part of a view goes where: `width` × `height` pixels from `left`, `top` on, to column x, row y of the band. */
export interface BlitPosition {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
}

/** A raster seen as words. Shares memory with it, unless its bytes do not lie on a word boundary. */
export function wordsOf({ width, height, data }: Raster): PixelWords {
  const bytes = data.byteOffset % 4 === 0 ? data : data.slice();
  return { width, data: new Uint32Array(bytes.buffer, bytes.byteOffset, width * height) };
}

/** Copies a part of a view into a band, untouched. */
export function blit(view: PixelWords, into: PixelWords, { left, top, width, height, x, y }: BlitPosition): void {
  let source = top * view.width + left;
  let target = y * into.width + x;
  for (let row = 0; row < height; row++, source += view.width, target += into.width) {
    // for short rows a loop is quicker than the call
    if (width >= LONG_ROW) {
      into.data.set(view.data.subarray(source, source + width), target);
    } else {
      for (let i = 0; i < width; i++) into.data[target + i] = view.data[source + i];
    }
  }
}

/** From how many pixels on `set` beats a loop. */
const LONG_ROW = 64;

/** Copies a part of a view into a band, each byte of red, green and blue replaced by its entry of the cell's curves. */
export function blitTinted(view: PixelWords, into: PixelWords, position: BlitPosition, curves: TintCurves): void {
  const { left, top, width, height, x, y } = position;
  const source = bytesOf(view);
  const target = bytesOf(into);
  for (let row = 0; row < height; row++) {
    let from = ((top + row) * view.width + left) * 4;
    let to = ((y + row) * into.width + x) * 4;
    for (let i = 0; i < width; i++, from += 4, to += 4) {
      target[to] = curves.r[source[from]];
      target[to + 1] = curves.g[source[from + 1]];
      target[to + 2] = curves.b[source[from + 2]];
      target[to + 3] = source[from + 3];
    }
  }
}

function bytesOf(words: PixelWords): Uint8Array {
  return new Uint8Array(words.data.buffer, words.data.byteOffset, words.data.length * 4);
}
