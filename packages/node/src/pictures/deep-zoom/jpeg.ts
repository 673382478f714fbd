/**
 * Pixels into JPEGs, one a picture: squares of a deep zoom, and photos behind its cells.
 *
 * Tried, on 512-px squares of photos in 200-px cells, megapixels a CPU second: quality 85 with full chroma 152; with chroma of half
 * the size 213, and a fifth smaller; with the best Huffman tables 76, 2 % smaller. What half chroma costs depends on how large cells
 * are, as these meet at hard edges between colours: in 128-px cells chroma is off by .009 (OKLab) on average instead of .006, in
 * 8-px cells by .022 instead of .016.
 */

import { MosaicError, type Raster } from '@tesserae/core';
import sharp from 'sharp';
import { whileEncoding } from '../busy.js';
import { EXIF } from '../encode.js';
import { packPixels } from '../pack-rows.js';

/** What is encoded. */
export interface RgbPixels {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue: 3 bytes a pixel. */
  readonly rgb: Uint8Array;
}

/** How it is encoded. */
export interface JpegOptions {
  /** 1…100. */
  readonly quality: number;
  /** Whether colour has as many pixels as lightness, or half as many each way. */
  readonly chroma: 'full' | 'half';
}

/** A baseline JPEG that says nothing but who made it, and that it is sRGB. */
export async function encodeJpeg({ width, height, rgb }: RgbPixels, options: JpegOptions): Promise<Uint8Array> {
  const { quality, chroma } = options;
  sharp.cache(false);
  sharp.concurrency(1); // one thread a picture: the same bytes everywhere
  const picture = sharp(rgb, { raw: { width, height, channels: 3 } }).withExif(EXIF);
  try {
    const chromaSubsampling = chroma === 'full' ? '4:4:4' : '4:2:0';
    return await whileEncoding(() => picture.jpeg({ quality, chromaSubsampling, optimiseCoding: false }).toBuffer());
  } catch (error) {
    throw new MosaicError(
      'failed',
      { subject: 'JPEG', expected: `a picture of ${width} × ${height} px`, received: 'none' },
      error,
    );
  }
}

/** A raster's pixels without alpha. */
export function rgbPixels({ width, height, data }: Raster): RgbPixels {
  const rgb = new Uint8Array(width * height * 3);
  packPixels({ rgba: data, from: 0, to: data.length }, rgb, 0);
  return { width, height, rgb };
}
