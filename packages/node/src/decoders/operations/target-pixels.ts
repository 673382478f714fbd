/** The picture to imitate, from its file. Unlike a photo it must be whole: half a target is not what the user meant. */

import { MosaicError } from '@tesserae/core/errors';
import type { Rect } from '@tesserae/core/internal';
import { openPicture, openPixels, overWhite } from '../../codecs/libvips.js';
import { contentHash } from '../../files/content-hash.js';
import type { Source } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { type Header, readHeader } from './header.js';
import { estimateMemory } from './memory-estimate.js';
import { openNamedFile, refusedError, withDecoderErrors } from './named-picture.js';
import { lostPicture } from './second-look.js';

/** A target that is wanted. */
export interface TargetRequest {
  readonly source: Source;
  /** The most pixels to be given. */
  readonly most: number;
}

/** A picture, perhaps reduced: upright, sRGB, over white. */
export interface ReducedPixels {
  /** Width × height × 3 bytes. */
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** The pixels of a target. */
export interface TargetPixels extends ReducedPixels {
  /** Pixels of the upright original. */
  readonly original: { readonly width: number; readonly height: number };
  /** Of the file, hex. */
  readonly sha256: string;
  /** Faces that its metadata tells of, in shares of the upright picture. */
  readonly faces: readonly Rect[];
}

/**
 * Reads a target.
 *
 * @throws MosaicError `vanished`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large`,
 *   `special-file` or `unreadable`
 */
export async function targetPixels({ source, most }: TargetRequest, allow: RequestMemory): Promise<TargetPixels> {
  const opened = await openNamedFile(source, allow);
  const { bytes, content, irregular } = opened;
  if (irregular !== undefined) throw refusedError(irregular, irregular.cause);
  return await withDecoderErrors(opened, async () => {
    const header = await readHeader(bytes, true);
    const { width, height, tooLarge } = header;
    if (tooLarge !== undefined) throw new MosaicError('too-large', { received: tooLarge });
    await allow(estimateMemory(header.metadata) + (width * height > most ? width * height * 3 : 0));
    const reduced = await decodeReduced(bytes, header, most);
    const lost = await lostPicture({ ...opened, ...reduced, hasAlpha: header.metadata.hasAlpha, file: content });
    if (lost !== undefined) throw refusedError(lost, lost.cause);
    const sha256 = Buffer.from(contentHash(content)).toString('hex');
    const { xmp, orientation = 1 } = header.metadata;
    return { ...reduced, original: { width, height }, sha256, faces: await facesIn(xmp, orientation) };
  });
}

/** Few targets have XMP: its reader is loaded for those alone. */
async function facesIn(xmp: Uint8Array | undefined, orientation: number): Promise<readonly Rect[]> {
  if (xmp === undefined) return [];
  const { faceRegions } = await import('../../codecs/face-regions.js');
  return faceRegions(xmp, orientation);
}

/**
 * All of a picture, reduced to at most `most` pixels in linear light: a fine pattern keeps its brightness.
 *
 * It is decoded to sRGB first: the decoder's linear working space goes with neither a profile nor alpha. One picture came out black.
 *
 * @throws what the decoder throws
 */
export async function decodeReduced(
  bytes: Uint8Array,
  { width, height }: Pick<Header, 'width' | 'height'>,
  most: number,
): Promise<ReducedPixels> {
  const whole = await overWhite(openPicture(bytes, true)).raw().toBuffer();
  const scale = Math.sqrt(most / (width * height));
  if (scale >= 1) return { rgb: whole, width, height };
  const size = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
  const linear = openPixels(whole, width, height, 3).pipelineColourspace('scrgb');
  const reduced = linear.resize(size.width, size.height, { fit: 'fill' }).toColourspace('srgb');
  return { rgb: await reduced.raw().toBuffer(), ...size };
}
