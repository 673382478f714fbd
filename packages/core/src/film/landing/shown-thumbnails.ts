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
