/** From the bytes of any file to bytes that the decoder can open: the one place that knows which formats need what. */

import type { Metadata } from 'sharp';
import { packedBmp } from '../../codecs/bmp.js';
import { type CameraRaw, cameraRaw } from '../../codecs/camera-raw.js';
import { disguisedLab } from '../../codecs/colours/lab.js';
import { jpegInAdobeRgb, toldProfile } from '../../codecs/colours/told-colours.js';
import { previewOf } from '../../codecs/embedded-preview.js';
import { packedHeic } from '../../codecs/heif/heic.js';
import { jpegColours } from '../../codecs/jpeg-markers.js';
import { heicHeader, openStored } from '../../codecs/libvips.js';
import type { PackedPicture, Unpacked } from '../../codecs/plain-tiff.js';
import { packedPsd } from '../../codecs/psd.js';
import { psdResources } from '../../codecs/psd-header.js';
import { endsEarly, type Refusal, refusalOf, tooMuchMissing } from '../../codecs/refusal.js';
import { isMistaken, packedSamples, type SampleFacts } from '../../codecs/samples.js';
import { type PictureKind, sniff } from '../../codecs/sniff.js';
import { tiffDirectories } from '../../codecs/tiff-directory.js';
import { endWithParent } from '../process/orphan.js';
import { type RequestMemory, unlimitedMemory } from '../process/serve.js';
import { beyondMemory } from './memory-estimate.js';
import { missingShare } from './missing-rows.js';

/** A picture that the decoder can open. */
export interface Opened {
  /** The file's own bytes where the decoder knows the format, else others that hold its picture. */
  readonly bytes: Uint8Array;
  /** What the file is called; its `decoder` reads `bytes`. */
  readonly kind: PictureKind;
  /** Why the picture is known not to be in order, though what is there can be used. */
  readonly irregular?: Refusal;
  /** EXIF's facts, as `exifFacts` takes them, where `bytes` may lack them. */
  readonly exif?: Uint8Array;
  /** What the decoder says of the file, if it knows the format and `bytes` are others. */
  readonly header?: Metadata;
}

/** Opens a file by its bytes; a refusal if it holds no picture that can be decoded. */
export async function openFile(file: Uint8Array, allow: RequestMemory = unlimitedMemory): Promise<Opened | Refusal> {
  if (file.length === 0) return { code: 'empty', detail: '' };
  const kind = sniff(file);
  if (kind === undefined) return { code: 'not-a-picture', detail: '' };
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  try {
    return await openKind(bytes, kind, allow);
  } catch (error) {
    // what no reader foresaw costs this file, not the run
    return refusalOf(error, kind, bytes);
  }
}

async function openKind(bytes: Buffer, kind: PictureKind, allow: RequestMemory): Promise<Opened | Refusal> {
  if (kind.way === 'bmp') return await openPacked(bytes, kind, packedBmp(bytes), allow);
  if (kind.way === 'heic') {
    const header = await heicHeader(bytes);
    const packed = packedHeic(bytes, header, toldProfile(bytes, kind, header));
    return await openPacked(bytes, kind, packed, allow);
  }
  if (kind.way === 'psd') {
    const packed = packedPsd(bytes);
    if (packed !== undefined) return await openPacked(bytes, kind, packed, allow);
    // the preview of the whole, not a photo that was placed in a layer
    return openPreview(psdResources(bytes), { name: kind.name, orientation: 1, exif: bytes.subarray(0, 0), inner: [] });
  }
  const raw = kind.way === 'preview' || kind.decoder === 'tiff' ? cameraRaw(bytes, kind) : undefined;
  if (raw !== undefined) return openPreview(bytes, raw);
  if (kind.decoder === undefined) return { code: 'unsupported', detail: `${kind.name}, which is not read` };
  if (kind.decoder === 'jpeg') return await openJpeg(bytes, kind, allow);
  return await openAsIs(bytes, kind, allow);
}

async function openJpeg(bytes: Buffer, kind: PictureKind, allow: RequestMemory): Promise<Opened | Refusal> {
  const { lossless, hasProfile, exif } = jpegColours(bytes);
  const told = jpegInAdobeRgb(bytes, hasProfile, exif);
  if (!lossless) return { bytes: told, kind };
  return await openPacked(bytes, kind, packedOf(told, kind, { header: await openStored(told).metadata() }), allow);
}

/** Opens what the decoder opens; what it would take wrongly is unpacked. */
async function openAsIs(bytes: Buffer, kind: PictureKind, allow: RequestMemory): Promise<Opened | Refusal> {
  const disguised = kind.decoder === 'tiff' ? disguisedLab(bytes) : undefined;
  const file = disguised?.bytes ?? bytes;
  const header = await openStored(file).metadata();
  const profile = toldProfile(bytes, kind, header);
  if (disguised === undefined && profile === undefined && !isMistaken(header)) return { bytes, kind };
  const tellsPrimaries = kind.decoder === 'tiff' && tiffDirectories(bytes)[0]?.has(PRIMARY_CHROMATICITIES);
  const packed = packedOf(file, kind, { header, profile, tellsPrimaries, lab: disguised?.lab });
  const opened = await openPacked(bytes, kind, packed, allow);
  return 'code' in opened
    ? opened
    : { ...opened, header: disguised === undefined ? header : { ...header, space: 'lab' } };
}

const PRIMARY_CHROMATICITIES = 319;

function packedOf(file: Uint8Array, kind: PictureKind, facts: SampleFacts): PackedPicture | Refusal {
  const unread = `a ${kind.name} of samples that are not read (${facts.header.depth})`;
  return packedSamples(file, facts) ?? { code: 'unsupported', detail: unread };
}

function openPreview(file: Buffer, raw: CameraRaw): Opened | Refusal {
  const preview = previewOf(file, raw);
  if ('code' in preview) return preview;
  const bytes = jpegInAdobeRgb(preview, jpegColours(Buffer.from(preview)).hasProfile, raw.exif);
  return { bytes, kind: { name: `${raw.name} (preview)`, decoder: 'jpeg' }, exif: raw.exif };
}

/** Opens what is unpacked here. */
async function openPacked(
  file: Buffer,
  kind: PictureKind,
  packed: PackedPicture | Refusal,
  allow: RequestMemory,
): Promise<Opened | Refusal> {
  if ('code' in packed) return packed;
  const { width, height, estimatedMemory } = packed;
  // before memory is taken for rows that are not there
  const cut = tooMuchMissing(kind, packed.missing);
  if (cut !== undefined) return cut;
  const detail = beyondMemory({ width, height, size: file.length }, estimatedMemory);
  if (detail !== undefined) return { code: 'too-large', detail };
  await allow(estimatedMemory);
  endWithParent();
  const unpacked = await packed.unpack();
  if ('code' in unpacked) return unpacked;
  const opened = { bytes: unpacked.bytes, kind: { ...kind, decoder: 'tiff' } as const, exif: packed.exif };
  const irregular = irregularity(unpacked, file, kind);
  if (irregular?.code === 'unsupported') return irregular;
  const isCut = unpacked.complaint !== undefined && endsEarly(file, kind);
  const missing = isCut ? await missingShare(unpacked.bytes) : unpacked.missing;
  return tooMuchMissing(kind, missing) ?? { ...opened, irregular };
}

function irregularity({ missing, complaint }: Unpacked, file: Buffer, kind: PictureKind): Refusal | undefined {
  if (complaint !== undefined) return refusalOf(complaint, kind, file);
  return missing > 0 ? { code: 'truncated', detail: `a ${kind.name} that ends too early` } : undefined;
}
