/** A finished mosaic, read piece by piece: it may be far larger than what fits into memory. */

import { MosaicError } from '@tesserae/core/errors';
import { type GivenFile, readGiven } from '../files/named-file.js';
import { openLarge, overWhite } from './engine.js';
import { openFile } from './open.js';
import { refusalOf } from './refusal.js';
import type { Allow } from './serve.js';
import type { Kind } from './sniff.js';

/** The most pixels of a mosaic: 40,000 × 25,000. */
const MAX_PIXELS = 1e9;

/** Rows of a mosaic that are wanted. */
export interface RowsOrder {
  readonly file: GivenFile;
  readonly width: number;
  readonly y: number;
  readonly rows: number;
}

/**
 * Pixels of a mosaic, as stored.
 *
 * @throws MosaicError `not-found`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large` or `unreadable`
 */
export async function mosaicSize(
  file: GivenFile,
  allow: Allow,
): Promise<{ readonly width: number; readonly height: number }> {
  const { bytes, kind } = await read(file, allow);
  const { width, height } = await explained({ file, bytes, kind }, openLarge(bytes).metadata());
  if (width * height <= MAX_PIXELS) return { width, height };
  throw new MosaicError('too-large', `${file.path}: has ${width}×${height} pixels; at most 1,000,000,000 are read.`);
}

/**
 * Some rows of a mosaic, opaque. Formats are read from the top: later rows cost the decoding of all before them as well.
 *
 * @returns width × rows × 3 bytes
 * @throws MosaicError as `mosaicSize` does
 */
export async function mosaicRows({ file, width, y, rows }: RowsOrder, allow: Allow): Promise<Uint8Array> {
  const { bytes, kind } = await read(file, allow);
  const part = overWhite(openLarge(bytes).extract({ left: 0, top: y, width, height: rows }));
  return await explained({ file, bytes, kind }, part.removeAlpha().raw().toBuffer());
}

interface OpenFile {
  readonly file: GivenFile;
  readonly bytes: Uint8Array;
  readonly kind: Kind;
}

async function read(file: GivenFile, allow: Allow): Promise<OpenFile> {
  const opened = await openFile(await readGiven(file), allow);
  if ('code' in opened) throw new MosaicError(opened.code, `${file.path}: ${opened.detail}`, opened.cause);
  return { file, ...opened };
}

async function explained<T>({ file, bytes, kind }: OpenFile, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const { code, detail } = refusalOf(error, kind, bytes);
    throw new MosaicError(code, `${file.path}: ${detail}`, error);
  }
}
