/** What the photos of a plan look like, by their thumbnails. */

import { luminance } from '../../color/lab.js';
import { oklabFromLinear } from '../../color/oklab.js';
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

/** Parts of a photo across and down: what is finer is texture. */
const SIDE = 8;

/** How much there is to see in a photo: the root mean square distance in OKLab of a photo's parts from their mean: 0 for one colour, .1 is little, .3 much. */
export function vividness(photo: Raster): number {
  const parts = lightOf(photo, SIDE);
  for (let i = 0; i < parts.length; i += 3) oklabFromLinear(parts, i, parts, i);
  let variance = 0;
  for (let axis = 0; axis < 3; axis++) {
    let [sum, squares] = [0, 0];
    for (let i = axis; i < parts.length; i += 3) {
      sum += parts[i];
      squares += parts[i] * parts[i];
    }
    const count = SIDE * SIDE;
    variance += Math.max(0, squares / count - (sum / count) ** 2);
  }
  return Math.sqrt(variance);
}

/** The mean relative luminance of a picture, 0…1. */
export function meanLight(picture: Raster): number {
  const [r, g, b] = lightOf(picture, 1);
  return luminance(r, g, b);
}

/** The mean light of each of `side` × `side` parts of a picture: r g b, row by row. */
function lightOf(picture: Raster, side: number): Float32Array {
  const whole = { x: 0, y: 0, w: picture.width, h: picture.height };
  return areaMeans(picture, whole, { columns: side, rows: side, curve: LINEAR });
}
