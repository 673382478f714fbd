/** How large a mosaic and its photos are on paper. */

import {
  cellPixels,
  gridPixels,
  isGiven,
  MM_PER_INCH,
  type Settings,
  type Shape,
  sizeText,
  sizeUsage,
} from '@tesserae/core';

/** A printed photo of this side is recognised; millimetres. */
export const RECOGNISABLE = 13;

/** A printed photo of this side is texture; millimetres. */
export const TEXTURE = 6;

/** Resolutions of usual prints: a poster seen from afar, and as fine as presses are. */
const COARSE = 100;
const FINE = 300;

/** A mosaic that leaves more of a size unused than this is told. */
const MOST_UNUSED = 0.01;

/** Millimetres on paper. */
export interface PrintSize {
  readonly dpi: number;
  readonly width: number;
  readonly height: number;
  /** The shorter side of a photo. */
  readonly photo: number;
}

/** The size on paper. @param cell  pixels a cell is wide */
export function printSize(shape: Shape, cell: number, dpi: number): PrintSize {
  const one = cellPixels(shape, cell);
  const whole = gridPixels(shape, cell);
  const millimetres = (pixels: number) => Math.round((pixels / dpi) * MM_PER_INCH * 10) / 10;
  const photo = millimetres(Math.min(one.width, one.height));
  return { dpi, width: millimetres(whole.width), height: millimetres(whole.height), photo };
}

/** Whether somebody thinks of paper: lengths or a resolution were given. */
export function isForPrint(settings: Settings): boolean {
  const { size, cell } = settings;
  return isGiven(settings, 'dpi') || cell.unit === 'mm' || size?.width.unit === 'mm';
}

/**
 * In a line, with what would make the photos recognisable.
 *
 * @param cell  pixels a cell is wide
 */
export function printWords({ dpi, width, height, photo }: PrintSize, settings: Settings, shape: Shape): string {
  const words = `${centimetres(width)}×${centimetres(height)} cm at ${dpi} dpi, photos of ${photo} mm`;
  if (photo >= RECOGNISABLE) return `${words}: recognisable`;
  const columns = Math.max(1, Math.floor((shape.columns * photo) / RECOGNISABLE));
  const way = settings.size === undefined ? `--cell ${RECOGNISABLE}mm` : `--columns ${columns}`;
  const look = photo >= TEXTURE ? 'small' : 'texture';
  return `${words}: ${look}; ${RECOGNISABLE} mm is recognisable (${way})`;
}

/**
 * What somebody who prints should know: photos too small to be seen, a resolution out of the ordinary, a size that whole pixels
 * leave partly unused. In sentences; none for pixels alone.
 *
 * @param cell  pixels a cell is wide
 */
export function printNotes(settings: Settings, shape: Shape, cell: number): string[] {
  const notes: string[] = [];
  const { size, dpi } = settings;
  const print = printSize(shape, cell, dpi);
  if (isForPrint(settings) && print.photo < RECOGNISABLE) {
    const look =
      print.photo < TEXTURE ? `are texture below ${TEXTURE} mm` : `are seen, and recognised from ${RECOGNISABLE} mm on`;
    notes.push(`photos print ${print.photo} mm wide; they ${look}. ${largerPhotos(settings, shape, print.photo)}`);
  }
  if (isGiven(settings, 'dpi') && (dpi < COARSE || dpi > FINE)) {
    const look = dpi < COARSE ? 'shows its pixels from near' : 'is finer than presses print';
    notes.push(`dpi: ${dpi} ${look}; posters take ${COARSE} to ${FINE}.`);
  }
  if (size) {
    const { filled, columns } = sizeUsage(shape, settings, size, cell);
    if (filled < 1 - MOST_UNUSED) {
      const percent = ((1 - filled) * 100).toFixed(1);
      const way = columns === shape.columns ? 'more dpi would fill it better' : `--columns ${columns} would fill it`;
      notes.push(`size: cells of whole pixels leave ${percent} % of ${sizeText(size)} unused; ${way}.`);
    }
  }
  return notes;
}

function largerPhotos(settings: Settings, shape: Shape, photo: number): string {
  if (settings.size === undefined) return `--cell ${RECOGNISABLE}mm makes them so.`;
  return `--columns ${Math.max(1, Math.floor((shape.columns * photo) / RECOGNISABLE))} makes them so.`;
}

function centimetres(millimetres: number): string {
  return (millimetres / 10).toFixed(millimetres < 1000 ? 1 : 0);
}
