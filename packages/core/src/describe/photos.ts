import { throwIfAborted } from '../errors.js';
import type { Library } from '../library/library.js';
import { type Summed, summed, summedMeans } from '../pixels/summed.js';
import type { Hooks, PhotoSource } from '../ports.js';
import type { Descriptor, Features } from './descriptor.js';
import { type PhotoPart, photoViews, type ViewSet, viewCount } from './views.js';

/** What can be put into cells, and what each looks like. Row v of every column is view v; a photo's views lie together. */
export interface Views {
  /** views × dims, with the photo of each view as `owner`. */
  readonly features: Features & { readonly owner: Uint32Array };
  /** views × 4: x, y, w, h in fractions of the photo. */
  readonly crops: Float32Array;
  /** View → 1 if it is mirrored left to right. */
  readonly mirrored: Uint8Array;
}

/** How views are described, and which there are. */
export interface ViewDescription {
  readonly descriptor: Descriptor;
  /** Width / height of a cell. */
  readonly aspect: number;
  readonly set: ViewSet;
}

/** Thumbnails held at a time: memory grows with the features alone. */
const BATCH = 256;

/** Describes the views of every photo from its thumbnail; the originals are not touched. */
export async function describePhotos(
  library: Library,
  source: PhotoSource,
  description: ViewDescription,
  hooks: Hooks = {},
): Promise<Views> {
  const count = library.ids.length;
  const { descriptor, aspect, set } = description;
  const each = viewCount(set);
  const views = emptyViews(count, each, descriptor.dims);
  const describe = viewDescriber(views, descriptor);
  let room: Float64Array = new Float64Array();

  for (let first = 0; first < count; first += BATCH) {
    throwIfAborted(hooks.signal);
    const thumbnails = await source.thumbnails(first, Math.min(BATCH, count - first));
    thumbnails.forEach((thumbnail, i) => {
      const photo = first + i;
      const table = summed(thumbnail, descriptor.curve, room);
      if (table.sums.length > room.length) room = table.sums;
      const size = { width: library.sizes[photo * 2], height: library.sizes[photo * 2 + 1] };
      photoViews(size, aspect, set).forEach((part, j) => {
        describe(table, part, photo * each + j);
      });
    });
    hooks.onProgress?.({ stage: 'describe', done: first + thumbnails.length, total: count });
  }
  return views;
}

function emptyViews(photos: number, each: number, dims: number): Views {
  const rows = photos * each;
  const owner = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / each));
  return {
    features: { rows, dims, data: new Float32Array(rows * dims), owner },
    crops: new Float32Array(rows * 4),
    mirrored: new Uint8Array(rows),
  };
}

/** Makes the function that fills one row: a mirror image is described from the means of what it mirrors, turned round. */
function viewDescriber({ features, crops, mirrored }: Views, descriptor: Descriptor) {
  const { side, dims } = descriptor;
  const lattice = { columns: side, rows: side };
  const means = new Float32Array(side * side * 3);
  return (thumbnail: Summed, { crop, mirrored: isMirrored }: PhotoPart, row: number): void => {
    crops.set([crop.x, crop.y, crop.w, crop.h], row * 4);
    mirrored[row] = isMirrored ? 1 : 0;
    const { width, height } = thumbnail;
    const [x, y, w, h] = crops.subarray(row * 4, row * 4 + 4);
    if (isMirrored) mirrorRows(means, side);
    else summedMeans(thumbnail, { x: x * width, y: y * height, w: w * width, h: h * height }, lattice, means);
    descriptor.encode(means, features.data, row * dims);
  };
}

/** Turns side × side × 3 colours left to right. */
export function mirrorRows(means: Float32Array, side: number): void {
  for (let row = 0; row < side; row++) {
    for (let left = 0, right = side - 1; left < right; left++, right--) {
      for (let channel = 0; channel < 3; channel++) {
        const a = (row * side + left) * 3 + channel;
        const b = (row * side + right) * 3 + channel;
        [means[a], means[b]] = [means[b], means[a]];
      }
    }
  }
}
