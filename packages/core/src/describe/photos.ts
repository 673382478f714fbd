import { throwIfAborted } from '../errors.js';
import type { Library } from '../library/library.js';
import type { Hooks, PhotoSource, Pool } from '../ports.js';
import { sharedBuffer } from '../runtime/shared-memory.js';
import { photoDescriber, type ViewColumns, type ViewDescription } from './describer.js';
import type { Features } from './descriptor.js';
import { describeOnWorkers } from './on-workers.js';
import { isKnown } from './task.js';
import { viewCount } from './views.js';

/** What can be put into cells, and what each looks like. Row v of every column is view v; a photo's views lie together. */
export interface DescribedViews {
  /** views × dims, with the photo of each view as `owner`. */
  readonly features: Features & { readonly owner: Uint32Array };
  /** views × 4: x, y, w, h in fractions of the photo. */
  readonly crops: Float32Array;
  /** View → 1 if it is mirrored left to right. */
  readonly mirrored: Uint8Array;
}

/** The photos to describe. */
export interface DescribeInput {
  readonly library: Library;
  /** The library's thumbnails, in its order. */
  readonly photos: PhotoSource;
  /** Who describes them; this thread if absent. The views do not depend on it. */
  readonly pool?: Pool;
}

/** Thumbnails held at a time, by each who describes: memory grows with the features alone. */
const BATCH = 64;
/** Fewer photos are described in this thread, before a worker thread has begun; and it keeps their thumbnails. */
const MANY = 2000;

/** Describes the views of every photo from its thumbnail; the originals are not touched. */
export async function describePhotos(
  { library, photos, pool }: DescribeInput,
  description: ViewDescription,
  hooks: Hooks = {},
): Promise<DescribedViews> {
  const count = library.ids.length;
  const views = emptyViews(count, viewCount(description.set), description.descriptor.dims);
  const { crops, mirrored } = views;
  const columns = { data: views.features.data, crops, mirrored };
  const elsewhere =
    count >= MANY && pool?.separateMemory && isKnown(description.descriptor) ? photos.stored : undefined;
  if (pool && elsewhere) {
    const { descriptor, aspect, set } = description;
    const wanted = { descriptor: descriptor.name, aspect, set, sizes: library.sizes, columns };
    await describeOnWorkers({ pool, wanted, stored: elsewhere, count, batch: BATCH }, hooks);
  } else await describeHere({ library, photos }, description, columns, hooks);
  return views;
}

/** Columns of zeros, where workers see them. */
function emptyViews(photos: number, each: number, dims: number): DescribedViews {
  const rows = photos * each;
  const owner = new Uint32Array(rows);
  for (let photo = 0; photo < photos; photo++) owner.fill(photo, photo * each, (photo + 1) * each);
  return {
    features: { rows, dims, data: new Float32Array(sharedBuffer(rows * dims * 4)), owner },
    crops: new Float32Array(sharedBuffer(rows * 16)),
    mirrored: new Uint8Array(sharedBuffer(rows)),
  };
}

async function describeHere(
  { library, photos }: DescribeInput,
  description: ViewDescription,
  columns: ViewColumns,
  hooks: Hooks,
): Promise<void> {
  const count = library.ids.length;
  const describe = photoDescriber(description, library.sizes, columns);
  for (let first = 0; first < count; first += BATCH) {
    throwIfAborted(hooks.signal);
    const thumbnails = await photos.thumbnails(first, Math.min(BATCH, count - first));
    thumbnails.forEach((thumbnail, i) => {
      describe(first + i, thumbnail);
    });
    hooks.onProgress?.({ stage: 'describe', done: first + thumbnails.length, total: count });
  }
}
