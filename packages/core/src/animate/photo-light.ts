/** How bright photos are, from their thumbnails. */

import { luminance } from '../color/lab.js';
import { LINEAR } from '../color/srgb.js';
import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';
import type { Plan } from '../plan/plan.js';
import type { PhotoSource } from '../ports.js';

/** Thumbnails held at a time. */
const BATCH = 64;

/** Photo → its mean relative luminance, 0…1; of photos that the plan does not show, 0. One float a photo. */
export async function photoLight({ ids, photos: shown }: Plan, photos: PhotoSource): Promise<Float32Array> {
  const isShown = new Uint8Array(ids.length);
  for (const photo of shown) isShown[photo] = 1;
  const light = new Float32Array(ids.length);
  for (let first = 0; first < ids.length; first += BATCH) {
    const count = Math.min(BATCH, ids.length - first);
    if (!isShown.subarray(first, first + count).includes(1)) continue;
    const thumbnails = await photos.thumbnails(first, count);
    thumbnails.forEach((thumbnail, i) => {
      if (isShown[first + i] === 1) light[first + i] = meanLight(thumbnail);
    });
  }
  return light;
}

/** The mean relative luminance of a picture, 0…1. */
export function meanLight(picture: Raster): number {
  const { width, height } = picture;
  const [r, g, b] = areaMeans(picture, { x: 0, y: 0, w: width, h: height }, { columns: 1, rows: 1, curve: LINEAR });
  return luminance(r, g, b);
}
