/** A finished mosaic, read as bands: it may be far larger than what fits into memory. */

import { type Band, MosaicError, orAborted, raster } from '@tesserae/core';
import { openLarge, overWhite } from '../decode/engine.js';
import { openFile } from '../decode/open.js';
import { decodingMemory } from '../decode/photo.js';
import { refusalOf } from '../decode/refusal.js';
import { readGiven } from './read-target.js';

/** A mosaic that was opened. */
export interface Mosaic {
  /** Pixels, as stored. */
  readonly width: number;
  readonly height: number;
  /** Its rows from the top down, opaque. Throws `MosaicError` `truncated`, `damaged` or `aborted`. */
  bands(signal?: AbortSignal): AsyncGenerator<Band, void, void>;
}

/** The most pixels of a mosaic: 40,000 × 25,000. */
const MAX_PIXELS = 1e9;

/**
 * Pixels of a band. Formats are read from the top, so a later band costs the decoding of all before it as well: few
 * large bands are quicker, and these take 128 MB.
 */
const BAND_PIXELS = 32e6;

/**
 * Opens a mosaic that some program made.
 *
 * @throws MosaicError `not-found`, `empty`, `truncated`, `damaged`, `not-a-picture`, `unsupported`, `too-large` or `unreadable`
 */
export async function openMosaic(path: string): Promise<Mosaic> {
  const opened = await openFile(await readGiven(path), decodingMemory);
  if ('code' in opened) throw new MosaicError(opened.code, `${path}: ${opened.detail}`, opened.cause);
  const { bytes, kind } = opened;
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      if (error instanceof MosaicError) throw error;
      const { code, detail } = refusalOf(error, kind, bytes);
      throw new MosaicError(code, `${path}: ${detail}`, error);
    }
  };

  const { width, height } = await explained(openLarge(bytes).metadata());
  if (width * height > MAX_PIXELS) {
    throw new MosaicError('too-large', `${path}: has ${width}×${height} pixels; at most 1,000,000,000 are read.`);
  }
  const rows = Math.max(1, Math.floor(BAND_PIXELS / width));
  return {
    width,
    height,
    async *bands(signal) {
      for (let y = 0; y < height; y += rows) {
        const size = { width, height: Math.min(rows, height - y) };
        const part = overWhite(openLarge(bytes).extract({ left: 0, top: y, ...size }));
        const data = await explained(orAborted(part.ensureAlpha().raw().toBuffer(), signal));
        yield {
          y,
          raster: raster(size.width, size.height, new Uint8ClampedArray(data.buffer, data.byteOffset, data.length)),
        };
      }
    },
  };
}
