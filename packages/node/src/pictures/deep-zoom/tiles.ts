/** Draws a plan into squares: bands become levels, levels squares, squares JPEGs, and one level a preview. */

import { type Band, type Hooks, raster, throwIfAborted } from '@tesserae/core';
import { orderedQueue } from '../../work/ordered-queue.js';
import { type PyramidLevel, pyramidLevels, SQUARE, type Square } from '../pyramid/levels.js';
import { type DrawnSquare, pyramid } from '../pyramid/pyramid.js';
import type { EncodeJpeg } from './encoder.js';
import type { Slab, Slabs } from './slabs.js';

/** Pixels of a preview's longer side at most. */
const PREVIEW = 2048;

/** Squares being encoded: libuv has four threads, and each shall find the next one waiting. */
const AT_ONCE = 8;

/** Cells narrower than this, in pixels, are mostly edges, over which chroma of half the size would bleed. */
const SMALL = 48;

/** The largest level that makes a preview. */
export function previewLevel(width: number, height: number): PyramidLevel {
  const levels = pyramidLevels(width, height);
  const fits = (level: PyramidLevel): boolean => Math.max(level.width, level.height) <= PREVIEW;
  return levels.find(fits) ?? levels[levels.length - 1];
}

/** What is drawn, and where squares go. */
export interface Squares {
  /** Pixels of the whole picture. */
  readonly width: number;
  readonly height: number;
  readonly slabs: Slabs;
  readonly draw: (slab: Slab) => AsyncIterable<Band>;
  /** Pixels a cell is wide. */
  readonly cell: number;
  readonly encode: EncodeJpeg;
  /** Takes one square after the other; their order depends on the picture's size alone. */
  readonly take: (square: Square, jpeg: Uint8Array) => Promise<void>;
}

/**
 * Makes all squares, side by side, and takes them in order.
 *
 * @returns the preview, a JPEG
 * @throws MosaicError `aborted`, and what the bands and the taker throw
 */
export async function makeSquares(squares: Squares, { signal }: Hooks = {}): Promise<Uint8Array> {
  const { width, height, slabs, draw, cell, encode, take } = squares;
  const levels = pyramidLevels(width, height);
  const preview = wholeLevel(previewLevel(width, height));
  const joint = slabs.joint && wholeLevel(slabs.joint);
  const line = orderedQueue(
    AT_ONCE,
    async (square: DrawnSquare) => {
      const jpeg = await encode(square, { chroma: cell / square.level.scale < SMALL ? 'full' : 'half' });
      square.release();
      return { square, jpeg };
    },
    ({ square, jpeg }) => take(square, jpeg),
  );
  const takeDrawn = async (square: DrawnSquare): Promise<void> => {
    throwIfAborted(signal);
    preview.see(square);
    joint?.see(square);
    await line.add(square);
  };

  for (const slab of slabs.slabs) {
    const drawing = pyramid(slab.levels, (square) => takeDrawn(moved(square, slab, levels)));
    for await (const band of draw(slab)) await drawing.write(band);
    await drawing.end();
  }
  if (joint) {
    const below = levels.slice(levels.findIndex(({ number }) => number === joint.level.number));
    // its own squares have been taken
    const drawing = pyramid(below, async (square) =>
      square.level === below[0] ? square.release() : await takeDrawn(square),
    );
    for (const band of joint.bands()) await drawing.write(band);
    await drawing.end();
  }
  await line.end();
  return await encode({ width: preview.level.width, height: preview.level.height, rgb: preview.rgb });
}

/** A square of a slab as one of the whole picture. */
function moved(square: DrawnSquare, slab: Slab, levels: readonly PyramidLevel[]): DrawnSquare {
  const level = levels.find(({ number }) => number === square.level.number) ?? square.level;
  return { ...square, level, column: square.column + slab.x / (SQUARE * level.scale) };
}

/** A level that is held whole. */
interface WholeLevel {
  readonly level: PyramidLevel;
  /** 3 bytes a pixel. */
  readonly rgb: Uint8Array;
  /** Takes in a square if it is of this level. */
  see(square: DrawnSquare): void;
  /** Its rows, a few at a time. */
  bands(): Generator<Band>;
}

/** Rows of a band: few enough not to count. */
const ROWS = 64;

function wholeLevel(level: PyramidLevel): WholeLevel {
  const stride = level.width * 3;
  const rgb = new Uint8Array(stride * level.height);
  return {
    level,
    rgb,
    see(square) {
      if (square.level.number !== level.number) return;
      const bytes = square.width * 3;
      const first = square.row * SQUARE * stride + square.column * SQUARE * 3;
      for (let y = 0; y < square.height; y++) {
        rgb.set(square.rgb.subarray(y * bytes, (y + 1) * bytes), first + y * stride);
      }
    },
    *bands() {
      for (let y = 0; y < level.height; y += ROWS) {
        const band = raster(level.width, Math.min(ROWS, level.height - y));
        const from = y * stride;
        for (let i = 0, o = 0; o < band.data.length; i += 3, o += 4) {
          band.data.set(rgb.subarray(from + i, from + i + 3), o);
        }
        yield { y, raster: band };
      }
    },
  };
}
