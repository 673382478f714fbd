/** A finished mosaic, read piece by piece: it may be far larger than what fits into memory. */

import { MosaicError } from '@tesserae/core/errors';
import type { Metadata } from 'sharp';
import { openLarge, overWhite } from '../../codecs/libvips.js';
import type { Source } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { estimateMemory, tooLarge } from './memory-estimate.js';
import { type OpenedNamedFile, openNamedFile, withDecoderErrors } from './named-picture.js';

/** The most pixels of a mosaic: 40,000 × 25,000. */
const MAX_PIXELS = 1e9;

/** Rows of a mosaic that are wanted. */
export interface RowsRequest {
  readonly source: Source;
  readonly width: number;
  readonly y: number;
  readonly rows: number;
}

/**
 * Pixels of a mosaic, as stored.
 *
 * @throws MosaicError `vanished`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large` or `unreadable`
 */
export async function mosaicSize(
  source: Source,
  allow: RequestMemory,
): Promise<{ readonly width: number; readonly height: number }> {
  const { width, height } = await headerOf(await openNamedFile(source, allow));
  return { width, height };
}

/**
 * Some rows of a mosaic, opaque. Formats are read from the top: later rows cost the decoding of all before them as well.
 *
 * @returns width × rows × 3 bytes
 * @throws MosaicError as `mosaicSize` does
 */
export async function mosaicRows({ source, width, y, rows }: RowsRequest, allow: RequestMemory): Promise<Uint8Array> {
  const opened = await openNamedFile(source, allow);
  await allow(estimateMemory(await headerOf(opened)));
  const part = overWhite(openLarge(opened.bytes).extract({ left: 0, top: y, width, height: rows }));
  return await withDecoderErrors(opened, () => part.removeAlpha().raw().toBuffer());
}

/** The header of a mosaic that is not too large. */
async function headerOf(opened: OpenedNamedFile): Promise<Metadata> {
  const header = await withDecoderErrors(opened, () => openLarge(opened.bytes).metadata());
  const refused = tooLarge(header, MAX_PIXELS);
  if (refused !== undefined) throw new MosaicError('too-large', { received: refused });
  return header;
}
