/** Reading and writing pictures for tests, through sharp alone: no code under test takes part. */

import { join } from 'node:path';
import type { Raster } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import type sharp from 'sharp';
import { syntheticPhoto } from './photos.js';

/** sharp, loaded once a picture is read or written: most who load this package need none, and libvips takes a tenth of a second. */
export const loadSharp = async (): Promise<typeof sharp> => (await import('sharp')).default;

/** The suffixes a test may ask for; sharp chooses the format by them. */
export type PictureFormat = 'avif' | 'gif' | 'jpg' | 'png' | 'tiff' | 'webp';

/** Which photos to write. */
export interface PhotosOnDisk {
  /** The seed of the first photo; the others follow. Default 1. */
  readonly seed?: number;
  /** Pixels. Default 160 × 120. */
  readonly width?: number;
  readonly height?: number;
  /** Default jpg. */
  readonly format?: PictureFormat;
}

/**
 * Writes `count` synthetic photos into a folder that exists, named photo-0000 and so on.
 *
 * @returns their paths, in the order of their seeds
 */
export async function writePhotos(folder: string, count: number, which: PhotosOnDisk = {}): Promise<string[]> {
  const { seed = 1, width = 160, height = 120, format = 'jpg' } = which;
  const paths: string[] = [];
  for (let i = 0; i < count; i++) {
    const path = join(folder, `photo-${String(i).padStart(4, '0')}.${format}`);
    await writePicture(path, syntheticPhoto(seed + i, width, height));
    paths.push(path);
  }
  return paths;
}

/** Writes a raster in the format of the path's suffix, at sharp's default quality. */
export async function writePicture(path: string, picture: Raster): Promise<void> {
  const { data, width, height } = picture;
  const open = await loadSharp();
  await open(data, { raw: { width, height, channels: 4 } }).toFile(path);
}

/** Reads a picture as sRGB with alpha, EXIF not turned. */
export async function readPicture(path: string): Promise<Raster> {
  const open = await loadSharp();
  const { data, info } = await open(path)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return raster(info.width, info.height, new Uint8ClampedArray(data.buffer, data.byteOffset, data.length));
}
