/**
 * What sharp encodes: JPEGs and strips of them, and the formats whose encoders want a whole picture at hand, from a plain TIFF on
 * the disk.
 *
 * Tried, on 15 Mpx of photos in 40-px cells: effort 2 instead of 0 makes WebP 3 % smaller in 1.2 times the time, AVIF
 * 5 % smaller in six times the time. `sharp.concurrency` makes no difference to JPEG and WebP.
 */

import { MosaicError, type Raster, type WayOut } from '@tesserae/core';
import type { PixelSize } from '@tesserae/core/internal';
import sharp, { type Exif, type Sharp } from 'sharp';
import { writingError } from '../files/writing-error.js';
import { whileEncoding } from './busy.js';
import { type OutputFormat, waysOut } from './formats.js';

/**
 * Pixels of sRGB as numbers of another profile of RGB.
 *
 * @param profile  where it lies
 * @returns width × height × 4 bytes
 * @throws MosaicError `failed` if it cannot be used
 */
export async function convertPixels({ width, height, data }: Raster, profile: string): Promise<Uint8ClampedArray> {
  sharp.cache(false);
  sharp.concurrency(1); // the same bytes everywhere
  const picture = sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false });
  try {
    const { buffer, byteOffset, length } = await whileEncoding(() => picture.withIccProfile(profile).raw().toBuffer());
    return new Uint8ClampedArray(buffer, byteOffset, length);
  } catch (error) {
    throw new MosaicError(
      'failed',
      { subject: 'icc', expected: 'a profile to convert to', received: 'another' },
      error,
    );
  }
}

/** The files of an encoding. */
export interface Encoding extends PixelSize {
  /** Where the profile lies that the picture gets; sRGB if absent. */
  readonly profile?: string;
  /** Where the output goes in the end: what errors name. */
  readonly path: string;
  /** A TIFF. */
  readonly from: string;
  readonly to: string;
}

/**
 * Encodes a picture file as WebP or AVIF, without metadata but for the name of this program and a profile. Memory is that of `FORMATS`.
 *
 * @param quality  1…100
 * @throws MosaicError `no-space`, `failed`, or `limit` if WebP cannot hold as much detail
 */
export async function encodeFile(
  files: Encoding,
  format: OutputFormat,
  quality: number = format.quality,
): Promise<void> {
  sharp.cache(false);
  sharp.concurrency(1); // the same bytes everywhere
  if (format.name === 'webp') return await encodeWebp(files, format, quality);
  await encoded(files, (picture) => picture.avif({ quality, chromaSubsampling: FULL_CHROMA, effort: 0 }));
}

/** What pictures tell of themselves: the name of this program, and sRGB, which libvips takes for uncalibrated unless told. */
const EXIF: Exif = { IFD0: { Software: 'Tesserae' }, IFD2: { ColorSpace: '1' } };

/** Cells meet at hard edges between colours: subsampled chroma would bleed over them. */
const FULL_CHROMA = '4:4:4';

/** Pixels to encode. */
export interface RgbPixels extends PixelSize {
  /** Red, green and blue: 3 bytes a pixel. */
  readonly rgb: Uint8Array;
}

/** How a JPEG is encoded. */
export interface JpegOptions {
  /** 1…100. */
  readonly quality: number;
  /** Whether colour has as many pixels as lightness, or half as many each way. */
  readonly chroma: 'full' | 'half';
  /** Whether it says who made it, and that it is sRGB. */
  readonly marked: boolean;
}

/**
 * A baseline JPEG. Its tables are those of its quality: the best ones of each strip could not be joined.
 *
 * Tried, on 512-px squares of photos in 200-px cells, megapixels a CPU second: quality 85 with full chroma 152; with chroma of half
 * the size 213, and a fifth smaller; with the best Huffman tables 76, 2 % smaller. What half chroma costs depends on how large cells
 * are, as these meet at hard edges between colours: in 128-px cells chroma is off by .009 (OKLab) on average instead of .006, in
 * 8-px cells by .022 instead of .016.
 *
 * @throws MosaicError `failed`
 */
export async function encodeJpeg({ width, height, rgb }: RgbPixels, options: JpegOptions): Promise<Uint8Array> {
  const { quality, chroma, marked } = options;
  sharp.cache(false);
  sharp.concurrency(1); // one thread a picture: the same bytes everywhere
  const picture = sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false });
  const chromaSubsampling = chroma === 'full' ? FULL_CHROMA : '4:2:0';
  const jpeg = (marked ? picture.withExif(EXIF) : picture).jpeg({ quality, chromaSubsampling, optimiseCoding: false });
  try {
    return await whileEncoding(() => jpeg.toBuffer());
  } catch (error) {
    const expected = `a picture of ${width} × ${height} px`;
    throw new MosaicError('failed', { subject: 'JPEG', expected, received: 'none' }, error);
  }
}

async function encoded(
  { path, from, to, width, height, profile = 'srgb' }: Encoding,
  as: (picture: Sharp) => Sharp,
): Promise<void> {
  const picture = sharp(from, { limitInputPixels: false, sequentialRead: true });
  try {
    const marked = as(picture.withExif(EXIF).withIccProfile(profile));
    await whileEncoding(() => marked.toFile(to));
  } catch (error) {
    // beside the strips, which hold as much
    throw writingError(error, path, { most: 2 * width * height * 3 });
  }
}

/**
 * WebP has 512 kB for the modes of all macroblocks (RFC 6386, section 9.2: 19 bits of size). The quick encoder spends
 * them freely: with photos in 40-px cells at quality 88 it fails at 36 megapixels and does 25. The one that weighs them
 * takes 1.5 times as long.
 */
const EFFORTS = { quick: 0, weighing: 2 } as const;

/** Pixels up to which the quick encoder is worth a try. */
const QUICK = 25e6;

async function encodeWebp(files: Encoding, format: OutputFormat, quality: number): Promise<void> {
  const { path, width, height } = files;
  const efforts = width * height > QUICK ? [EFFORTS.weighing] : [EFFORTS.quick, EFFORTS.weighing];
  for (const effort of efforts) {
    try {
      return await encoded(files, (picture) => picture.webp({ quality, smartSubsample: true, effort }));
    } catch (error) {
      if (!isOverflow(error)) throw error;
    }
  }
  const ways: WayOut[] = [...waysOut(format, { width, height }), { lower: 'cell' }, { lower: 'quality' }];
  const facts = { file: path, expected: 'less detail, as WebP holds in one picture', received: 'more' };
  throw new MosaicError('limit', { ...facts, waysOut: ways });
}

/** libwebp's VP8_ENC_ERROR_PARTITION0_OVERFLOW, which libvips reports like this; a full disk has a code of its own. */
function isOverflow(error: unknown): boolean {
  return error instanceof MosaicError && error.code === 'failed' && /unable to encode/.test(String(error.cause));
}
