/** The margin that a picture is asked to have: a border, and a caption in it. */

import { MosaicError } from '@tesserae/core';
import { type PixelSize, pixelsOf } from '@tesserae/core/internal';
import { lackingLetters, type Margin, marginText } from '@tesserae/node/internal';
import { type Border, MOST_BORDER } from '../options/border.js';
import type { PictureFields } from '../options/rows.js';

/** A border for a caption, if none is asked for. */
const CAPTIONED: Border = { width: { value: 6, unit: '%' }, colour: '#ffffff' };

/**
 * The margin around a mosaic; undefined if none is asked for.
 *
 * @param mosaic  its pixels
 * @throws MosaicError `settings` for a border that is too wide, and for a caption that does not fit, or has letters that our font lacks
 */
export async function pictureMargin(
  { border, caption }: Pick<PictureFields, 'border' | 'caption'>,
  mosaic: PixelSize,
  dpi: number,
): Promise<Margin | undefined> {
  const wanted = border ?? (caption === undefined ? undefined : CAPTIONED);
  if (wanted === undefined) return undefined;
  const { colour } = wanted;
  const width = widthOf(wanted, mosaic, dpi);
  if (caption === undefined) return { width, colour, text: undefined };
  await checkCaption(caption);
  const text = await marginText(caption, mosaic.width, width);
  if (text) return { width, colour, text };
  throw new MosaicError('settings', {
    subject: 'caption',
    expected: `a text that can be read below a mosaic of ${mosaic.width} px, in a border of ${width} px`,
    received: `${caption.length} letters`,
  });
}

/** @throws MosaicError `settings` for letters that our font lacks */
export async function checkCaption(caption: string): Promise<void> {
  const lacking = await lackingLetters([caption], undefined);
  if (lacking === undefined) return;
  const received = lacking.letters.slice(0, 5).join(' ');
  throw new MosaicError('settings', { subject: 'caption', expected: 'Latin, Greek or Cyrillic letters', received });
}

function widthOf({ width: { value, unit } }: Border, mosaic: PixelSize, dpi: number): number {
  const side = Math.min(mosaic.width, mosaic.height);
  const width = Math.round(unit === '%' ? (side * value) / 100 : pixelsOf({ value, unit }, dpi));
  if (width >= 1 && width <= (side * MOST_BORDER) / 100) return width;
  const expected = `from 1 to ${Math.floor((side * MOST_BORDER) / 100)} px for a mosaic of ${mosaic.width}×${mosaic.height} px`;
  throw new MosaicError('settings', { subject: 'border', expected, received: `${width} px` });
}

/** The pixels of a mosaic with its margin. */
export function withMargin({ width, height }: PixelSize, margin: Margin | undefined): PixelSize {
  const more = 2 * (margin?.width ?? 0);
  return { width: width + more, height: height + more };
}
