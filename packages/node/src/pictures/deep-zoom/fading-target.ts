/** The target as a page lays it over the mosaic: the part that the mosaic shows, and no larger than it needs to be. */

import type { Plan, Raster } from '@tesserae/core';
import { gridCrop, raster, resample } from '@tesserae/core/internal';

/** Pixels of the longer side at most: it is a memory of the whole, and not to be zoomed into. */
const SIDE = 1600;

/** The part of the target that the plan covers. */
export function fadingTarget({ layout }: Plan, target: Raster): Raster {
  const box = gridCrop(layout.shape, target.width, target.height);
  const factor = Math.min(1, SIDE / Math.max(box.w, box.h));
  const [width, height] = [box.w, box.h].map((side) => Math.max(1, Math.round(side * factor)));
  return resample(target, box, raster(width, height));
}
