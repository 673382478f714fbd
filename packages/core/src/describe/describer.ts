/** Photos become rows: the views of each, from its thumbnail. */

import type { ShapeClass } from '../layout/layout.js';
import type { Raster } from '../pixels/raster.js';
import { type SummedAreaTable, summedAreaTable, summedMeans } from '../pixels/summed-area.js';
import type { Descriptor } from './descriptor.js';
import { type PhotoPart, photoViews, type ViewSet, viewCount } from './views.js';

/** What views of photos are written into: class by class, photo by photo. Row v of every column is view v. */
export interface ViewColumns {
  /** views × dims: their features. */
  readonly data: Float32Array;
  /** views × 4: x, y, w, h in fractions of the photo. */
  readonly crops: Float32Array;
  /** View → 1 if it is mirrored left to right. */
  readonly mirrored: Uint8Array;
}

/** How views are described, and which there are. */
export interface ViewDescription {
  readonly descriptor: Descriptor;
  /** The forms of cells: a photo has views of each. */
  readonly classes: readonly ShapeClass[];
  readonly set: ViewSet;
}

/**
 * Makes the function that describes one photo.
 *
 * @param sizes  photos × 2: width and height of the upright photos
 */
export function photoDescriber(
  { descriptor, classes, set }: ViewDescription,
  sizes: Uint32Array,
  columns: ViewColumns,
): (photo: number, thumbnail: Raster) => void {
  const each = viewCount(set);
  const photos = sizes.length / 2;
  const describe = viewDescriber(columns, descriptor);
  let room: Float64Array = new Float64Array();
  return (photo, thumbnail) => {
    const table = summedAreaTable(thumbnail, descriptor.curve, room);
    if (table.sums.length > room.length) room = table.sums;
    const size = { width: sizes[photo * 2], height: sizes[photo * 2 + 1] };
    classes.forEach(({ aspect: [w, h] }, shape) => {
      photoViews(size, w / h, set).forEach((part, j) => {
        describe(table, part, (shape * photos + photo) * each + j);
      });
    });
  };
}

/** Makes the function that fills one row: a mirror image is described right behind what it mirrors, from the same means, turned round. */
export function viewDescriber({ data, crops, mirrored }: ViewColumns, descriptor: Descriptor) {
  const { side, dims } = descriptor;
  const lattice = { columns: side, rows: side };
  const means = new Float32Array(side * side * 3);
  return (thumbnail: SummedAreaTable, { crop, mirrored: isMirrored }: PhotoPart, row: number): void => {
    crops.set([crop.x, crop.y, crop.w, crop.h], row * 4);
    mirrored[row] = isMirrored ? 1 : 0;
    const { width, height } = thumbnail;
    const [x, y, w, h] = crops.subarray(row * 4, row * 4 + 4);
    if (isMirrored) mirrorRows(means, side);
    else summedMeans(thumbnail, { x: x * width, y: y * height, w: w * width, h: h * height }, lattice, means);
    descriptor.encode(means, data, row * dims);
  };
}

/** Turns side × side × 3 colours left to right. */
export function mirrorRows(means: Float32Array, side: number): void {
  for (let row = 0; row < side; row++) {
    for (let left = 0, right = side - 1; left < right; left++, right--) {
      for (let channel = 0; channel < 3; channel++) {
        const a = (row * side + left) * 3 + channel;
        const b = (row * side + right) * 3 + channel;
        [means[a], means[b]] = [means[b], means[a]];
      }
    }
  }
}
