/** What the photos of a plan look like, by their thumbnails. */

import { luminance } from '../../color/lab.js';
import { LINEAR } from '../../color/srgb.js';
import { areaMeans } from '../../pixels/area.js';
import type { Raster } from '../../pixels/raster.js';
import type { Plan } from '../../plan/plan.js';
import type { PhotoSource } from '../../ports.js';

/** Thumbnails held at a time. */
const BATCH = 64;

/** The photos that some cell of a plan shows, ascending, each with its thumbnail: of a large library they are few. */
export async function* shownThumbnails(
  { ids, photos: shown }: Plan,
  photos: PhotoSource,
): AsyncGenerator<readonly [photo: number, thumbnail: Raster], void, void> {
  const isShown = new Uint8Array(ids.length);
  for (const photo of shown) isShown[photo] = 1;
  for (let first = isShown.indexOf(1); first >= 0; ) {
    const end = isShown.indexOf(0, first);
    const count = Math.min(BATCH, (end < 0 ? ids.length : end) - first);
    const thumbnails = await photos.thumbnails(first, count);
    for (const [i, thumbnail] of thumbnails.entries()) yield [first + i, thumbnail];
    first = isShown.indexOf(1, first + count);
  }
}

/**
 * Measures the photos that a plan shows by their thumbnails.
 *
 * @returns photo → the measure: one float a photo; 0 for those that no cell shows
 */
export async function measurePhotos(
  plan: Plan,
  photos: PhotoSource,
  measure: (thumbnail: Raster) => number,
): Promise<Float32Array> {
  const measures = new Float32Array(plan.ids.length);
  for await (const [photo, thumbnail] of shownThumbnails(plan, photos)) measures[photo] = measure(thumbnail);
  return measures;
}

/** The mean relative luminance of a picture, 0…1. */
export function meanLight(picture: Raster): number {
  const whole = { x: 0, y: 0, w: picture.width, h: picture.height };
  const [r, g, b] = areaMeans(picture, whole, { columns: 1, rows: 1, curve: LINEAR });
  return luminance(r, g, b);
}
