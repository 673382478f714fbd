/** The picture formats that can be written, by the suffix of the output, and how large each can be. */

import { extname } from 'node:path';
import { drawnSize, MosaicError, type Shape, type WayOut } from '@tesserae/core';
import type { PixelSize } from '@tesserae/core/internal';

/** A format and its bounds. */
export interface OutputFormat {
  readonly name: 'png' | 'jpeg' | 'tiff' | 'webp' | 'avif';
  readonly suffixes: readonly string[];
  /** Pixels a side at most. */
  readonly side: number;
  /** Memory that its encoder takes for each pixel of the picture; 0 where it needs a few rows at a time. */
  readonly bytesPerPixel: number;
  /** 1…100, when none is asked for: no visible loss at the size of a cell. 100 where nothing is ever lost. */
  readonly quality: number;
}

/** The most memory an encoder may take, bytes: 67 megapixels of WebP, 30 of AVIF. */
const ENCODER_MEMORY = 2 ** 30;

/**
 * Every format. The sides are what encoders and the usual readers accept, not what the formats could number. Bytes a
 * pixel were measured as the peak resident memory of fresh processes on 25 and 49 megapixels of photos.
 */
export const FORMATS: readonly OutputFormat[] = [
  { name: 'png', suffixes: ['.png'], side: 1_000_000, bytesPerPixel: 0, quality: 100 }, // libpng reads no more unless told to
  { name: 'tiff', suffixes: ['.tif', '.tiff'], side: 10_000_000, bytesPerPixel: 0, quality: 100 }, // libvips' own bound
  { name: 'jpeg', suffixes: ['.jpg', '.jpeg'], side: 65_500, bytesPerPixel: 0, quality: 90 }, // the format has 65,535
  { name: 'webp', suffixes: ['.webp'], side: 16_383, bytesPerPixel: 16, quality: 88 },
  { name: 'avif', suffixes: ['.avif'], side: 16_384, bytesPerPixel: 35, quality: 70 },
];

/**
 * The format of an output, by its suffix in any case.
 *
 * @throws MosaicError `unknown-format`
 */
export function formatOf(path: string): OutputFormat {
  const suffix = extname(path).toLowerCase();
  const format = FORMATS.find(({ suffixes }) => suffixes.includes(suffix));
  if (format) return format;
  const known = FORMATS.flatMap(({ suffixes }) => suffixes).join(' ');
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError('unknown-format', { file: path, expected: `one of the suffixes ${known}`, received });
}

/**
 * Makes sure that a format can hold a picture.
 *
 * @param shape  the layout that is drawn, if there is one: then the error names the largest cell that would fit
 * @throws MosaicError `limit`
 */
export function checkFits(format: OutputFormat, width: number, height: number, shape?: Shape): void {
  const size = { width, height };
  if (fits(format, size)) return;
  const name = format.name.toUpperCase();
  const received = `${width.toLocaleString('en')} × ${height.toLocaleString('en')}`;
  const facts =
    Math.max(width, height) > format.side
      ? { expected: `at most ${format.side.toLocaleString('en')} px a side`, received }
      : {
          expected: `at most ${megapixels(mostPixels(format))} megapixels, which its encoder holds in memory`,
          received: `${megapixels(width * height)} (${received})`,
        };
  throw new MosaicError('limit', { subject: name, ...facts, waysOut: waysOut(format, size, shape) });
}

/**
 * Makes sure that a picture of this format can be gone on with after a stop.
 *
 * @throws MosaicError `usage`
 */
export function checkResumable({ name, bytesPerPixel }: OutputFormat, pyramid = false): void {
  if (bytesPerPixel === 0 && !pyramid) return;
  throw new MosaicError('usage', {
    subject: 'resume',
    expected: 'a plain PNG, TIFF or JPEG, which are written strip by strip',
    received: pyramid ? 'a pyramid' : name.toUpperCase(),
    waysOut: [{ omit: 'resume' }],
  });
}

/** What to do about a picture that a format cannot hold, with the largest cells that fit if `shape` is known. */
export function waysOut(format: OutputFormat, size: PixelSize, shape?: Shape): WayOut[] {
  const others = FORMATS.filter((each) => each !== format && fits(each, size)).map(({ name }) => name.toUpperCase());
  const ways: WayOut[] = others.length > 0 ? [{ use: others.join(' or ') }] : [];
  const cell = shape ? largestCell(format, shape) : 0;
  if (cell > 0) ways.push({ set: 'cell', atMost: cell });
  return ways.length > 0 ? ways : [{ lower: 'columns' }, { lower: 'cell' }];
}

/** The width in pixels of the largest cells with which a layout fits a format; 0 if none do. */
export function largestCell(format: OutputFormat, shape: Shape): number {
  let cell = 0;
  for (let step = 2 ** 23; step >= 1; step /= 2) {
    if (fits(format, drawnSize(shape, cell + step))) cell += step;
  }
  return cell;
}

function fits(format: OutputFormat, { width, height }: PixelSize): boolean {
  return Math.max(width, height) <= format.side && width * height <= mostPixels(format);
}

function mostPixels({ bytesPerPixel }: OutputFormat): number {
  return bytesPerPixel === 0 ? Number.POSITIVE_INFINITY : Math.floor(ENCODER_MEMORY / bytesPerPixel);
}

function megapixels(pixels: number): string {
  return (pixels / 1e6).toFixed(1);
}
