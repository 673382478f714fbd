/** A level that is held whole: it is put together from squares, and read in bands. */

import type { Band } from '@tesserae/core';
import { opaqueRaster } from '../../codecs/rgb-raster.js';
import { type PyramidLevel, SQUARE } from '../pyramid/levels.js';
import type { DrawnSquare } from '../pyramid/pyramid.js';

/** A level. */
export interface WholeLevel {
  readonly level: PyramidLevel;
  /** 3 bytes a pixel. */
  readonly rgb: Uint8Array;
  /** Takes in a square if it is of this level. */
  see(square: DrawnSquare): void;
  /** Takes in pixels of a piece of this level. */
  put(pixels: Pick<DrawnSquare, 'width' | 'height' | 'rgb'>, x: number, y: number): void;
  /** Its rows, a few at a time. */
  bands(): Generator<Band>;
}

/** Rows of a band: few enough not to count. */
const ROWS = 64;

/** @param rgb  its pixels, if they are known */
export function wholeLevel(
  level: PyramidLevel,
  rgb: Uint8Array = new Uint8Array(level.width * level.height * 3),
): WholeLevel {
  const stride = level.width * 3;

  const put: WholeLevel['put'] = (piece, x, y) => {
    const bytes = piece.width * 3;
    for (let row = 0; row < piece.height; row++) {
      rgb.set(piece.rgb.subarray(row * bytes, (row + 1) * bytes), (y + row) * stride + x * 3);
    }
  };

  return {
    level,
    rgb,
    see(square) {
      if (square.level.number === level.number) put(square, square.column * SQUARE, square.row * SQUARE);
    },
    put,
    *bands() {
      for (let y = 0; y < level.height; y += ROWS) {
        const rows = Math.min(ROWS, level.height - y);
        const piece = rgb.subarray(y * stride, (y + rows) * stride);
        yield { y, raster: opaqueRaster(piece, level.width, rows) };
      }
    },
  };
}
