/** The JPEG that cameras and editors put into their own formats, for those who cannot read these. */

import type { CameraRaw } from './camera-raw.js';
import { type EmbeddedJpeg, findJpegs } from './jpeg-markers.js';
import type { Refusal } from './refusal.js';

/** A preview whose short side has fewer pixels is no photo. */
export const LEAST_SIDE = 64;

/**
 * The largest JPEG in a file, turned as the file says if it does not say so itself.
 *
 * It is searched for, not looked up: the dozen formats keep it in as many places, some in makers' secret ones, while
 * the walk through a JPEG's markers from beginning to end does not come true by chance.
 *
 * @returns the bytes of a JPEG, or why there is none
 */
export function previewOf(file: Buffer, raw: CameraRaw): Uint8Array | Refusal {
  const found = findJpegs(file, raw.inner);
  const largest = found.reduce<EmbeddedJpeg | undefined>(
    (best, jpeg) => (area(jpeg) > area(best) ? jpeg : best),
    undefined,
  );
  if (largest === undefined) {
    return { code: 'unsupported', detail: `${raw.name} without a preview, of which only that is read` };
  }
  const { start, end, width, height } = largest;
  if (Math.min(width, height) < LEAST_SIDE) {
    const least = `of which only the preview is read, from ${LEAST_SIDE} pixels on its short side on`;
    return { code: 'unsupported', detail: `${raw.name} with a preview of ${width}×${height} pixels, ${least}` };
  }
  const jpeg = file.subarray(start, end);
  return largest.hasExif || raw.orientation === 1 ? jpeg : oriented(jpeg, raw.orientation);
}

function area(jpeg: EmbeddedJpeg | undefined): number {
  return jpeg === undefined ? 0 : jpeg.width * jpeg.height;
}

/** A JPEG with an EXIF orientation. */
function oriented(jpeg: Uint8Array, orientation: number): Uint8Array {
  const exif = Buffer.from(
    '\xff\xe1\0\x22Exif\0\0II*\0\b\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0',
    'latin1',
  );
  exif[28] = orientation;
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}
