/** How large a mosaic and its photos are on paper. */

import { cellPixels, type GridShape, gridPixels } from '@tesserae/core';

/** Dots an inch: a good print. */
const DPI = 200;
const MM_PER_INCH = 25.4;

/** A photo of this side is recognised, of that one it is texture; millimetres. */
const RECOGNISABLE = 13;
const TEXTURE = 6;

/** Millimetres on paper. */
export interface PrintSize {
  readonly dpi: number;
  readonly width: number;
  readonly height: number;
  /** The shorter side of a photo. */
  readonly photo: number;
}

/** The size on paper at 200 dpi. @param cell  pixels a cell is wide */
export function printSize(shape: GridShape, cell: number): PrintSize {
  const one = cellPixels(shape, cell);
  const whole = gridPixels(shape, cell);
  const photo = millimetres(Math.min(one.width, one.height));
  return { dpi: DPI, width: millimetres(whole.width), height: millimetres(whole.height), photo };
}

function millimetres(pixels: number): number {
  return Math.round((pixels / DPI) * MM_PER_INCH * 10) / 10;
}

/**
 * In a line, with what would make the photos recognisable.
 *
 * @param size  the width that was asked for, in pixels; 0 if the cells decide it
 */
export function printWords({ dpi, width, height, photo }: PrintSize, cell: number, size: number): string {
  const words = `${(width / 10).toFixed(0)}×${(height / 10).toFixed(0)} cm at ${dpi} dpi, photos of ${photo} mm`;
  if (photo >= RECOGNISABLE) return `${words}: recognisable`;
  const larger = Math.ceil((cell * RECOGNISABLE) / photo);
  const way = size > 0 ? `--columns ${Math.max(1, Math.floor(size / larger))}` : `--cell ${larger}`;
  const look = photo >= TEXTURE ? 'small' : 'texture';
  return `${words}: ${look}; ${RECOGNISABLE} mm is recognisable (${way})`;
}
