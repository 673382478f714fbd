/** What a picture says of itself before it is decoded. */

import type { Metadata } from 'sharp';
import { plainJpeg } from '../../codecs/jpeg-markers.js';
import { openPicture } from '../../codecs/libvips.js';
import type { PictureKind } from '../../codecs/sniff.js';
import { type EstimateInput, tooLarge } from './memory-estimate.js';

/** What is to be known of a photo before it is decoded. */
export interface PhotoHeader {
  readonly metadata: EstimateInput & Pick<Metadata, 'exif' | 'hasAlpha'>;
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** Why it is too large to be decoded, if it is. */
  readonly tooLarge?: string;
}

/** All that the decoder knows of a picture before it decodes it. */
export interface Header extends PhotoHeader {
  readonly metadata: Metadata;
}

/** Reads a picture's header; throws what the decoder throws. */
export async function readHeader(bytes: Uint8Array, strict: boolean): Promise<Header> {
  const metadata = await openPicture(bytes, strict).metadata();
  return { metadata, ...metadata.autoOrient, tooLarge: tooLarge(metadata) };
}

/**
 * Reads a photo's header; throws what the decoder throws. An ordinary JPEG without EXIF is read here: to open the decoder
 * for it as well takes a tenth of the time that the whole photo takes.
 */
export async function readPhotoHeader(bytes: Uint8Array, strict: boolean, kind: PictureKind): Promise<PhotoHeader> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const plain = kind.decoder === 'jpeg' ? plainJpeg(file) : undefined;
  if (plain === undefined) return await readHeader(bytes, strict);
  const metadata = { ...plain, hasAlpha: false, size: bytes.length };
  return { metadata, width: plain.width, height: plain.height, tooLarge: tooLarge(metadata) };
}
