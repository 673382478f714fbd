import type { Raster } from '../../pixels/raster.js';
import type { Plan } from '../../plan/plan.js';
import type { PhotoSource } from '../../ports.js';
import { shownThumbnails } from './shown-thumbnails.js';

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
