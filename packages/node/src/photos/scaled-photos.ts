/**
 * Originals at the sizes that views are cut from: each is decoded once for a size, put aside on the disk, and cut from there.
 *
 * In a large mosaic a photo shows in dozens of cells, by its three sizes of parts and many places; each view by itself would be
 * a decoding of the whole original.
 */

import type { Hooks, Raster } from '@tesserae/core';
import { abortable, throwIfAborted } from '@tesserae/core/internal';
import type { ScaledCrop } from '../decoders/operations/scaled-crop.js';
import type { Scratch } from '../files/scratch.js';
import { semaphore } from '../work/semaphore.js';

/** Decodes a photo (an index) at width × height pixels, into width × height × 3 bytes. */
export type DecodeScaled = (photo: number, width: number, height: number) => Promise<Uint8Array>;

/** What views are cut from. */
export interface ScaledPhotos {
  /**
   * A view of a photo, drawn into a raster of the view's size; undefined if there is no room for what it would be cut from.
   *
   * @throws what decoding throws
   */
  view(photo: number, whole: ScaledCrop, into: Raster): Promise<Raster | undefined>;
  /**
   * Puts aside what views will be cut from, each once, in this order; what cannot be decoded is left to `view`.
   *
   * @throws MosaicError `aborted`
   */
  prepare(wanted: readonly ScaledPhotoRequest[], hooks: Hooks): Promise<void>;
}

/** A photo at a size. */
export interface ScaledPhotoRequest {
  readonly photo: number;
  readonly crop: ScaledCrop;
}

/** Larger ones are not worth their way through memory, bytes. */
const MOST_BYTES = 6 * 2 ** 20;

/** Reads at a time: libuv has four threads, and each read takes memory for whole rows. */
const READERS = 4;

/**
 * @param scratch  where they are put aside
 * @param atOnce   how many are decoded at a time
 */
export function scaledPhotos(scratch: Scratch, atOnce: number, decode: DecodeScaled): ScaledPhotos {
  const decodings = semaphore(atOnce);
  const places = new Map<string, Promise<number | undefined>>();
  const readers = semaphore(READERS);
  // what is read from the disk goes there, as `buffer-pool.ts` of the core says why
  const buffers: Uint8Array[] = [];

  function put(photo: number, width: number, height: number): Promise<number | undefined> {
    return decodings.during(1, async () => await scratch.append(await decode(photo, width, height)));
  }

  function placeOf(photo: number, { width, height }: ScaledCrop): Promise<number | undefined> {
    const key = keyOf(photo, width, height);
    let place = places.get(key);
    if (place === undefined) {
      place = put(photo, width, height);
      places.set(key, place);
      place.catch(() => places.delete(key)); // thrown to whoever waits for it
    }
    return place;
  }

  /** The last one, if it is large enough: after some views all are. */
  function bufferFor(length: number): Uint8Array {
    const buffer = buffers.pop();
    return buffer !== undefined && buffer.length >= length ? buffer : Buffer.allocUnsafeSlow(length);
  }

  return {
    async prepare(wanted, { signal, onProgress }) {
      const missing = new Map<string, ScaledPhotoRequest>();
      for (const each of wanted) {
        const key = keyOf(each.photo, each.crop.width, each.crop.height);
        if (isWorthIt(each.crop) && !places.has(key)) missing.set(key, each);
      }
      const total = missing.size;
      const left = missing.values();
      let done = 0;
      const lane = async (): Promise<void> => {
        for (const { photo, crop: whole } of left) {
          throwIfAborted(signal);
          await abortable(
            placeOf(photo, whole).catch(() => undefined), // thrown to who draws it, who says so
            signal,
          );
          onProgress?.({ stage: 'photos', done: ++done, total });
        }
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
    },
    async view(photo, whole, into) {
      if (!isWorthIt(whole)) return undefined;
      const place = await placeOf(photo, whole);
      if (place === undefined) return undefined;
      const rowBytes = whole.width * 3;
      const length = into.height * rowBytes;
      return await readers.during(1, async () => {
        const buffer = bufferFor(length);
        try {
          const rows = await scratch.read(place + whole.top * rowBytes, buffer.subarray(0, length));
          return cut(rows, rowBytes, whole.left * 3, into);
        } finally {
          buffers.push(buffer);
        }
      });
    },
  };
}

function keyOf(photo: number, width: number, height: number): string {
  return `${photo} ${width} ${height}`;
}

function isWorthIt({ width, height }: ScaledCrop): boolean {
  return width * height * 3 <= MOST_BYTES;
}

/** Columns of rows of RGB, from byte `left` of each row on, as an opaque raster. */
function cut(rows: Uint8Array, rowBytes: number, left: number, into: Raster): Raster {
  const { width, height, data } = into;
  for (let y = 0, o = 0; y < height; y++) {
    const end = y * rowBytes + left + width * 3;
    for (let i = end - width * 3; i < end; i += 3, o += 4) {
      data[o] = rows[i];
      data[o + 1] = rows[i + 1];
      data[o + 2] = rows[i + 2];
      data[o + 3] = 255;
    }
  }
  return into;
}
