/** The picture to imitate, from its file. Unlike a photo it must be whole: half a target is not what the user meant. */

import { MosaicError } from '@tesserae/core/errors';
import { openPicture, openPixels, overWhite } from '../../codecs/libvips.js';
import { contentHash } from '../../files/content-hash.js';
import type { Source } from '../../origins/source.js';
import type { RequestMemory } from '../process/serve.js';
import { type Header, readHeader } from './header.js';
import { estimateMemory, LARGEST_ESTIMATE } from './memory-estimate.js';
import { openNamedFile, withDecoderErrors } from './named-picture.js';

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
}

/**
 * Reads a target.
 *
 * @throws MosaicError `vanished`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large`,
 *   `special-file` or `unreadable`
 */
export async function targetPixels({ source, most }: TargetRequest, allow: RequestMemory): Promise<TargetPixels> {
  const opened = await openNamedFile(source, allow);
  const { bytes, kind, content } = opened;
  if (!opened.whole) {
    throw new MosaicError('truncated', { received: `a ${kind.name} that ends too early` });
  }
  return await withDecoderErrors(opened, async () => {
    const header = await readHeader(bytes, true);
    const refused = header.tooLarge ?? tooLargeWithAlpha(header);
    if (refused !== undefined) throw new MosaicError('too-large', { received: refused });
    const { width, height } = header;
    await allow(estimateMemory(header.metadata) + (header.metadata.hasAlpha ? width * height * 3 : 0));
    const reduced = await decodeReduced(bytes, header, most);
    const sha256 = Buffer.from(contentHash(content)).toString('hex');
    return { ...reduced, original: { width, height }, sha256 };
  });
}

/** Transparency costs a second copy: see `decodeReduced`. */
function tooLargeWithAlpha({ metadata, width, height }: Header): string | undefined {
  if (!metadata.hasAlpha || width * height * 3 <= LARGEST_ESTIMATE) return undefined;
  return `${width}×${height} pixels, too many for a picture with transparency`;
}

/**
 * All of a picture, reduced to at most `most` pixels in linear light: a fine pattern keeps its brightness.
 *
 * @throws what the decoder throws
 */
export async function decodeReduced(bytes: Uint8Array, header: Header, most: number): Promise<ReducedPixels> {
  const { metadata, width, height } = header;
  const scale = Math.min(1, Math.sqrt(most / (width * height)));
  const size = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
  const upright = openPicture(bytes, true);
  if (scale === 1) return { rgb: await overWhite(upright).raw().toBuffer(), ...size };
  // the linear pipeline takes alpha for another range than it has: white is laid under beforehand
  const opaque = metadata.hasAlpha
    ? openPixels(await overWhite(upright).raw().toBuffer(), width, height, 3)
    : // a cut of everything: without one, JPEG would be shrunk while it loads, which is not linear
      upright.extract({ left: 0, top: 0, width, height });
  const reduced = opaque.pipelineColourspace('scrgb').resize(size.width, size.height, { fit: 'fill' });
  return { rgb: await reduced.toColourspace('srgb').raw().toBuffer(), ...size };
}
