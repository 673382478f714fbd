/** Draws a plan into squares: bands become levels, levels squares, squares JPEGs, and one level a preview. */

import { type Band, type Hooks, throwIfAborted } from '@tesserae/core';
import { inOrder } from '../write/in-order.js';
import type { Encode } from './encoder.js';
import { type Level, levelsOf, SQUARE, type Square } from './levels.js';
import { type DrawnSquare, pyramid } from './pyramid.js';

/** Pixels of a preview's longer side at most. */
const PREVIEW = 2048;

/** Squares being encoded: libuv has four threads, and each shall find the next one waiting. */
const AT_ONCE = 8;

/** The largest level that makes a preview. */
export function previewLevel(width: number, height: number): Level {
  const levels = levelsOf(width, height);
  const fits = (level: Level): boolean => Math.max(level.width, level.height) <= PREVIEW;
  return levels.find(fits) ?? levels[levels.length - 1];
}

/** What is drawn, and where squares go. */
export interface Squares {
  readonly bands: AsyncIterable<Band>;
  /** Pixels of the whole picture. */
  readonly width: number;
  readonly height: number;
  readonly encode: Encode;
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
  const { bands, width, height, encode, take } = squares;
  const preview = previewLevel(width, height);
  const whole = new Uint8Array(preview.width * preview.height * 3);
  const line = inOrder(
    AT_ONCE,
    async (square: DrawnSquare) => ({ square, jpeg: await encode(square) }),
    ({ square, jpeg }) => take(square, jpeg),
  );
  const drawing = pyramid(width, height, async (square) => {
    throwIfAborted(signal);
    if (square.level.number === preview.number) place(square, whole);
    await line.add(square);
  });
  for await (const band of bands) await drawing.write(band);
  await drawing.end();
  await line.end();
  return await encode({ width: preview.width, height: preview.height, rgb: whole });
}

/** Copies a square to where it stands in its level. */
function place({ level, column, row, width, height, rgb }: DrawnSquare, whole: Uint8Array): void {
  for (let y = 0; y < height; y++) {
    const at = ((row * SQUARE + y) * level.width + column * SQUARE) * 3;
    whole.set(rgb.subarray(y * width * 3, (y + 1) * width * 3), at);
  }
}
