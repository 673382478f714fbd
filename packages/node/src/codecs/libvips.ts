/** The decoder, set up once. Only this folder and the encoders talk to it. */

import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { HEIC_VERSION } from './heif/version.js';

// one thread a photo and many photos at a time: 1.5 times the photos of the default, and no cache to fill memory
sharp.concurrency(1);
sharp.cache(false);

/** Changes (`own` by hand, for what this folder reads itself) whenever the same bytes might decode to other pixels, or a refused photo might now open. */
export const CODEC_VERSION: string = `sharp ${sharp.versions.sharp} vips ${sharp.versions.vips} libheif ${HEIC_VERSION} own 4`;

/** The most pixels a photo may have; its memory estimate (`memory-estimate.ts`) usually ends sooner. 16,383². */
export const MAX_PIXELS: number = 0x3fff * 0x3fff;

/**
 * The first frame of a picture, upright. Bytes only: a path would be read as libvips' own little language, in which
 * `a.jpg[page=1]` is not a file name.
 *
 * @param strict  whether the first irregularity is an error; else whatever can be read is taken
 */
export function openPicture(bytes: Uint8Array, strict: boolean): Sharp {
  const options: SharpOptions = { failOn: strict ? 'warning' : 'none', limitInputPixels: MAX_PIXELS };
  return sharp(bytes, options).autoOrient();
}

/** The first frame of a picture as it is stored; whatever can be read is taken. */
export function openStored(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'none', limitInputPixels: MAX_PIXELS });
}

/** What a HEIC says of itself, of however many parts it is made: the large ones of phones have hundreds. */
export async function heicHeader(bytes: Uint8Array): Promise<Metadata> {
  return await sharp(bytes, { failOn: 'none', limitInputPixels: MAX_PIXELS, unlimited: true }).metadata();
}

/** A picture of any size as it is stored, to be read piece by piece; the first irregularity is an error. */
export function openLarge(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'warning', limitInputPixels: false });
}

/** Raw pixels as a picture: width × height × channels bytes, sRGB. */
export function openPixels(
  data: Uint8Array | Uint8ClampedArray,
  width: number,
  height: number,
  channels: 3 | 4,
): Sharp {
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
}

/** What is left to do in every picture: transparency laid over white, and colours as sRGB. */
export function overWhite(picture: Sharp): Sharp {
  return picture.flatten({ background: '#ffffff' }).toColourspace('srgb');
}
