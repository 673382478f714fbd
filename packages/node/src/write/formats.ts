/** The picture formats that can be written, by the suffix of the output, and how large each can be. */

import { extname } from 'node:path';
import { type GridShape, gridPixels, MosaicError } from '@tesserae/core';

/** A format and its bounds. */
export interface Format {
  readonly name: 'png' | 'jpeg' | 'tiff' | 'webp' | 'avif';
  readonly suffixes: readonly string[];
  /** Pixels a side at most. */
  readonly side: number;
}

/** Every format. The sides are what encoders and the usual readers accept, not what the formats could number. */
export const FORMATS: readonly Format[] = [
  { name: 'png', suffixes: ['.png'], side: 1_000_000 }, // libpng reads no more unless told to
  { name: 'tiff', suffixes: ['.tif', '.tiff'], side: 10_000_000 }, // libvips' own bound
  { name: 'jpeg', suffixes: ['.jpg', '.jpeg'], side: 65_500 }, // libjpeg; the format has 65,535
  { name: 'webp', suffixes: ['.webp'], side: 16_383 },
  { name: 'avif', suffixes: ['.avif'], side: 16_384 },
];

/**
 * The format of an output, by its suffix in any case.
 *
 * @throws MosaicError `unknown-format`
 */
export function formatOf(path: string): Format {
  const suffix = extname(path).toLowerCase();
  const format = FORMATS.find(({ suffixes }) => suffixes.includes(suffix));
  if (format) return format;
  const known = FORMATS.flatMap(({ suffixes }) => suffixes).join(' ');
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError('unknown-format', `${path}: expected a suffix out of ${known}, received ${received}.`);
}

/**
 * Makes sure that a format can hold a picture.
 *
 * @param shape  the grid that is drawn, if there is one: then the error names the largest cell that would fit
 * @throws MosaicError `limit`
 */
export function checkFits(format: Format, width: number, height: number, shape?: GridShape): void {
  const fits = (each: Format) => width <= each.side && height <= each.side;
  if (fits(format)) return;
  const others = FORMATS.filter(fits).map(({ name }) => name.toUpperCase());
  const ways = others.length > 0 ? [`write ${others.join(' or ')}`] : [];
  const cell = shape ? largestCell(format, shape) : 0;
  if (cell > 0) ways.push(`take cells of at most ${cell} px`);
  throw new MosaicError(
    'limit',
    `${format.name.toUpperCase()}: expected at most ${format.side.toLocaleString('en')} px a side, received ${width.toLocaleString('en')} × ${height.toLocaleString('en')}. ${sentence(ways)}`,
  );
}

/** The width in pixels of the largest cells with which a grid fits a format; 0 if none do. */
export function largestCell(format: Format, shape: GridShape): number {
  const [w, h] = shape.cell;
  const byWidth = Math.floor(format.side / shape.columns);
  const byHeight = Math.ceil(((Math.floor(format.side / shape.rows) + 0.5) * w) / h);
  let cell = Math.min(byWidth, byHeight);
  // heights are rounded to whole pixels: the bound is met or narrowly missed
  while (cell > 0 && gridPixels(shape, cell).height > format.side) cell--;
  return cell;
}

function sentence(ways: readonly string[]): string {
  const text = ways.length > 0 ? ways.join(', or ') : 'take fewer or smaller cells';
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}
