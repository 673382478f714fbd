/** How large a mosaic and its photos are on paper. */

import { drawnSize, type Settings, type Shape } from '@tesserae/core';
import {
  cellPixels,
  isGiven,
  latticeOf,
  MM_PER_INCH,
  type PixelSize,
  sizeText,
  sizeUsage,
  turnedTo,
} from '@tesserae/core/internal';
import type { Note } from '../notes.js';

/** A printed photo of this side is recognised, one of that is texture; millimetres. */
export const RECOGNISABLE = 13;
export const TEXTURE = 6;

/** Resolutions of usual prints: a poster seen from afar, and as fine as presses are. */
const COARSE = 100;
const FINE = 300;

/** A mosaic that leaves more of a size unused than this is told. */
const MOST_UNUSED = 0.01;

/** A picture that leaves more of its paper empty than this is told before the work. */
const MOST_EMPTY = 0.05;

/** Millimetres on paper. */
export type PaperSize = ReturnType<typeof paperSize>;

/**
 * The size on paper: `photo` is the shorter side of one, and with `columns` they are recognised; 0 where the cell decides, not the size.
 *
 * @param cell  pixels a cell is wide
 */
export function paperSize(shape: Shape, cell: number, { dpi, size }: Settings) {
  const one = cellPixels(shape, cell);
  const whole = drawnSize(shape, cell);
  const millimetres = (pixels: number) => Math.round((pixels / dpi) * MM_PER_INCH * 10) / 10;
  const photo = millimetres(Math.min(one.width, one.height));
  const columns = size === undefined ? 0 : Math.max(1, Math.floor((latticeOf(shape).columns * photo) / RECOGNISABLE));
  return { dpi, width: millimetres(whole.width), height: millimetres(whole.height), photo, columns };
}

/** Whether somebody thinks of paper: lengths or a resolution were given. */
export function isForPaper(settings: Settings): boolean {
  const { size, cell } = settings;
  return isGiven(settings, 'dpi') || cell.unit === 'mm' || size?.width.unit === 'mm';
}

/** A note if a picture has not the proportions of the paper that it was asked for. @param picture  its sides in proportion */
export function fillNotes({ size, turn }: Settings, picture: PixelSize): Note[] {
  if (size?.height === undefined || size.width.unit === 'px') return [];
  const { width, height = width } = turn ? turnedTo(size, picture) : size;
  const [paper, own] = [width.value / height.value, picture.width / picture.height];
  const share = 1 - Math.min(paper, own) / Math.max(paper, own);
  if (share <= MOST_EMPTY) return [];
  const across = paper < 1 === own > 1 && paper !== 1 && own !== 1;
  return [{ code: 'paper-unfilled', values: { share, size: sizeText(size), across } }];
}

/**
 * What somebody who prints should know: photos too small to be seen, a resolution out of the ordinary, a size that whole pixels
 * leave partly unused; nothing for pixels alone.
 *
 * @param cell  pixels a cell is wide
 */
export function paperNotes(settings: Settings, shape: Shape, cell: number): Note[] {
  const notes: Note[] = [];
  const { size, dpi } = settings;
  const { photo, columns: larger } = paperSize(shape, cell, settings);
  if (isForPaper(settings) && photo < RECOGNISABLE) {
    notes.push({ code: 'photos-small-on-paper', values: { photo, columns: larger } });
  }
  if (isGiven(settings, 'dpi') && (dpi < COARSE || dpi > FINE))
    notes.push({ code: 'dpi-unusual', values: { dpi, coarse: COARSE, fine: FINE } });
  if (size === undefined) return notes;
  const { filled, columns } = sizeUsage(shape, settings, size, cell);
  if (filled >= 1 - MOST_UNUSED) return notes;
  const better = columns === latticeOf(shape).columns ? 0 : columns;
  notes.push({ code: 'size-unused', values: { share: 1 - filled, size: sizeText(size), columns: better } });
  return notes;
}
