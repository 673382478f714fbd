/** Which parts of a photo may stand in a cell. */

import { centreCrop } from '../pixels/rect.js';
import type { View } from '../ports.js';

/** `whole`: the largest centred part. `mirror`: and its mirror image. `crops`: 19 parts. `all`: 19 and their mirror images. */
export type ViewSet = 'whole' | 'mirror' | 'crops' | 'all';

/** Sides of the smaller parts, as shares of the whole part's: of a thumbnail's 64 pixels 52 and 40, enough for cells of 40. */
const SCALES = [0.8125, 0.625];

/** How many views a photo has. */
export function viewCount(set: ViewSet): number {
  return VIEW_COUNTS[set];
}

const VIEW_COUNTS: Readonly<Record<ViewSet, number>> = { whole: 1, mirror: 2, crops: 19, all: 38 };

/** A part of a photo: a view of no particular photo. */
export type PhotoPart = Omit<View, 'photo'>;

/**
 * The views of a width × height photo: the whole part, then nine parts of 13/16 and nine of 10/16 of its side, left, centre
 * and right by top, middle and bottom of the photo; with mirror images each part is followed by its own.
 *
 * @param aspect  width / height of a cell
 */
export function photoViews(
  size: { readonly width: number; readonly height: number },
  aspect: number,
  set: ViewSet,
): PhotoPart[] {
  const whole = centreCrop(size.width, size.height, aspect);
  const w = whole.w / size.width;
  const h = whole.h / size.height;
  const crops = [{ x: (1 - w) / 2, y: (1 - h) / 2, w, h }];
  if (set === 'crops' || set === 'all') {
    for (const scale of SCALES) {
      for (let i = 0; i < 9; i++) {
        const free = { x: 1 - w * scale, y: 1 - h * scale };
        crops.push({ x: (free.x * (i % 3)) / 2, y: (free.y * Math.floor(i / 3)) / 2, w: w * scale, h: h * scale });
      }
    }
  }
  const mirrors = set === 'mirror' || set === 'all' ? [false, true] : [false];
  return crops.flatMap((crop) => mirrors.map((mirrored) => ({ crop, mirrored })));
}
