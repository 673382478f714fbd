/** A margin around a mosaic, of one colour, with a line of text below: bands go through it. */

import type { Band } from '@tesserae/core';
import { LINEAR, luminance, type PixelSize, raster } from '@tesserae/core/internal';
import { type LaidText, setText } from '../text/set-text.js';

/** A margin. */
export interface Margin {
  /** Pixels on each side. */
  readonly width: number;
  /** #rrggbb, sRGB. */
  readonly colour: string;
  /** Stands in the middle of the lower margin. */
  readonly text: LaidText | undefined;
}

/** Letters' em of a margin's width, and so much of that at least. */
const LETTERS = 0.5;
const LEAST = 0.4;

/** Pixels of an em that can be read at all. */
const LEAST_EM = 6;

/** A text for the lower margin of a mosaic that is so many pixels wide; undefined if it does not fit there. */
export async function marginText(text: string, mosaic: number, margin: number): Promise<LaidText | undefined> {
  const size = margin * LETTERS;
  const laid = await setText(text, { width: mosaic, size, lines: 1 });
  return laid.size >= Math.max(LEAST_EM, size * LEAST) ? laid : undefined;
}

/** Rows of a margin that are written at a time. */
const ROWS = 64;

/** A darker margin than this has white letters. */
const DARK = 0.18;

/**
 * Bands of a mosaic, from any row on, become bands of the picture with its margin.
 *
 * @param mosaic  pixels of it
 */
export async function* framed(
  bands: AsyncIterable<Band>,
  { width, height }: PixelSize,
  margin: Margin,
): AsyncGenerator<Band, void, void> {
  const across = width + 2 * margin.width;
  const below = margin.width + height;
  const paper = bytesOf(margin.colour);
  const empty = (y: number, rows: number): Band => ({ y, raster: filled(across, rows, paper) });
  const above = function* () {
    for (let y = 0; y < margin.width; y += ROWS) yield empty(y, Math.min(ROWS, margin.width - y));
  };
  for await (const { y, raster: band } of bands) {
    // what goes on further down has its upper margin
    if (y === 0) yield* above();
    const out = filled(across, band.height, paper);
    for (let row = 0; row < band.height; row++) {
      const from = band.data.subarray(row * width * 4, (row + 1) * width * 4);
      out.data.set(from, (row * across + margin.width) * 4);
    }
    yield { y: y + margin.width, raster: out };
  }
  const inkOf = await letters(margin, { width: across, height: margin.width });
  for (let y = 0; y < margin.width; y += ROWS) {
    const band = empty(below + y, Math.min(ROWS, margin.width - y));
    inkOf?.(band.raster.data, y);
    yield band;
  }
}

/** What writes the text of a margin into rows of it, that begin with row `first`. */
async function letters({ text, colour }: Margin, room: PixelSize) {
  if (text === undefined) return undefined;
  const { textMask } = await import('../text/text-mask.js'); // it loads libvips
  const { width, height, coverage } = await textMask(text);
  const [left, top] = [(room.width - width) >> 1, (room.height - height) >> 1];
  const paper = bytesOf(colour);
  const [r, g, b] = paper.map((byte) => LINEAR[byte]);
  const ink = luminance(r, g, b) < DARK ? 255 : 0;
  return (data: Uint8ClampedArray, first: number): void => {
    const rows = data.length / 4 / room.width;
    for (let y = Math.max(0, first - top); y < Math.min(height, first + rows - top); y++) {
      for (let x = 0; x < width; x++) {
        const share = coverage[y * width + x] / 255;
        const at = ((top + y - first) * room.width + left + x) * 4;
        for (let k = 0; k < 3; k++) data[at + k] = paper[k] + (ink - paper[k]) * share;
      }
    }
  };
}

function filled(width: number, height: number, [r, g, b]: readonly number[]) {
  const out = raster(width, height);
  new Uint32Array(out.data.buffer).fill(new Uint32Array(Uint8Array.of(r, g, b, 255).buffer)[0]);
  return out;
}

function bytesOf(hex: string): readonly number[] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}
