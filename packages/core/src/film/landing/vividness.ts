/** How much there is to see in a photo: how far its colours lie apart. */

import { oklabFromLinear } from '../../color/oklab.js';
import { LINEAR } from '../../color/srgb.js';
import { areaMeans } from '../../pixels/area.js';
import type { Raster } from '../../pixels/raster.js';

/** Parts of a photo across and down: what is finer is texture. */
const SIDE = 8;

/** The root mean square distance in OKLab of a photo's parts from their mean: 0 for one colour, .1 is little, .3 much. */
export function vividness(photo: Raster): number {
  const { width, height } = photo;
  const lattice = { columns: SIDE, rows: SIDE, curve: LINEAR };
  const parts = areaMeans(photo, { x: 0, y: 0, w: width, h: height }, lattice);
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
