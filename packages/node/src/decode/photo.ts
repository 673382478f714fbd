/**
 * From the bytes of a file to what the library keeps of it. Gives plain data, and never throws for what a file holds.
 */

import { fingerprintOf } from '@tesserae/core/thumbnails';
import { memoryBill } from './bill.js';
import { openPicture, overWhite } from './engine.js';
import { exifFacts, exifIn } from './exif.js';
import { readPhotoHeader } from './header.js';
import { missingShare } from './missing.js';
import { opaqueRaster } from './opaque.js';
import { type Opened, openFile } from './open.js';
import { endsEarly, type Refusal, refusalOf, tooMuchMissing } from './refusal.js';
import { type Allow, freely } from './serve.js';
import type { Kind } from './sniff.js';
import { encodeThumbnail } from './thumbnail-code.js';
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

/** Decodes a photo: upright, sRGB, over white, shrunk. */
export async function decodePhoto(file: Uint8Array, allow: Allow = freely): Promise<DecodedPhoto | RefusedPhoto> {
  const opened = await openFile(file, allow);
  if ('code' in opened) return { state: 'refused', ...opened };
  const photo = await decodeOpened(opened, allow);
  if (photo.state === 'refused' || photo.taken !== null) return photo;
  // what was unpacked from another format has lost it
  return { ...photo, taken: exifFacts(exifIn(file)).taken };
}

/**
 * Decodes a photo whose file has been opened. One at a time in a process: libvips keeps the complaints of all threads in
 * one place, and only alone is a decoder's complaint its own.
 */
export async function decodeOpened(opened: Opened, allow: Allow): Promise<DecodedPhoto | RefusedPhoto> {
  const photo = await decodeWhatThereIs(opened, allow);
  if (photo.state === 'refused') return photo;
  return { ...photo, taken: photo.taken ?? exifFacts(opened.exif).taken };
}

async function decodeWhatThereIs({ bytes, kind, whole }: Opened, allow: Allow): Promise<DecodedPhoto | RefusedPhoto> {
  try {
    const photo = await decodeAs('usable', bytes, kind, allow);
    return whole || photo.state === 'refused' ? photo : { ...photo, state: 'repaired' };
  } catch {
    return await decodeIrregular(bytes, kind, allow);
  }
}

/** Takes what can be read. */
async function decodeIrregular(bytes: Uint8Array, kind: Kind, allow: Allow): Promise<DecodedPhoto | RefusedPhoto> {
  try {
    const photo = await decodeAs('repaired', bytes, kind, allow);
    const cut = photo.state === 'repaired' && endsEarly(bytes, kind);
    return (cut ? await tooLittle(bytes, kind) : undefined) ?? photo;
  } catch (error) {
    return { state: 'refused', ...refusalOf(error, kind, bytes) };
  }
}

/** A refusal if too much of a picture that ends too early is missing. */
async function tooLittle(bytes: Uint8Array, kind: Kind): Promise<RefusedPhoto | undefined> {
  const refusal = tooMuchMissing(kind, await missingShare(bytes));
  return refusal === undefined ? undefined : { state: 'refused', ...refusal };
}

async function decodeAs(
  state: 'usable' | 'repaired',
  bytes: Uint8Array,
  kind: Kind,
  allow: Allow,
): Promise<DecodedPhoto | RefusedPhoto> {
  const strict = state === 'usable';
  const { billed, width, height, tooLarge, exif } = await readPhotoHeader(bytes, strict, kind);
  if (tooLarge !== undefined) return { state: 'refused', code: 'too-large', detail: tooLarge };

  const size = thumbnailSize(width, height);
  const picture = openPicture(bytes, strict).resize(size.width, size.height, { fit: 'fill' });
  await allow(memoryBill(billed));
  const rgb = await overWhite(picture).raw().toBuffer();
  const thumbnail = encodeThumbnail(rgb, size.width, size.height);
  const fingerprint = fingerprintOf(opaqueRaster(rgb, size.width, size.height));
  // a TIFF file is itself what EXIF is in others
  const { taken } = exifFacts(kind.decoder === 'tiff' ? bytes : exif);
  return { state, width, height, format: kind.name, thumbnail, fingerprint, taken };
}
