/**
 * From bands to the squares of a deep zoom: every level is halved from the one above while the bands go by. Of each level one
 * row of squares is held, so memory grows with the width of the picture (6 bytes × 512 a pixel of it), and not with its height.
 * Rows are written where they stay: into the squares themselves, which go to the encoder as they are and come back to be filled
 * again.
 *
 * Tried, 40,000 × 25,000 px without encoding: strips from which squares are cut 8.3 CPU seconds; this, and red, green and blue
 * moved by words, 5.8.
 */

import { type Band, MosaicError, type Raster } from '@tesserae/core';
import { halveRows } from '@tesserae/core/internal';
import type { RgbPixels } from '../encode.js';
import { packPixels, packWords } from '../pack-rows.js';
import { type PyramidLevel, SQUARE, type Square, squareSize } from './levels.js';

/** A square's pixels: 3 bytes a pixel, row by row. They are the taker's until it calls `release`. */
export interface DrawnSquare extends Square, RgbPixels {
  release(): void;
}

/** What becomes of squares; the promise says when there is room for another. */
export type TakeSquare = (square: DrawnSquare) => Promise<void>;

/** Bands on their way to squares. */
export interface Pyramid {
  /** The next rows, from the top. The band is copied before the promise resolves. */
  write(band: Band): Promise<void>;
  /** @throws MosaicError `shape` if rows are missing */
  end(): Promise<void>;
}

/** A level that is being filled. */
interface Filling {
  readonly level: PyramidLevel;
  /** Pixels that each square of a row is wide. */
  readonly widths: readonly number[];
  /** The row of squares under way; empty between two. */
  squares: Pixels[];
  /** Rows that have come, and those of them whose squares were taken. */
  y: number;
  taken: number;
}

const SQUARE_BYTES = SQUARE * SQUARE * 3;

/** A square's memory, as bytes and as words: views are made once, not for each row. */
export interface Pixels {
  readonly rgb: Uint8Array;
  readonly words: Uint32Array;
}

function pixels(): Pixels {
  const rgb = new Uint8Array(SQUARE_BYTES);
  return { rgb, words: new Uint32Array(rgb.buffer) };
}

/** Bytes of squares that a pyramid holds. */
export function pyramidBytes(levels: readonly PyramidLevel[]): number {
  return levels.reduce((sum, level) => sum + Math.ceil(level.width / SQUARE) * SQUARE_BYTES, 0);
}

/**
 * Begins the squares of some levels. The order in which they are taken depends on the levels alone.
 *
 * @param levels  the largest first, each half of the one before; bands are of the first
 * @param spare   memory of squares that is free, and where it comes back to
 */
export function pyramid(levels: readonly PyramidLevel[], take: TakeSquare, spare: Pixels[] = []): Pyramid {
  const [{ width, height }] = levels;
  const fillings = levels.map(filling);
  const [base] = fillings;

  return {
    async write({ y, raster }) {
      if (y !== base.y || raster.width !== width || y + raster.height > height) {
        throw new MosaicError('shape', {
          subject: 'band',
          expected: `${width} pixels a row from row ${base.y} on, up to row ${height - 1}`,
          received: `${raster.width} at rows ${y} to ${y + raster.height - 1}`,
        });
      }
      for (let row = 0; row < raster.height; row++) {
        readyForRow(base, spare);
        packRow(base, raster, row * raster.width);
        if (filled(fillings, 0, spare)) for (const each of fillings) await handOn(each, spare, take);
      }
    },
    async end() {
      if (base.y !== height) {
        throw new MosaicError('shape', { subject: 'bands', expected: `${height} rows`, received: base.y });
      }
    },
  };
}

function filling(level: PyramidLevel): Filling {
  const columns = Math.ceil(level.width / SQUARE);
  const widths = Array.from({ length: columns }, (_, column) => squareSize({ level, column, row: 0 }).width);
  return { level, widths, squares: [], y: 0, taken: 0 };
}

/** Makes sure that there are squares for the next row. */
function readyForRow({ widths, squares }: Filling, spare: Pixels[]): void {
  while (squares.length < widths.length) squares.push(spare.pop() ?? pixels());
}

/** Packs a row of a band into the squares, from a pixel of the band on. */
function packRow({ widths, squares, y }: Filling, { data }: Raster, first: number): void {
  const isAligned = data.byteOffset % 4 === 0;
  const rgba = isAligned ? new Uint32Array(data.buffer, data.byteOffset, data.length >> 2) : undefined;
  const inSquare = y % SQUARE;
  for (let column = 0; column < squares.length; column++) {
    const from = first + column * SQUARE;
    const width = widths[column];
    const { rgb, words } = squares[column];
    // a row of a whole square begins and ends at words; one of the last square may not
    if (rgba && width === SQUARE) packWords({ rgba, from, to: from + width }, words, (inSquare * width * 3) >> 2);
    else packPixels({ rgba: data, from: from * 4, to: (from + width) * 4 }, rgb, inSquare * width * 3);
  }
}

/** The byte of a square at which a row of the level begins. */
function rowAt({ widths }: Filling, column: number, y: number): number {
  return (y % SQUARE) * widths[column] * 3;
}

/** Counts a row that has come, and makes that of the next level once there are two. @returns whether squares are full */
function filled(fillings: readonly Filling[], i: number, spare: Pixels[]): boolean {
  const { level } = fillings[i];
  const y = ++fillings[i].y;
  const isLast = y === level.height;
  const full = y % SQUARE === 0 || isLast;
  if (i + 1 === fillings.length || (y % 2 === 1 && !isLast)) return full;
  halve(fillings[i], fillings[i + 1], spare);
  return filled(fillings, i + 1, spare) || full;
}

/** Makes the next row of a level from the last two of the one above, or from the last one where there is no second. */
function halve(above: Filling, below: Filling, spare: Pixels[]): void {
  readyForRow(below, spare);
  const { y } = above;
  const upperRow = y % 2 === 0 ? y - 2 : y - 1;
  for (let column = 0; column < above.squares.length; column++) {
    const { rgb } = above.squares[column];
    const upper = rowAt(above, column, upperRow);
    const lower = rowAt(above, column, y - 1);
    // two squares side by side become one
    const into = column >> 1;
    const at = rowAt(below, into, below.y) + (column % 2) * (SQUARE / 2) * 3;
    halveRows({ rgb, width: above.widths[column], upper, lower }, below.squares[into].rgb, at);
  }
}

/** Hands on the squares that are full. */
async function handOn(filling: Filling, spare: Pixels[], take: TakeSquare): Promise<void> {
  const { level, squares, y } = filling;
  if (y === filling.taken || (y % SQUARE !== 0 && y !== level.height)) return;
  filling.taken = y;
  filling.squares = [];
  const row = Math.ceil(y / SQUARE) - 1;
  for (const [column, whole] of squares.entries()) {
    const square = { level, column, row };
    const size = squareSize(square);
    const rgb = whole.rgb.subarray(0, size.width * size.height * 3);
    await take({ ...square, ...size, rgb, release: () => spare.push(whole) });
  }
}
