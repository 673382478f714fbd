/** The photos behind the cells: each that is used once, whole, upright and small, encoded anew: nothing of the original's file is in it. */

import type { PhotoSource } from '@tesserae/core';
import type { PhotoFacts } from '@tesserae/core/internal';
import { orderedQueue } from '../../work/ordered-queue.js';
import { rgbPixels } from '../pack-rows.js';
import type { EncodeJpeg } from './tiles.js';

/** Pixels of a photo's file: its longer side at most `side`, and never more than the photo has. */
function photoFileSize(
  { width, height }: Pick<PhotoFacts, 'width' | 'height'>,
  side: number,
): { width: number; height: number } {
  const factor = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
}

/** What photo files are made from, and where they go. */
export interface PhotoFiles {
  readonly photos: PhotoSource;
  /** Number → index of the photo in the source. */
  readonly indices: Uint32Array;
  /** Number → what is known of the photo; undefined if the library does not have it. */
  readonly facts: readonly (PhotoFacts | undefined)[];
  /** Pixels of the longer side. */
  readonly side: number;
  readonly encode: EncodeJpeg;
  /** Takes one file after the other, in the order of their numbers. */
  readonly take: (number: number, jpeg: Uint8Array) => Promise<void>;
  /** What an earlier run has taken. */
  readonly kept: (number: number) => Promise<Uint8Array | undefined>;
}

/** Photos on their way: what decoders and encoders have to do at a time. */
const AT_ONCE = 8;

/**
 * Makes the files. A photo that the library does not have has none.
 *
 * @returns number × 2: width and height of each file in pixels, 0 where there is none
 */
export async function makePhotoFiles(files: PhotoFiles, onDone: (count: number) => void): Promise<Uint16Array> {
  const { photos, indices, facts, side, encode, take, kept } = files;
  const sizes = new Uint16Array(indices.length * 2);
  let done = 0;
  const queue = orderedQueue(
    AT_ONCE,
    async ({ number, facts }: { readonly number: number; readonly facts: PhotoFacts }) => {
      const { width, height } = photoFileSize(facts, side);
      sizes.set([width, height], number * 2);
      const view = { photo: indices[number], crop: { x: 0, y: 0, w: 1, h: 1 }, mirrored: false };
      return {
        number,
        jpeg: (await kept(number)) ?? (await encode(rgbPixels(await photos.view(view, width, height)))),
      };
    },
    async ({ number, jpeg }) => {
      await take(number, jpeg);
      onDone(++done);
    },
  );
  for (const [number, known] of facts.entries()) {
    if (known) await queue.add({ number, facts: known });
  }
  await queue.end();
  return sizes;
}
