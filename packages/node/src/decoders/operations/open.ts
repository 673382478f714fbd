/** From the bytes of any file to bytes that the decoder can open: the one place that knows which formats need what. */

import { bmpMissing, estimateBmpMemory, unpackBmp } from '../../codecs/bmp.js';
import { bmpHeader } from '../../codecs/bmp-header.js';
import { type CameraRaw, cameraRaw } from '../../codecs/camera-raw.js';
import { previewOf } from '../../codecs/embedded-preview.js';
import { estimateHeicMemory, unpackHeic } from '../../codecs/heic.js';
import { openStored } from '../../codecs/libvips.js';
import type { Unpacked } from '../../codecs/plain-tiff.js';
import { estimatePsdMemory, psdMissing, unpackPsd } from '../../codecs/psd.js';
import { psdHeader, psdResources } from '../../codecs/psd-header.js';
import { type Refusal, refusalOf, tooMuchMissing } from '../../codecs/refusal.js';
import { type PictureKind, sniff } from '../../codecs/sniff.js';
import { endWithParent } from '../process/orphan.js';
import { type RequestMemory, unlimitedMemory } from '../process/serve.js';
import { beyondMemory } from './memory-estimate.js';

/** A picture that the decoder can open. */
export interface Opened {
  /** The file's own bytes where the decoder knows the format, else others that hold its picture. */
  readonly bytes: Uint8Array;
  /** What the file is called; its `decoder` reads `bytes`. */
  readonly kind: PictureKind;
  /** False if a part of the picture is known to be missing. */
  readonly whole: boolean;
  /** EXIF's facts, as `exifFacts` takes them, where `bytes` may lack them. */
  readonly exif?: Uint8Array;
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
  if (kind.way === 'bmp') return await openBmp(bytes, kind, allow);
  if (kind.way === 'heic') return await openHeic(bytes, kind, allow);
  if (kind.way === 'psd') return await openPsd(bytes, kind, allow);
  const raw = kind.way === 'preview' || kind.decoder === 'tiff' ? cameraRaw(bytes, kind) : undefined;
  if (raw !== undefined) return openPreview(bytes, raw);
  if (kind.decoder !== undefined) return { bytes, kind, whole: true };
  return { code: 'unsupported', detail: `${kind.name}, which is not read` };
}

function openPreview(file: Buffer, raw: CameraRaw): Opened | Refusal {
  const preview = previewOf(file, raw);
  if ('code' in preview) return preview;
  return { bytes: preview, kind: { name: `${raw.name} (preview)`, decoder: 'jpeg' }, whole: true, exif: raw.exif };
}

/** A format whose pixels are unpacked here. */
interface PackedPicture {
  readonly width: number;
  readonly height: number;
  /** Bytes of the file. */
  readonly size: number;
  readonly estimatedMemory: number;
  /** The share of the picture that cannot be there, 0 … 1. */
  readonly missing: number;
  readonly exif?: Uint8Array;
  readonly unpack: () => Unpacked;
}

async function openPacked(kind: PictureKind, packed: PackedPicture, allow: RequestMemory): Promise<Opened | Refusal> {
  const { width, height, size } = packed;
  // before memory is taken for rows that are not there
  const cut = tooMuchMissing(kind, packed.missing);
  if (cut !== undefined) return cut;
  const detail = beyondMemory({ width, height, size }, packed.estimatedMemory);
  if (detail !== undefined) return { code: 'too-large', detail };
  await allow(packed.estimatedMemory);
  endWithParent();
  const { bytes, missing } = packed.unpack();
  const opened = { bytes, kind: { ...kind, decoder: 'tiff' } as const, whole: missing === 0, exif: packed.exif };
  return tooMuchMissing(kind, missing) ?? opened;
}

async function openBmp(file: Buffer, kind: PictureKind, allow: RequestMemory): Promise<Opened | Refusal> {
  const header = bmpHeader(file);
  if ('code' in header) return header;
  const { width, height } = header;
  const facts = {
    width,
    height,
    size: file.length,
    estimatedMemory: estimateBmpMemory(header),
    missing: bmpMissing(file, header),
  };
  return await openPacked(kind, { ...facts, unpack: () => unpackBmp(file, header) }, allow);
}

async function openPsd(file: Buffer, kind: PictureKind, allow: RequestMemory): Promise<Opened | Refusal> {
  const header = psdHeader(file);
  // the preview of the whole, not a photo that was placed in a layer
  if (header === undefined)
    return openPreview(psdResources(file), { name: kind.name, orientation: 1, exif: file.subarray(0, 0), inner: [] });
  const { width, height } = header;
  const facts = {
    width,
    height,
    size: file.length,
    estimatedMemory: estimatePsdMemory(header),
    missing: psdMissing(file, header),
    exif: header.exif,
  };
  return await openPacked(kind, { ...facts, unpack: () => unpackPsd(file, header) }, allow);
}

async function openHeic(file: Buffer, kind: PictureKind, allow: RequestMemory): Promise<Opened | Refusal> {
  try {
    const header = await openStored(file).metadata();
    const bill = estimateHeicMemory(header);
    const detail = beyondMemory({ ...header, size: file.length }, bill);
    if (detail !== undefined) return { code: 'too-large', detail };
    await allow(bill);
    endWithParent();
    const bytes = await unpackHeic(file, header);
    if ('code' in bytes) return bytes;
    return { bytes, kind: { ...kind, decoder: 'tiff' }, whole: true, exif: header.exif };
  } catch (error) {
    return refusalOf(error, kind, file);
  }
}
