import type { Raster } from '@tesserae/core';
import { decodeThumbnail } from '../codecs/thumbnail.js';
import { decodePhoto } from '../decoders/operations/decode-photo.js';
import type { OddFile } from './odd-files.js';

/** How far a colour may be off, of 255: inks have no such red. */
const TOLERANCE = 70;

const COLOURS = { red: [214, 40, 40], blue: [40, 60, 200], white: [255, 255, 255] } as const;

/**
 * Decodes an odd file as any photo is.
 *
 * @param size  what it must have, upright
 * @returns what is wrong with the outcome; undefined if nothing is
 */
export async function checkOddFile(
  file: OddFile,
  size: { readonly width: number; readonly height: number },
): Promise<Outcome | undefined> {
  const photo = await decodePhoto(file.bytes);
  if (photo.state !== file.state) return { expected: file.state, received: photo.state };
  if (photo.state === 'refused') {
    return photo.code === file.code ? undefined : { expected: String(file.code), received: photo.code };
  }
  if (photo.width !== size.width || photo.height !== size.height) {
    return { expected: `${size.width}×${size.height} pixels`, received: `${photo.width}×${photo.height}` };
  }
  const thumbnail = decodeThumbnail(photo.thumbnail);
  if (!looks(thumbnail, 0.25, COLOURS.red)) return { expected: 'red on the left', received: 'another colour' };
  const right = file.right ?? 'blue';
  if (looks(thumbnail, 0.75, COLOURS[right])) return undefined;
  return { expected: `${right} on the right`, received: 'another colour' };
}

/** How an odd file should have come out, and how it did. */
export interface Outcome {
  readonly expected: string;
  readonly received: string;
}

/** Whether a photo has about a colour half way down. @param across  0…1 */
function looks({ width, height, data }: Raster, across: number, colour: readonly number[]): boolean {
  const pixel = (Math.floor(height / 2) * width + Math.floor(width * across)) * 4;
  return colour.every((wanted, channel) => Math.abs(data[pixel + channel] - wanted) <= TOLERANCE);
}
