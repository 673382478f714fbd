/**
 * From bands to the squares of a deep zoom: every level is halved from the one above while the bands go by. Of each level 512
 * rows are held, so memory grows with the width of the picture (6 bytes × 512 a pixel of it), and not with its height.
 */

import { type Band, halveRows, MosaicError } from '@tesserae/core';
import { packPixels } from '../write/rows.js';
import { type Level, levelsOf, SQUARE, type Square, squareSize } from './levels.js';

/** A square's pixels, which are the taker's to keep: 3 bytes a pixel, row by row. */
export interface DrawnSquare extends Square {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
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
  readonly level: Level;
  /** `SQUARE` rows, or as many as the level has. */
  readonly strip: Uint8Array;
  /** Rows that have come, and those of them whose squares were taken. */
  y: number;
  taken: number;
}

/** Bytes of strips that a pyramid holds, for a picture of so many pixels. */
export function stripBytes(width: number, height: number): number {
  return levelsOf(width, height).reduce((sum, level) => sum + level.width * 3 * Math.min(SQUARE, level.height), 0);
}

/** Begins the squares of a picture of width × height pixels. The order in which they are taken depends on its size alone. */
export function pyramid(width: number, height: number, take: TakeSquare): Pyramid {
  const fillings: Filling[] = levelsOf(width, height).map((level) => ({
    level,
    strip: new Uint8Array(level.width * 3 * Math.min(SQUARE, level.height)),
    y: 0,
    taken: 0,
  }));
  const [base] = fillings;

  return {
    async write({ y, raster }) {
      if (y !== base.y || raster.width !== width || y + raster.height > height) {
        throw new MosaicError(
          'shape',
          `band: expected ${width} pixels a row from row ${base.y} on, up to row ${height - 1}; received ${raster.width} at rows ${y} to ${y + raster.height - 1}.`,
        );
      }
      for (let row = 0; row < raster.height; row++) {
        const from = row * width * 4;
        packPixels({ rgba: raster.data, from, to: from + width * 4 }, base.strip, rowAt(base, base.y));
        if (filled(fillings, 0)) for (const filling of fillings) await cut(filling, take);
      }
    },
    async end() {
      if (base.y !== height) {
        throw new MosaicError('shape', `bands: expected ${height} rows, received ${base.y}.`);
      }
    },
  };
}

/** The byte of the strip at which a row of the level begins. */
function rowAt({ level, strip }: Filling, y: number): number {
  return (y * level.width * 3) % strip.length;
}

/** Counts a row that has come, and makes that of the next level once there are two. @returns whether a strip is full */
function filled(fillings: readonly Filling[], i: number): boolean {
  const filling = fillings[i];
  const { level, strip } = filling;
  const y = ++filling.y;
  const isLast = y === level.height;
  let full = y % SQUARE === 0 || isLast;
  if (i + 1 < fillings.length && (y % 2 === 0 || isLast)) {
    const next = fillings[i + 1];
    const lower = rowAt(filling, y - 1);
    const upper = y % 2 === 0 ? rowAt(filling, y - 2) : lower;
    halveRows({ rgb: strip, width: level.width, upper, lower }, next.strip, rowAt(next, next.y));
    if (filled(fillings, i + 1)) full = true;
  }
  return full;
}

/** Hands on the squares of a full strip. */
async function cut(filling: Filling, take: TakeSquare): Promise<void> {
  const { level, strip, y } = filling;
  if (y === filling.taken || (y % SQUARE !== 0 && y !== level.height)) return;
  filling.taken = y;
  const row = Math.ceil(y / SQUARE) - 1;
  for (let column = 0; column * SQUARE < level.width; column++) {
    const square = { level, column, row };
    const size = squareSize(square);
    const rgb = new Uint8Array(size.width * size.height * 3);
    const bytes = size.width * 3;
    for (let i = 0; i < size.height; i++) {
      const from = i * level.width * 3 + column * SQUARE * 3;
      rgb.set(strip.subarray(from, from + bytes), i * bytes);
    }
    await take({ ...square, ...size, rgb });
  }
}
