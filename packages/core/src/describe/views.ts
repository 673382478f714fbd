/** Which parts of a photo may stand in a cell. */

import { centreCrop, type Rect } from '../pixels/rect.js';

/**
 * The one view of `--views whole`: the largest centred part of a width × height photo that has the cell's aspect.
 *
 * @param aspect  width / height of a cell
 * @returns x y w h in fractions of the photo
 */
export function wholeView(width: number, height: number, aspect: number): Rect {
  const crop = centreCrop(width, height, aspect);
  return { x: crop.x / width, y: crop.y / height, w: crop.w / width, h: crop.h / height };
}
