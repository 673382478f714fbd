/** Which parts of a photo may stand in a cell. */

import { centreCrop } from '../pixels/rect.js';
import type { View } from '../ports.js';

/**
 * `whole`: the largest centred part. `mirror`: and its mirror image. `crops`: 19 parts. `all`: 19 and their mirror images.
 * `fine-crops`: 148 parts. `fine-all`: 148 and their mirror images.
 */
export type ViewSet = 'whole' | 'mirror' | 'crops' | 'all' | 'fine-crops' | 'fine-all';

/**
 * Sides of the smaller parts, as shares of the whole part's, and how many places each has across and down. The smallest has 40
 * of a thumbnail's 64 pixels, enough for cells of 40.
 *
 * Tried, far ΔE and edge, mean of four targets: as they are 2.45, .912; three sides in 5 × 5 places 2.35, .915; in 7 × 7 (fine)
 * 2.30, .920.
 */
const PARTS = {
  coarse: { scales: [0.8125, 0.625], places: 3 },
  fine: { scales: [0.875, 0.75, 0.625], places: 7 },
};

/** How many views a photo has. */
export function viewCount(set: ViewSet): number {
  const { scales, places, mirrors } = partsOf(set);
  return (1 + scales.length * places * places) * mirrors.length;
}

function partsOf(set: ViewSet) {
  const isWhole = set === 'whole' || set === 'mirror';
  const { scales, places } = set.startsWith('fine') ? PARTS.fine : PARTS.coarse;
  const mirrors = set === 'mirror' || set.endsWith('all') ? [false, true] : [false];
  return { scales: isWhole ? [] : scales, places, mirrors };
}

/** A part of a photo: a view of no particular photo. */
export type PhotoPart = Omit<View, 'photo'>;

/**
 * The views of a width × height photo: the whole part, then, for each smaller side, parts in places from the upper left to
 * the lower right of the photo; with mirror images each part is followed by its own.
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
  const { scales, places, mirrors } = partsOf(set);
  for (const scale of scales) {
    const free = { x: (1 - w * scale) / (places - 1), y: (1 - h * scale) / (places - 1) };
    for (let i = 0; i < places * places; i++) {
      const [column, row] = [i % places, Math.floor(i / places)];
      crops.push({ x: free.x * column, y: free.y * row, w: w * scale, h: h * scale });
    }
  }
  return crops.flatMap((crop) => mirrors.map((mirrored) => ({ crop, mirrored })));
}
