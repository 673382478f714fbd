/** A view of a photo from its original, which is made sure to be the one that was indexed. */

import { MosaicError } from '@tesserae/core/errors';
import type { Rect } from '@tesserae/core/internal';
import type { Sharp } from 'sharp';
import { openPicture, overWhite } from '../../codecs/libvips.js';
import { contentHash } from '../../files/content-hash.js';
import { MAX_ORIGINAL } from '../../origins/origin.js';
import { type Source, withOriginal } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { readPhotoHeader } from './header.js';
import { estimateMemory } from './memory-estimate.js';
import { openFile } from './open.js';
import { scaledCropFor } from './scaled-crop.js';

/** A view that is wanted. */
export interface ViewRequest {
  readonly source: Source;
  /** Bytes, as of when it was indexed. */
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
 * Draws a view from an original. It is hashed: a library says where a photo is, how large, and as of when, and it may come from somebody
 * who wants to see another file drawn.
 *
 * @returns width × height × 3 bytes
 * @throws MosaicError as `OpenKey` does; `damaged` if it has changed or cannot be decoded
 */
export async function viewOfOriginal(order: ViewRequest, allow: RequestMemory): Promise<Uint8Array> {
  const opened = await openFile(await readIndexed(order), allow);
  if ('code' in opened) throw new MosaicError('damaged', { received: opened.detail }, opened.cause);
  try {
    // irregular or not, it has been decoded before: whatever can be read is taken
    const { metadata } = await readPhotoHeader(opened.bytes, false, opened.kind);
    await allow(estimateMemory(metadata));
    return await drawView(openPicture(opened.bytes, false), order);
  } catch (error) {
    throw new MosaicError('damaged', { received: 'a photo that cannot be decoded at this size' }, error);
  }
}

async function readIndexed({ source, size, id }: ViewRequest): Promise<Uint8Array> {
  return await withOriginal(source, async (original) => {
    const isSame = original.size === size && size <= MAX_ORIGINAL;
    const bytes = await original.read(0, isSame ? size : 0);
    if (Buffer.from(contentHash(bytes)).toString('hex') === id) return bytes;
    throw new MosaicError('damaged', { received: 'another file than was indexed' });
  });
}

/**
 * Draws a part of an upright picture at exactly width × height pixels by Lanczos.
 *
 * The whole picture is brought to the size at which the part has the wanted pixels, and cut afterwards: only so may
 * the decoder shrink while it loads, and libvips computes no more than what is cut. The cut is at most half an output
 * pixel beside the part.
 */
async function drawView(picture: Sharp, { crop, width, height }: ViewRequest): Promise<Uint8Array> {
  const { left, top, ...whole } = scaledCropFor(crop, width, height);
  const sized = picture.resize(whole.width, whole.height, { fit: 'fill', kernel: 'lanczos3' });
  return await overWhite(sized.extract({ left, top, width, height })).raw().toBuffer();
}
