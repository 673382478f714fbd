/** What a picture says of itself before it is decoded. */

import type { Metadata } from 'sharp';
import { plainJpeg } from '../../codecs/jpeg-markers.js';
import { openPicture } from '../../codecs/libvips.js';
import type { PictureKind } from '../../codecs/sniff.js';
import { type EstimateInput, tooLarge } from './memory-estimate.js';

/** A picture's header, and how large it is upright; a refusal if it is too large to be decoded. */
export interface Header {
  readonly metadata: Metadata;
  readonly width: number;
  readonly height: number;
  readonly tooLarge?: string;
}

/** Reads a picture's header; throws what the decoder throws. */
export async function readHeader(bytes: Uint8Array, strict: boolean): Promise<Header> {
  const metadata = await openPicture(bytes, strict).metadata();
  return { metadata, ...metadata.autoOrient, tooLarge: tooLarge(metadata) };
}

/** What is to be known of a photo before it is decoded. */
export interface PhotoHeader {
  readonly estimateInput: EstimateInput;
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  readonly tooLarge?: string;
  readonly exif?: Uint8Array;
}

/**
 * Reads a photo's header; throws what the decoder throws. An ordinary JPEG without EXIF is read here: to open the decoder
 * for it as well takes a tenth of the time that the whole photo takes.
 */
export async function readPhotoHeader(bytes: Uint8Array, strict: boolean, kind: PictureKind): Promise<PhotoHeader> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const plain = kind.decoder === 'jpeg' ? plainJpeg(file) : undefined;
  if (plain === undefined) {
    const { metadata, ...header } = await readHeader(bytes, strict);
    return { estimateInput: metadata, ...header, exif: metadata.exif };
  }
  const { width, height, progressive, channels } = plain;
  const size = bytes.length;
  const billed: EstimateInput = {
    format: 'jpeg',
    width,
    height,
    channels,
    depth: 'uchar',
    isProgressive: progressive,
    size,
  };
  return { estimateInput: billed, width, height, tooLarge: tooLarge(billed) };
}
