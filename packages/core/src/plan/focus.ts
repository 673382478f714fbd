/** Which cells count more than others: a grey map that somebody has painted over the target. */

import type { Layout } from '../layout/layout.js';
import { areaMeans } from '../pixels/area.js';
import type { PixelSize, Raster } from '../pixels/raster.js';

/** White weighs so many times as much as middle grey, and black so many times less. */
const MOST = 8;

/** Grey of a byte, −1 (black) … 1 (white); 0 from 127 to 128. */
const GREYS = Float32Array.from({ length: 256 }, (_, value) => (value < 128 ? value - 127 : value - 128) / 127);

/**
 * The weight of each cell: that of the mean of the greys above it.
 *
 * @param focus   grey as the mean of r, g and b; of any size, stretched over the target
 * @param target  the size that the layout was made for
 * @returns cell → weight, 1/8 (black) … 8 (white)
 */
export function focusWeights(focus: Raster, { boxes, classOf }: Layout, target: PixelSize): Float32Array {
  const [across, down] = [focus.width / target.width, focus.height / target.height];
  const grid = { columns: 1, rows: 1, curve: GREYS };
  return Float32Array.from(classOf, (_, cell) => {
    const [x, y, w, h] = boxes.subarray(cell * 4, cell * 4 + 4);
    const [r, g, b] = areaMeans(focus, { x: x * across, y: y * down, w: w * across, h: h * down }, grid);
    return MOST ** ((r + g + b) / 3);
  });
}
