/**
 * The formats whose encoders want a picture at hand: from a plain TIFF on the disk, by sharp.
 *
 * Tried, on 15 Mpx of photos in 40-px cells: effort 2 instead of 0 makes WebP 3 % smaller in 1.2 times the time, AVIF
 * 5 % smaller in six times the time. `sharp.concurrency` makes no difference to JPEG and WebP.
 */

import sharp from 'sharp';
import type { Format } from './formats.js';

/** Quality, 1…100, when none is asked for: no visible loss at the size of a cell. */
const QUALITY: Readonly<Record<string, number>> = { jpeg: 90, webp: 88, avif: 70 };

/**
 * Encodes a picture file into another file, without metadata but for the name of this program.
 *
 * Memory is bounded for JPEG alone. The encoders of WebP and AVIF hold the picture: about 15 and 30 bytes a pixel.
 *
 * @param from     a TIFF
 * @param quality  1…100
 * @throws what sharp throws
 */
export async function encodeFile(
  from: string,
  to: string,
  format: Format,
  quality: number = QUALITY[format.name],
): Promise<void> {
  sharp.cache(false);
  const picture = sharp(from, { limitInputPixels: false, sequentialRead: true }).withExif({
    IFD0: { Software: 'Tesserae' },
  });
  // cells meet at hard edges between colours: subsampled chroma would bleed over them
  const chromaSubsampling = '4:4:4';
  if (format.name === 'jpeg') {
    // the best Huffman tables take two passes over coefficients of the whole picture: gigabytes, for 1 % of the size
    await picture.jpeg({ quality, chromaSubsampling, optimiseCoding: false }).toFile(to);
  } else if (format.name === 'webp') {
    await picture.webp({ quality, smartSubsample: true, effort: 0 }).toFile(to);
  } else {
    await picture.avif({ quality, chromaSubsampling, effort: 0 }).toFile(to);
  }
}
