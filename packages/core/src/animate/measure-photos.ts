import type { Raster } from '../pixels/raster.js';
import type { Plan } from '../plan/plan.js';
import type { PhotoSource } from '../ports.js';

/** Thumbnails held at a time. */
const BATCH = 64;

/**
 * Measures the photos that a plan shows by their thumbnails.
 *
 * @returns photo → the measure: one float a photo; 0 for those that no cell shows
 */
export async function measurePhotos(
  { ids, photos: shown }: Plan,
  photos: PhotoSource,
  measure: (thumbnail: Raster) => number,
): Promise<Float32Array> {
  const isShown = new Uint8Array(ids.length);
  for (const photo of shown) isShown[photo] = 1;
  const measures = new Float32Array(ids.length);
  for (let first = 0; first < ids.length; first += BATCH) {
    const count = Math.min(BATCH, ids.length - first);
    if (!isShown.subarray(first, first + count).includes(1)) continue;
    const thumbnails = await photos.thumbnails(first, count);
    thumbnails.forEach((thumbnail, i) => {
      if (isShown[first + i] === 1) measures[first + i] = measure(thumbnail);
    });
  }
  return measures;
}
