/** A view of a photo from its original, which is made sure to be the one that was indexed. */

import type { Rect } from '@tesserae/core';
import { MosaicError } from '@tesserae/core/errors';
import { openPicture } from '../../codecs/libvips.js';
import { type BytePath, displayPath } from '../../files/byte-path.js';
import { contentHash } from '../../files/content-hash.js';
import { openOriginal, readStart } from '../../origins/read.js';
import type { RequestMemory } from '../process/serve.js';
import { drawView } from './draw-view.js';
import { readPhotoHeader } from './header.js';
import { estimateMemory } from './memory-estimate.js';
import { openFile } from './open.js';

/** Where an original was when it was indexed. */
export interface KnownLocation {
  readonly path: BytePath;
  readonly size: number;
  readonly mtimeNs: bigint;
}

/** A view that is wanted. */
export interface ViewRequest {
  readonly locations: readonly KnownLocation[];
  /** Content hash, hex. */
  readonly id: string;
  /** In fractions of the upright photo's width and height. */
  readonly crop: Rect;
  /** Pixels of the view. */
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a view from the first of its photo's places where it still is. A file that has been written since it was indexed is
 * hashed: it may be the same all the same.
 *
 * @returns width × height × 3 bytes
 * @throws MosaicError `vanished`, `special-file`, `unreadable` or `damaged` (it has changed), of its first place; `damaged`
 *   if it cannot be decoded
 */
export async function viewOfOriginal(order: ViewRequest, allow: RequestMemory): Promise<Uint8Array> {
  const { bytes, path } = await findOriginal(order);
  const opened = await openFile(bytes, allow);
  if ('code' in opened) throw new MosaicError('damaged', `${path}: ${opened.detail}`, opened.cause);
  try {
    // irregular or not, it has been decoded before: whatever can be read is taken
    const { estimateInput: billed } = await readPhotoHeader(opened.bytes, false, opened.kind);
    await allow(estimateMemory(billed));
    return await drawView(openPicture(opened.bytes, false), order.crop, order.width, order.height);
  } catch (error) {
    throw new MosaicError('damaged', `${path}: cannot be decoded at this size.`, error);
  }
}

async function findOriginal({ locations: places, id }: ViewRequest): Promise<{ bytes: Uint8Array; path: string }> {
  let first: unknown;
  for (const place of places) {
    try {
      return { bytes: await readPlace(place, id), path: displayPath(place.path) };
    } catch (error) {
      if (!(error instanceof MosaicError) || error.code === 'failed') throw error;
      first ??= error;
    }
  }
  throw first ?? new MosaicError('vanished', `The library knows no file of the photo ${id.slice(0, 12)}….`);
}

async function readPlace(place: KnownLocation, id: string): Promise<Uint8Array> {
  const { handle, size, mtimeNs } = await openOriginal(place.path);
  try {
    const bytes = await readStart(place.path, handle, size);
    if (size === place.size && mtimeNs === place.mtimeNs) return bytes;
    if (Buffer.from(contentHash(bytes)).toString('hex') === id) return bytes;
  } finally {
    await handle.close();
  }
  throw new MosaicError('damaged', `${displayPath(place.path)}: has changed since it was indexed.`);
}
