/** A view of a photo from its original, which is made sure to be the one that was indexed. */

import { MosaicError } from '@tesserae/core/errors';
import type { Rect } from '@tesserae/core/internal';
import { openPicture } from '../../codecs/libvips.js';
import { contentHash } from '../../files/content-hash.js';
import { type Source, withOriginal } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { drawView } from './draw-view.js';
import { readPhotoHeader } from './header.js';
import { estimateMemory } from './memory-estimate.js';
import { openFile } from './open.js';

/** A view that is wanted. */
export interface ViewRequest {
  readonly source: Source;
  /** As of when it was indexed. */
  readonly stamp: string;
  readonly size: number;
  /** Content hash, hex. */
  readonly id: string;
  /** In fractions of the upright photo's width and height. */
  readonly crop: Rect;
  /** Pixels of the view. */
  readonly width: number;
  readonly height: number;
}

/**
 * Draws a view from an original. One that has been written since it was indexed is hashed: it may be the same all the same.
 *
 * @returns width × height × 3 bytes
 * @throws MosaicError as `OpenKey` does; `damaged` if it has changed or cannot be decoded
 */
export async function viewOfOriginal(order: ViewRequest, allow: RequestMemory): Promise<Uint8Array> {
  const opened = await openFile(await readIndexed(order), allow);
  if ('code' in opened) throw new MosaicError('damaged', { received: opened.detail }, opened.cause);
  try {
    // irregular or not, it has been decoded before: whatever can be read is taken
    const { estimateInput: billed } = await readPhotoHeader(opened.bytes, false, opened.kind);
    await allow(estimateMemory(billed));
    return await drawView(openPicture(opened.bytes, false), order.crop, order.width, order.height);
  } catch (error) {
    throw new MosaicError('damaged', { received: 'a photo that cannot be decoded at this size' }, error);
  }
}

async function readIndexed({ source, stamp, size, id }: ViewRequest): Promise<Uint8Array> {
  return await withOriginal(source, async (original) => {
    const bytes = await original.read(0, original.size);
    if (original.stamp === stamp && original.size === size) return bytes;
    if (Buffer.from(contentHash(bytes)).toString('hex') === id) return bytes;
    throw new MosaicError('damaged', { received: 'another file than was indexed' });
  });
}
