/**
 * Twelve files that decoders stumble over, made on the spot: what opens here, and how it looks, does not depend on files that
 * somebody might have lost. All show the same: red to the left, blue to the right, twice as wide as high.
 */

import { crc32 } from 'node:zlib';
import type { Raster } from '@tesserae/core';
import sharp, { type Sharp } from 'sharp';
import { decodeThumbnail } from '../codecs/thumbnail.js';
import { decodePhoto } from '../decoders/operations/decode-photo.js';

/** A file and what is to become of it. */
export interface OddFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** `usable`, or the code by which it is refused. */
  readonly outcome: string;
  /** Of the right half; blue unless told. */
  readonly right?: 'blue' | 'white';
}

/** Pixels of each, upright. */
export const ODD_SIZE: { readonly width: number; readonly height: number } = { width: 160, height: 80 };

const COLOURS = { red: [214, 40, 40], blue: [40, 60, 200], white: [255, 255, 255] } as const;

/** How far a colour may be off, of 255: inks have no such red. */
const TOLERANCE = 70;

/** Makes them. */
export async function oddFiles(): Promise<OddFile[]> {
  const jpeg = await picture().jpeg().toBuffer();
  const whole: readonly (readonly [name: string, picture: Sharp])[] = [
    ['a plain JPEG', picture().jpeg()],
    ['a progressive JPEG', picture().jpeg({ progressive: true })],
    ['a JPEG in CMYK', picture().toColourspace('cmyk').jpeg()],
    ['a JPEG that EXIF turns', picture().rotate(270).withMetadata({ orientation: 6 }).jpeg()],
    ['a PNG of 16 bits', picture().toColourspace('rgb16').png()],
    ['a WebP', picture().webp({ lossless: true })],
    ['an AVIF', picture().avif({ quality: 80, effort: 0 })],
    ['a GIF of two frames', await film()],
    ['a TIFF packed by LZW', picture().tiff({ compression: 'lzw' })],
  ];
  const usable = whole.map(async ([name, made]): Promise<OddFile> => {
    return { name, bytes: await made.toBuffer(), outcome: 'usable' };
  });
  const glass = await picture(0).png({ progressive: true }).toBuffer();
  return [
    ...(await Promise.all(usable)),
    { name: 'an interlaced PNG, half transparent', bytes: glass, outcome: 'usable', right: 'white' },
    { name: 'a JPEG that ends too early', bytes: jpeg.subarray(0, jpeg.length / 2), outcome: 'truncated' },
    { name: 'a PNG that says it has 3,600 megapixels', bytes: hugePng(), outcome: 'too-large' },
  ];
}

/** How an odd file should have come out, and how it did. */
export interface Outcome {
  readonly expected: string;
  readonly received: string;
}

/**
 * Decodes an odd file as any photo is.
 *
 * @param decode  as `decodePhoto` does; throws if nothing can be decoded
 * @returns what is wrong with the outcome; undefined if nothing is
 */
export async function checkOddFile(
  { bytes, outcome, right = 'blue' }: OddFile,
  decode: (bytes: Uint8Array) => ReturnType<typeof decodePhoto> = decodePhoto,
): Promise<Outcome | undefined> {
  const photo = await decode(bytes);
  const received = photo.state === 'refused' ? photo.code : photo.state;
  if (received !== outcome) return { expected: outcome, received };
  if (photo.state === 'refused') return undefined;
  const { width, height } = ODD_SIZE;
  if (photo.width !== width || photo.height !== height) {
    return { expected: `${width}×${height} pixels`, received: `${photo.width}×${photo.height}` };
  }
  const thumbnail = decodeThumbnail(photo.thumbnail);
  if (!looks(thumbnail, 0.25, COLOURS.red)) return { expected: 'red on the left', received: 'another colour' };
  if (looks(thumbnail, 0.75, COLOURS[right])) return undefined;
  return { expected: `${right} on the right`, received: 'another colour' };
}

/** Whether a photo has about a colour half way down. @param across  0…1 */
function looks({ width, height, data }: Raster, across: number, colour: readonly number[]): boolean {
  const pixel = (Math.floor(height / 2) * width + Math.floor(width * across)) * 4;
  return colour.every((wanted, channel) => Math.abs(data[pixel + channel] - wanted) <= TOLERANCE);
}

/** @param opacity  of the right half */
function picture(opacity = 255): Sharp {
  const { width, height } = ODD_SIZE;
  const data = Buffer.alloc(width * height * 4);
  for (let i = 0; i < width * height; i++) {
    const isLeft = i % width < width / 2;
    data.set(isLeft ? COLOURS.red : COLOURS.blue, i * 4);
    data[i * 4 + 3] = isLeft ? 255 : opacity;
  }
  const drawn = sharp(data, { raw: { width, height, channels: 4 } });
  return opacity === 255 ? drawn.removeAlpha() : drawn;
}

/** The picture, then one that is not to be looked at. */
async function film(): Promise<Sharp> {
  const first = await picture().png().toBuffer();
  const second = await picture().negate().png().toBuffer();
  return sharp([first, second], { join: { animated: true } }).gif();
}

/** A header of 60,000 × 60,000 pixels and nothing else. Source: PNG specification, 3rd edition, §11.2.1. */
function hugePng(): Uint8Array {
  const header = Buffer.from('49484452000000000000000008020000000000000000', 'hex'); // IHDR, of 8-bit RGB
  header.writeUInt32BE(60_000, 4);
  header.writeUInt32BE(60_000, 8);
  header.writeUInt32BE(crc32(header.subarray(0, 17)), 17);
  const start = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
  return Buffer.concat([start, header.subarray(0, 21), Buffer.from('0000000049444154', 'hex')]);
}
