/** Describing photos on the workers of a pool. */

import type { ShapeClass } from '../layout/layout.js';
import type { Raster } from '../pixels/raster.js';
import type { Column, Hooks, Pool, StoredThumbnails, Task } from '../ports.js';
import { sharedBuffer } from '../runtime/shared-memory.js';
import { photoDescriber, type ViewColumns } from './describer.js';
import type { DescriptorSpec } from './descriptor.js';
import { descriptorOf } from './descriptor-of.js';
import { type ViewSet, viewCount } from './views.js';

/** What is to be described, and into what; plain data, its columns on shared memory. */
export interface PhotosToDescribe {
  readonly descriptor: DescriptorSpec;
  readonly classes: readonly ShapeClass[];
  readonly set: ViewSet;
  /** photos × 2: width and height of the upright photos. */
  readonly sizes: Uint32Array;
  readonly columns: ViewColumns;
}

/** Some photos, one after the other. */
export interface DescribedPart {
  readonly first: number;
  /** Their thumbnails as they are stored, one behind the other, on shared memory. */
  readonly stored: Uint8Array;
  /** Photo of the part → where its thumbnail ends. */
  readonly ends: Uint32Array;
}

/**
 * The task of describing photos.
 *
 * @param decode  turns a stored thumbnail into pixels
 */
export function describeTask(decode: (stored: Uint8Array) => Raster): Task<PhotosToDescribe, DescribedPart> {
  return {
    name: 'describe',
    written: writtenColumns,
    prepare({ descriptor, classes, set, sizes, columns }) {
      const described = { descriptor: descriptorOf(descriptor), classes, set };
      const describe = photoDescriber(described, sizes, columns);
      return function* ({ first, stored, ends }) {
        for (let i = 0, from = 0; i < ends.length; from = ends[i++]) {
          describe(first + i, decode(stored.subarray(from, ends[i])));
          yield;
        }
      };
    },
  };
}

/** The views of some photos: class by class they lie together. */
function writtenColumns({ classes, set, sizes, columns }: PhotosToDescribe, { first, ends }: DescribedPart): Column[] {
  const each = viewCount(set);
  const photos = sizes.length / 2;
  const dims = columns.data.length / columns.mirrored.length;
  return classes.flatMap((_, shape) => {
    const from = (shape * photos + first) * each;
    const to = from + ends.length * each;
    return [
      columns.data.subarray(from * dims, to * dims),
      columns.crops.subarray(from * 4, to * 4),
      columns.mirrored.subarray(from, to),
    ];
  });
}

/** What workers are to describe. */
export interface DescribeOnWorkers {
  readonly pool: Pool;
  readonly wanted: PhotosToDescribe;
  readonly stored: StoredThumbnails;
  /** How many photos there are. */
  readonly count: number;
  /** Of how many a worker is given the thumbnails at a time. */
  readonly batch: number;
}

/**
 * Describes photos on the workers of a pool.
 *
 * Thumbnails are laid out in buffers that are used again and again: what is sent to workers otherwise is theirs to throw away,
 * and they take their time.
 */
export async function describeOnWorkers(
  { pool, wanted, stored, count, batch }: DescribeOnWorkers,
  hooks: Hooks,
): Promise<void> {
  const runner = pool.open(describeTask(stored.decode), wanted);
  // as many again as are at work: nobody waits for the next
  const most = pool.workers * 2;
  const buffers: Uint8Array[] = Array.from({ length: most }, () => new Uint8Array(sharedBuffer(batch * USUAL)));
  const underWay = new Set<Promise<void>>();
  let done = 0;
  try {
    for (let first = 0; first < count; first += batch) {
      while (underWay.size >= most) await Promise.race(underWay);
      const thumbnails = await stored.read(first, Math.min(batch, count - first));
      // there is one: as many as parts under way are taken
      const part = { first, ...laidOut(thumbnails, buffers.pop()!) };
      const described = runner.run(part, hooks.signal).then(() => {
        underWay.delete(described);
        buffers.push(part.stored);
        done += thumbnails.length;
        hooks.onProgress?.({ stage: 'describe', done, total: count });
      });
      // one that fails stays, and is met by whoever waits next
      described.catch(() => undefined);
      underWay.add(described);
    }
    await Promise.all(underWay);
  } finally {
    runner.release();
  }
}

/** Bytes of a stored thumbnail, more than usual. */
const USUAL = 12_000;

/** Thumbnails one behind the other, in a larger room if this is too small. */
function laidOut(thumbnails: readonly Uint8Array[], room: Uint8Array): Omit<DescribedPart, 'first'> {
  const ends = new Uint32Array(thumbnails.length);
  let end = 0;
  thumbnails.forEach(({ length }, i) => {
    end += length;
    ends[i] = end;
  });
  const stored = end <= room.length ? room : new Uint8Array(sharedBuffer(end));
  thumbnails.forEach((thumbnail, i) => {
    stored.set(thumbnail, ends[i] - thumbnail.length);
  });
  return { stored, ends };
}
