/**
 * From the bytes of a file to what the library keeps of it. Gives plain data, and never throws for what a file holds.
 */

import { fingerprintOf } from '@tesserae/core/thumbnails';
import { exifFacts, exifIn } from '../../codecs/exif.js';
import { openPicture, overWhite } from '../../codecs/libvips.js';
import { endsEarly, type Refusal, refusalOf, tooMuchMissing } from '../../codecs/refusal.js';
import { opaqueRaster } from '../../codecs/rgb-raster.js';
import type { PictureKind } from '../../codecs/sniff.js';
import { encodeThumbnail } from '../../codecs/thumbnail.js';
import { type RequestMemory, unlimitedMemory } from '../process/serve.js';
import { readPhotoHeader } from './header.js';
import { estimateMemory } from './memory-estimate.js';
import { missingShare } from './missing-rows.js';
import { type Opened, openFile } from './open.js';
import { lostPicture } from './second-look.js';
import { thumbnailSize } from './thumbnail-size.js';

/** A photo that can be used. */
export interface DecodedPhoto {
  /** `repaired`: its file is irregular, and what could be read of it was taken. */
  readonly state: 'usable' | 'repaired';
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
  /** As people call it: `JPEG`. */
  readonly format: string;
  /** As `decodeThumbnail` reads it. */
  readonly thumbnail: Uint8Array;
  /** As `fingerprintOf` takes it. */
  readonly fingerprint: Uint8Array;
  /** As of `exifFacts`. */
  readonly taken: number | null;
}

/** A file that cannot be used, and why. */
export interface RefusedPhoto extends Refusal {
  readonly state: 'refused';
}

/** A file that has been opened. */
export interface OpenedFile extends Opened {
  /** The bytes of the file itself. */
  readonly file: Uint8Array;
}

/** Decodes a photo: upright, sRGB, over white, shrunk. */
export async function decodePhoto(
  file: Uint8Array,
  allow: RequestMemory = unlimitedMemory,
): Promise<DecodedPhoto | RefusedPhoto> {
  const opened = await openFile(file, allow);
  if ('code' in opened) return { state: 'refused', ...opened };
  return await decodeOpened({ ...opened, file }, allow);
}

/**
 * Decodes a photo whose file has been opened. One at a time in a process: libvips keeps the complaints of all threads in
 * one place, and only alone is a decoder's complaint its own.
 */
export async function decodeOpened(subject: OpenedFile, allow: RequestMemory): Promise<DecodedPhoto | RefusedPhoto> {
  try {
    const photo = await decodeAs('usable', subject, allow);
    return subject.irregular === undefined || photo.state === 'refused' ? photo : { ...photo, state: 'repaired' };
  } catch (error) {
    const refusal = refusalOf(error, subject.kind, subject.bytes);
    // what a decoder does not know stays black when it is made to go on
    if (refusal.code === 'unsupported') return { state: 'refused', ...refusal };
    return await decodeIrregular(subject, allow, error);
  }
}

/** What libjpeg says of a scan that ends before its picture does. */
const PREMATURE = /premature end/i;

/** Takes what can be read. */
async function decodeIrregular(
  subject: OpenedFile,
  allow: RequestMemory,
  complaint: unknown,
): Promise<DecodedPhoto | RefusedPhoto> {
  const { bytes, kind } = subject;
  try {
    const photo = await decodeAs('repaired', subject, allow);
    // an end that was appended to what is left does not make it whole
    const lacks = endsEarly(bytes, kind) || PREMATURE.test(String(complaint));
    return (photo.state === 'repaired' && lacks ? await tooLittle(bytes, kind) : undefined) ?? photo;
  } catch (error) {
    return { state: 'refused', ...refusalOf(error, kind, bytes) };
  }
}

/** A refusal if too much of a picture that ends too early is missing. */
async function tooLittle(bytes: Uint8Array, kind: PictureKind): Promise<RefusedPhoto | undefined> {
  const refusal = tooMuchMissing(kind, await missingShare(bytes));
  return refusal === undefined ? undefined : { state: 'refused', ...refusal };
}

async function decodeAs(
  state: 'usable' | 'repaired',
  subject: OpenedFile,
  allow: RequestMemory,
): Promise<DecodedPhoto | RefusedPhoto> {
  const { bytes, kind, file } = subject;
  const strict = state === 'usable';
  const { metadata, width, height, tooLarge } = await readPhotoHeader(bytes, strict, kind);
  if (tooLarge !== undefined) return { state: 'refused', code: 'too-large', detail: tooLarge };

  const size = thumbnailSize(width, height);
  const picture = openPicture(bytes, strict).resize(size.width, size.height, { fit: 'fill' });
  await allow(estimateMemory(metadata));
  const rgb = await overWhite(picture).raw().toBuffer();
  const lost = await lostPicture({ rgb, hasAlpha: metadata.hasAlpha, kind, bytes, file });
  if (lost !== undefined) return { state: 'refused', ...lost };
  const thumbnail = encodeThumbnail(rgb, size.width, size.height);
  const fingerprint = fingerprintOf(opaqueRaster(rgb, size.width, size.height));
  return { state, width, height, format: kind.name, thumbnail, fingerprint, taken: takenOf(subject, metadata.exif) };
}

/** When a photo was taken, by the first block of EXIF that knows: the header's, the one kept beside, or any in the file. */
function takenOf({ bytes, kind, exif, file }: OpenedFile, inHeader: Uint8Array | undefined): number | null {
  // a TIFF is itself what EXIF is in others
  const { taken } = exifFacts(kind.decoder === 'tiff' ? bytes : inHeader);
  return taken ?? exifFacts(exif).taken ?? exifFacts(exifIn(file)).taken;
}
