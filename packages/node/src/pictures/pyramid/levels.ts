/**
 * The sizes of a deep zoom: the picture, half of it, half of that, down to a single pixel, each cut into squares.
 *
 * Deep Zoom and IIIF number the same squares differently: as long as squares do not overlap, and each size is the one above
 * halved and rounded up, they are the same pictures.
 *
 * Source: Microsoft, "Deep Zoom File Format Overview", https://learn.microsoft.com/previous-versions/windows/silverlight/dotnet-windows-silverlight/cc645077(v=vs.95)
 */

import type { PixelSize } from '@tesserae/core/internal';

/** Pixels a side of a square: the last of a row or column may have fewer. */
export const SQUARE = 512;

/** One size of the picture. */
export interface PyramidLevel extends PixelSize {
  /** Deep Zoom's number: 0 is a single pixel, and each further one twice the size. */
  readonly number: number;
  /** How many pixels of the whole picture one of its pixels is wide. */
  readonly scale: number;
}

/** A square of a level. */
export interface Square {
  readonly level: PyramidLevel;
  readonly column: number;
  readonly row: number;
}

/** All sizes of a picture, the largest first. */
export function pyramidLevels(width: number, height: number): PyramidLevel[] {
  const count = Math.ceil(Math.log2(Math.max(width, height))) + 1;
  return Array.from({ length: count }, (_, i) => ({
    number: count - 1 - i,
    scale: 2 ** i,
    width: Math.ceil(width / 2 ** i),
    height: Math.ceil(height / 2 ** i),
  }));
}

/** Whether a level is one square. */
export function isSingle({ width, height }: PyramidLevel): boolean {
  return width <= SQUARE && height <= SQUARE;
}

/** Pixels of a square. */
export function squareSize({ level, column, row }: Square): PixelSize {
  return {
    width: Math.min(SQUARE, level.width - column * SQUARE),
    height: Math.min(SQUARE, level.height - row * SQUARE),
  };
}

/** How many squares some levels have together. */
export function squareCount(levels: readonly PyramidLevel[]): number {
  return levels.reduce((sum, { width, height }) => sum + Math.ceil(width / SQUARE) * Math.ceil(height / SQUARE), 0);
}

/** The squares of some levels, the largest first, in the order in which a pyramid hands them on. */
export function* squaresInOrder(levels: readonly PyramidLevel[]): Generator<Square> {
  const [{ height }] = levels;
  const taken = levels.map(() => 0);
  for (let rows = Math.min(SQUARE, height); ; rows = Math.min(rows + SQUARE, height)) {
    for (const [i, level] of levels.entries()) {
      const y = rows === height ? level.height : rows >> i;
      if (y === taken[i] || (y % SQUARE !== 0 && rows < height)) continue;
      taken[i] = y;
      const row = Math.ceil(y / SQUARE) - 1;
      for (let column = 0; column * SQUARE < level.width; column++) yield { level, column, row };
    }
    if (rows === height) return;
  }
}
