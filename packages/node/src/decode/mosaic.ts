/** A finished mosaic, read piece by piece: it may be far larger than what fits into memory. */

import { MosaicError } from '@tesserae/core/errors';
import type { Metadata } from 'sharp';
import type { GivenFile } from '../files/named-file.js';
import { memoryBill, tooLarge } from './bill.js';
import { openLarge, overWhite } from './engine.js';
import { explained, type OpenedGiven, openGiven } from './given.js';
import type { Allow } from './serve.js';

/** The most pixels of a mosaic: 40,000 × 25,000. */
const MAX_PIXELS = 1e9;

/** Rows of a mosaic that are wanted. */
export interface RowsOrder {
  readonly file: GivenFile;
  readonly width: number;
  readonly y: number;
  readonly rows: number;
}

/**
 * Pixels of a mosaic, as stored.
 *
 * @throws MosaicError `not-found`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large` or `unreadable`
 */
export async function mosaicSize(
  file: GivenFile,
  allow: Allow,
): Promise<{ readonly width: number; readonly height: number }> {
  const { width, height } = await headerOf(await openGiven(file, allow));
  return { width, height };
}

/**
 * Some rows of a mosaic, opaque. Formats are read from the top: later rows cost the decoding of all before them as well.
 *
 * @returns width × rows × 3 bytes
 * @throws MosaicError as `mosaicSize` does
 */
export async function mosaicRows({ file, width, y, rows }: RowsOrder, allow: Allow): Promise<Uint8Array> {
  const opened = await openGiven(file, allow);
  await allow(memoryBill(await headerOf(opened)));
  const part = overWhite(openLarge(opened.bytes).extract({ left: 0, top: y, width, height: rows }));
  return await explained(opened, () => part.removeAlpha().raw().toBuffer());
}

/** The header of a mosaic that is not too large. */
async function headerOf(opened: OpenedGiven): Promise<Metadata> {
  const header = await explained(opened, () => openLarge(opened.bytes).metadata());
  const refused = tooLarge(header, MAX_PIXELS);
  if (refused !== undefined) throw new MosaicError('too-large', `${opened.path}: ${refused}`);
  return header;
}
