import { throwIfAborted } from '../errors.js';
import type { Library } from '../library/library.js';
import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';
import type { Hooks, PhotoSource } from '../ports.js';
import type { Descriptor, Features } from './descriptor.js';
import { wholeView } from './views.js';

/** What can be put into cells, and what each looks like. Row v of every column is view v. */
export interface Views {
  /** views × dims, with the photo of each view as `owner`. */
  readonly features: Features & { readonly owner: Uint32Array };
  /** views × 4: x, y, w, h in fractions of the photo. */
  readonly crops: Float32Array;
  /** View → 1 if it is mirrored left to right. */
  readonly mirrored: Uint8Array;
}

/** Thumbnails held at a time: memory grows with the features alone. */
const BATCH = 256;

/**
 * Describes the views of every photo from its thumbnail; the originals are not touched.
 *
 * @param descriptor  how, and the width / height of a cell
 */
export async function describePhotos(
  library: Library,
  source: PhotoSource,
  descriptor: Descriptor & { readonly aspect: number },
  hooks: Hooks = {},
): Promise<Views> {
  const count = library.ids.length;
  const { dims } = descriptor;
  const owner = Uint32Array.from({ length: count }, (_, photo) => photo);
  const features = { rows: count, dims, data: new Float32Array(count * dims), owner };
  const crops = new Float32Array(count * 4);
  const means = new Float32Array(descriptor.side ** 2 * 3);

  for (let first = 0; first < count; first += BATCH) {
    throwIfAborted(hooks.signal);
    const thumbnails = await source.thumbnails(first, Math.min(BATCH, count - first));
    thumbnails.forEach((thumbnail, i) => {
      const photo = first + i;
      const view = wholeView(library.sizes[photo * 2], library.sizes[photo * 2 + 1], descriptor.aspect);
      crops.set([view.x, view.y, view.w, view.h], photo * 4);
      describeView(thumbnail, crops.subarray(photo * 4, photo * 4 + 4), descriptor, means);
      descriptor.encode(means, features.data, photo * dims);
    });
    hooks.onProgress?.({ stage: 'describe', done: first + thumbnails.length, total: count });
  }
  return { features, crops, mirrored: new Uint8Array(count) };
}

/** Averages the part of a thumbnail that a crop (four fractions) shows into `means`. */
function describeView(thumbnail: Raster, crop: Float32Array, descriptor: Descriptor, means: Float32Array): void {
  const { width, height } = thumbnail;
  const box = { x: crop[0] * width, y: crop[1] * height, w: crop[2] * width, h: crop[3] * height };
  areaMeans(thumbnail, box, { columns: descriptor.side, rows: descriptor.side, curve: descriptor.curve }, means);
}
