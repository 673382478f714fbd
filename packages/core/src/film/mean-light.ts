import { luminance } from '../color/lab.js';
import { LINEAR } from '../color/srgb.js';
import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';

/** The mean relative luminance of a picture, 0…1. */
export function meanLight(picture: Raster): number {
  const { width, height } = picture;
  const [r, g, b] = areaMeans(picture, { x: 0, y: 0, w: width, h: height }, { columns: 1, rows: 1, curve: LINEAR });
  return luminance(r, g, b);
}
