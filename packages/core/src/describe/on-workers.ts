import type { Hooks, Pool, StoredThumbnails } from '../ports.js';
import { sharedBuffer } from '../runtime/shared-memory.js';
import { type DescribedPart, describeTask, type PhotosToDescribe } from './task.js';

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
 * Thumbnails are laid out in rooms that are used again and again: what is sent to workers otherwise is theirs to throw away,
 * and they take their time.
 */
export async function describeOnWorkers(
  { pool, wanted, stored, count, batch }: DescribeOnWorkers,
  hooks: Hooks,
): Promise<void> {
  const crew = pool.open(describeTask(stored.decode), wanted);
  // as many again as are at work: nobody waits for the next
  const most = pool.workers * 2;
  const rooms: Uint8Array[] = Array.from({ length: most }, () => new Uint8Array(sharedBuffer(batch * USUAL)));
  const underWay = new Set<Promise<void>>();
  let done = 0;
  try {
    for (let first = 0; first < count; first += batch) {
      while (underWay.size >= most) await Promise.race(underWay);
      const thumbnails = await stored.read(first, Math.min(batch, count - first));
      // there is one: as many as parts under way are taken
      const part = { first, ...laidOut(thumbnails, rooms.pop()!) };
      const described = crew.run(part, hooks.signal).then(() => {
        underWay.delete(described);
        rooms.push(part.stored);
        done += thumbnails.length;
        hooks.onProgress?.({ stage: 'describe', done, total: count });
      });
      // one that fails stays, and is met by whoever waits next
      described.catch(() => undefined);
      underWay.add(described);
    }
    await Promise.all(underWay);
  } finally {
    crew.release();
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
