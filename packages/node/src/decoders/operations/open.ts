/** From the bytes of any file to bytes that the decoder can open: the one place that knows which formats need what. */

import { packedBmp } from '../../codecs/bmp.js';
import { type CameraRaw, cameraRaw } from '../../codecs/camera-raw.js';
import { previewOf } from '../../codecs/embedded-preview.js';
import { packedHeic } from '../../codecs/heic.js';
import { openStored } from '../../codecs/libvips.js';
import type { PackedPicture } from '../../codecs/plain-tiff.js';
import { packedPsd } from '../../codecs/psd.js';
import { psdResources } from '../../codecs/psd-header.js';
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
  if (kind.way === 'bmp') return await openPacked(bytes, kind, packedBmp(bytes), allow);
  if (kind.way === 'heic') {
    return await openPacked(bytes, kind, packedHeic(bytes, await openStored(bytes).metadata()), allow);
  }
  if (kind.way === 'psd') {
    const packed = packedPsd(bytes);
    if (packed !== undefined) return await openPacked(bytes, kind, packed, allow);
    // the preview of the whole, not a photo that was placed in a layer
    return openPreview(psdResources(bytes), { name: kind.name, orientation: 1, exif: bytes.subarray(0, 0), inner: [] });
  }
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

/** Opens what is unpacked here. */
async function openPacked(
  { length: size }: Buffer,
  kind: PictureKind,
  packed: PackedPicture | Refusal,
  allow: RequestMemory,
): Promise<Opened | Refusal> {
  if ('code' in packed) return packed;
  const { width, height, estimatedMemory } = packed;
  // before memory is taken for rows that are not there
  const cut = tooMuchMissing(kind, packed.missing);
  if (cut !== undefined) return cut;
  const detail = beyondMemory({ width, height, size }, estimatedMemory);
  if (detail !== undefined) return { code: 'too-large', detail };
  await allow(estimatedMemory);
  endWithParent();
  const unpacked = await packed.unpack();
  if ('code' in unpacked) return unpacked;
  const { bytes, missing } = unpacked;
  const opened = { bytes, kind: { ...kind, decoder: 'tiff' } as const, whole: missing === 0, exif: packed.exif };
  return tooMuchMissing(kind, missing) ?? opened;
}
