/** Photos become rows: the views of each, from its thumbnail. */

import type { ShapeClass } from '../layout/layout.js';
import type { Raster } from '../pixels/raster.js';
import { type SummedAreaTable, summedAreaTable, summedMeans } from '../pixels/summed-area.js';
import type { Descriptor, FeatureNumbers } from './descriptor.js';
import type { Samples } from './error-filter.js';
import { type PhotoPart, type PhotoSize, photoViews, shareShown, type ViewSet, viewCount } from './views.js';

/** What views of photos are written into: class by class, photo by photo. Row v of every column is view v. */
export interface ViewColumns {
  /** views × dims: their features. */
  readonly data: FeatureNumbers;
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
  const describe = viewDescriber(columns, descriptor, classes);
  let room: Float64Array = new Float64Array();
  return (photo, thumbnail) => {
    const table = summedAreaTable(thumbnail, descriptor.curve, room);
    if (table.sums.length > room.length) room = table.sums;
    const size = { width: sizes[photo * 2], height: sizes[photo * 2 + 1] };
    classes.forEach(({ aspect: [w, h] }, shape) => {
      photoViews(size, w / h, set).forEach((part, j) => {
        describe({ table, size }, part, shape, (shape * photos + photo) * each + j);
      });
    });
  };
}

/** A photo to be described: its thumbnail, and its own size. */
interface Photo {
  readonly table: SummedAreaTable;
  readonly size: PhotoSize;
}

/** Makes the function that fills one row: a mirror image is described right behind what it mirrors, from the same means, turned round. */
export function viewDescriber(
  { data, crops, mirrored }: ViewColumns,
  descriptor: Descriptor,
  classes: readonly ShapeClass[],
) {
  const { dims } = descriptor;
  let means: Float32Array = new Float32Array();
  return ({ table, size }: Photo, { crop, mirrored: isMirrored }: PhotoPart, shape: number, row: number): void => {
    const lattice = descriptor.samples(shape);
    const count = lattice.columns * lattice.rows * 3;
    if (means.length !== count) means = new Float32Array(count);
    crops.set([crop.x, crop.y, crop.w, crop.h], row * 4);
    mirrored[row] = isMirrored ? 1 : 0;
    const { width, height } = table;
    const [x, y, w, h] = crops.subarray(row * 4, row * 4 + 4);
    if (isMirrored) mirrorRows(means, lattice);
    else summedMeans(table, { x: x * width, y: y * height, w: w * width, h: h * height }, lattice, means);
    descriptor.encode(means, shape, data, row * dims);
    const [across, down] = classes[shape].aspect;
    descriptor.cutOff?.(shareShown({ w, h }, size, across / down), data, row * dims);
  };
}

/** Turns columns × rows × 3 colours left to right. */
export function mirrorRows(means: Float32Array, { columns, rows }: Samples): void {
  for (let row = 0; row < rows; row++) {
    for (let left = 0, right = columns - 1; left < right; left++, right--) {
      for (let channel = 0; channel < 3; channel++) {
        const a = (row * columns + left) * 3 + channel;
        const b = (row * columns + right) * 3 + channel;
        [means[a], means[b]] = [means[b], means[a]];
      }
    }
  }
}
