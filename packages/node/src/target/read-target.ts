/** Reading the picture to imitate. Unlike a photo it must be whole: half a target is not what the user meant. */

import { realpath } from 'node:fs/promises';
import { MosaicError, orAborted, type Raster } from '@tesserae/core';
import { MAX_BILL, memoryBill } from '../decode/bill.js';
import { opaqueRaster } from '../decode/draw-view.js';
import { openPicture, openPixels, overWhite } from '../decode/engine.js';
import { openFile } from '../decode/open.js';
import { decodingMemory, type Header, readHeader } from '../decode/photo.js';
import { refusalOf } from '../decode/refusal.js';
import { type BytePath, pathFromBytes } from '../files/names.js';
import { readOriginal } from '../files/read.js';
import { errnoOf } from '../files/regular-file.js';
import { contentHash } from '../library/look.js';

/** The picture to imitate. */
export interface Target {
  /** Upright, sRGB, over white; at most 16 megapixels. */
  readonly raster: Raster;
  /** As given. */
  readonly path: string;
  /** Of the file, hex. */
  readonly sha256: string;
  /** Pixels of the upright original, which may be larger than `raster`. */
  readonly width: number;
  readonly height: number;
}

/** The most pixels of a target that are looked at: cells of one pixel on a wall-sized mosaic. */
const MAX_TARGET = 16_000_000;

/**
 * Reads a target.
 *
 * @throws MosaicError `not-found`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large`,
 *   `special-file`, `unreadable` or `aborted`
 */
export async function readTarget(path: string, options: { readonly signal?: AbortSignal } = {}): Promise<Target> {
  return await orAborted(read(path), options.signal);
}

async function read(path: string): Promise<Target> {
  const file = await readGiven(path);
  const opened = await openFile(file, decodingMemory);
  if ('code' in opened) throw new MosaicError(opened.code, `${path}: ${opened.detail}`, opened.cause);
  const { bytes, kind } = opened;
  if (!opened.whole) {
    const sentence = `${path}: is a ${kind.name} that ends too early. Copy it again from where it came.`;
    throw new MosaicError('truncated', sentence);
  }
  try {
    const header = await readHeader(bytes, true);
    const refused = header.tooLarge ?? tooLargeWithAlpha(header);
    if (refused !== undefined) throw new MosaicError('too-large', `${path}: ${refused}`);
    const raster = await decodeReduced(bytes, header, MAX_TARGET);
    const sha256 = Buffer.from(await contentHash(file)).toString('hex');
    return { raster, path, sha256, width: header.width, height: header.height };
  } catch (error) {
    if (error instanceof MosaicError) throw error;
    const { code, detail } = refusalOf(error, kind, bytes);
    throw new MosaicError(code, `${path}: ${detail}`, error);
  }
}

/**
 * Reads a file that the user named, which may be a link.
 *
 * @throws MosaicError `not-found`, `special-file` or `unreadable`
 */
export async function readGiven(path: string): Promise<Buffer> {
  let real: BytePath;
  try {
    real = pathFromBytes(await realpath(path, { encoding: 'buffer' }));
  } catch (error) {
    if (['EACCES', 'EPERM'].includes(errnoOf(error))) {
      throw new MosaicError('unreadable', `${path}: cannot be opened: permission is missing.`, error);
    }
    throw new MosaicError('not-found', `${path}: no such file.`, error);
  }
  return await readOriginal(real);
}

/** Transparency costs a second copy: see `decodeReduced`. */
function tooLargeWithAlpha({ metadata, width, height }: Header): string | undefined {
  if (!metadata.hasAlpha || width * height * 3 <= MAX_BILL) return undefined;
  return `has ${width}×${height} pixels, too many for a picture with transparency. Use a smaller copy.`;
}

/**
 * All of a picture, reduced to at most `most` pixels in linear light: a fine pattern keeps its brightness.
 *
 * @throws what the decoder throws
 */
export async function decodeReduced(bytes: Uint8Array, header: Header, most: number): Promise<Raster> {
  const { metadata, width, height } = header;
  const scale = Math.min(1, Math.sqrt(most / (width * height)));
  const size = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) };
  const rgb = await decodingMemory(memoryBill(metadata), async () => {
    const upright = openPicture(bytes, true);
    if (scale === 1) return await overWhite(upright).raw().toBuffer();
    // the linear pipeline takes alpha for another range than it has: white is laid under beforehand
    const opaque = metadata.hasAlpha
      ? openPixels(await overWhite(upright).raw().toBuffer(), width, height, 3)
      : // a cut of everything: without one, JPEG would be shrunk while it loads, which is not linear
        upright.extract({ left: 0, top: 0, width, height });
    const reduced = opaque.pipelineColourspace('scrgb').resize(size.width, size.height, { fit: 'fill' });
    return await reduced.toColourspace('srgb').raw().toBuffer();
  });
  return opaqueRaster(rgb, size.width, size.height);
}
