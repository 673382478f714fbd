/** From the bytes of any file to bytes that the decoder can open: the one place that knows which formats need what. */

import { beyondMemory } from './bill.js';
import { bmpBill, bmpMissing, unpackBmp } from './bmp.js';
import { bmpHeader } from './bmp-header.js';
import { cameraRaw } from './camera-raw.js';
import { openStored } from './engine.js';
import { heicBill, unpackHeic } from './heic.js';
import { previewOf } from './preview.js';
import { type Refusal, refusalOf, tooMuchMissing } from './refusal.js';
import { type Kind, sniff } from './sniff.js';

/** A picture that the decoder can open. */
export interface Opened {
  /** The file's own bytes where the decoder knows the format, else others that hold its picture. */
  readonly bytes: Uint8Array;
  /** What the file is called; its `decoder` reads `bytes`. */
  readonly kind: Kind;
  /** False if a part of the picture is known to be missing. */
  readonly whole: boolean;
}

/** Does work that takes so many bytes of memory, as soon as there is room for it. */
export type WithinMemory = <T>(bill: number, work: () => Promise<T>) => Promise<T>;

/** Opens a file by its bytes; a refusal if it holds no picture that can be decoded. */
export async function openFile(file: Uint8Array, within: WithinMemory): Promise<Opened | Refusal> {
  if (file.length === 0) return { code: 'empty', detail: 'is empty. Copy it again from where it came.' };
  const kind = sniff(file);
  if (kind === undefined) return { code: 'not-a-picture', detail: 'does not hold a picture, whatever its name says.' };
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (kind.way === 'bmp') return await openBmp(bytes, kind, within);
  if (kind.way === 'heic') return await openHeic(bytes, kind, within);
  const raw = kind.way === 'preview' || kind.decoder === 'tiff' ? cameraRaw(bytes, kind) : undefined;
  if (raw !== undefined) {
    const preview = previewOf(bytes, raw);
    if ('code' in preview) return preview;
    return { bytes: preview, kind: { name: `${raw.name} (preview)`, decoder: 'jpeg' }, whole: true };
  }
  if (kind.decoder !== undefined) return { bytes: file, kind, whole: true };
  return { code: 'unsupported', detail: `is ${kind.name}, which is not read. Save it as JPEG or PNG.` };
}

async function openBmp(file: Buffer, kind: Kind, within: WithinMemory): Promise<Opened | Refusal> {
  const header = bmpHeader(file);
  if ('code' in header) return header;
  // before memory is taken for rows that are not there
  const cut = tooMuchMissing(kind, bmpMissing(file, header));
  if (cut !== undefined) return cut;
  const bill = bmpBill(header);
  const detail = beyondMemory(header, bill);
  if (detail !== undefined) return { code: 'too-large', detail };
  const { bytes, missing } = await within(bill, async () => unpackBmp(file, header));
  return tooMuchMissing(kind, missing) ?? { bytes, kind: { ...kind, decoder: 'tiff' }, whole: missing === 0 };
}

async function openHeic(file: Buffer, kind: Kind, within: WithinMemory): Promise<Opened | Refusal> {
  try {
    const header = await openStored(file).metadata();
    const bill = heicBill(header);
    const detail = beyondMemory(header, bill);
    if (detail !== undefined) return { code: 'too-large', detail };
    const bytes = await within(bill, () => unpackHeic(file, header));
    return 'code' in bytes ? bytes : { bytes, kind: { ...kind, decoder: 'tiff' }, whole: true };
  } catch (error) {
    return refusalOf(error, kind, file);
  }
}
