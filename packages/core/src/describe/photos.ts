import type { Library } from '../library/library.js';
import type { Hooks, PhotoSource, Pool } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import { sharedBuffer } from '../runtime/shared-memory.js';
import { photoDescriber, type ViewColumns, type ViewDescription } from './describer.js';
import { emptyRows, type ViewFeatures } from './descriptor.js';
import { describeOnWorkers } from './on-workers.js';
import { viewCount } from './views.js';

/** What can be put into cells, and what each looks like. Row v of every column is view v. */
export interface DescribedViews {
  /** views × dims. */
  readonly features: ViewFeatures;
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
/** Fewer views are described in this thread before a worker has begun; and it keeps their thumbnails. */
const MANY = 20_000;

/** Describes the views of every photo for each shape class from its thumbnail; the originals are not touched. */
export async function describePhotos(
  { library, photos, pool }: DescribeInput,
  description: ViewDescription,
  hooks: Hooks = {},
): Promise<DescribedViews> {
  const count = library.ids.length;
  const views = emptyViews(description, count);
  const { crops, mirrored } = views;
  const columns = { data: views.features.data, crops, mirrored };
  if (views.features.rows >= MANY && pool?.separateMemory && photos.stored) {
    const wanted = { ...description, descriptor: description.descriptor.spec, sizes: library.sizes, columns };
    await describeOnWorkers({ pool, wanted, stored: photos.stored, count, batch: BATCH }, hooks);
  } else await describeHere({ library, photos }, description, columns, hooks);
  return views;
}

/** Columns of zeros, where workers see them. */
function emptyViews({ descriptor, classes, set }: ViewDescription, photos: number): DescribedViews {
  const { dims } = descriptor;
  const each = viewCount(set);
  const starts = Uint32Array.from({ length: classes.length + 1 }, (_, shape) => shape * photos * each);
  const rows = starts[classes.length];
  const owner = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / each) % photos);
  return {
    features: { rows, dims, data: emptyRows(descriptor, rows), owner, starts },
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
  const rest = eventLoopYielder(hooks.signal);
  for (let first = 0; first < count; first += BATCH) {
    const thumbnails = await photos.thumbnails(first, Math.min(BATCH, count - first));
    for (const [i, thumbnail] of thumbnails.entries()) {
      await rest();
      describe(first + i, thumbnail);
    }
    hooks.onProgress?.({ stage: 'describe', done: first + thumbnails.length, total: count });
  }
}
