/** The views that stand in cells, found again among those that are described. */

import { throwIfAborted } from '../errors.js';
import type { ShapeClass } from '../layout/layout.js';
import { summedAreaTable } from '../pixels/summed-area.js';
import type { Hooks, PhotoSource } from '../ports.js';
import { viewDescriber } from './describer.js';
import { type Descriptor, firstRows, type ViewFeatures } from './descriptor.js';
import type { DescribedViews } from './photos.js';

/** What stands in cells. */
export interface PlacedViews {
  /** Cell → photo, −1 = none. */
  readonly photos: Int32Array;
  /** cells × 4: x, y, w, h in fractions of the photo. */
  readonly crops: Float32Array;
  /** Cell → 1 if mirrored. */
  readonly mirrored: Uint8Array;
  /** Cell → shape class. */
  readonly classOf: Uint8Array;
}

/** Who shows photos, and how they are described. */
export interface DescribeContext {
  readonly source: PhotoSource;
  /** photos × 2: width and height of the upright photos. */
  readonly sizes: Uint32Array;
  readonly descriptor: Descriptor;
  /** The forms of cells. */
  readonly classes: readonly ShapeClass[];
}

/**
 * Finds the row of what stands in each cell. What is none of the views, since other settings or another version chose it, is
 * described and joins them.
 *
 * @returns the views, and cell → row, −1 = none
 */
export async function describePlacedViews(
  views: DescribedViews,
  placed: PlacedViews,
  { source, sizes, descriptor, classes }: DescribeContext,
  hooks: Hooks = {},
): Promise<{ readonly views: DescribedViews; readonly rows: Int32Array }> {
  const rows = rowsOf(views, placed);
  const strange = [...rows.keys()].filter((cell) => rows[cell] < 0 && placed.photos[cell] >= 0);
  if (strange.length === 0) return { views, rows };
  // by class and photo: such views lie together
  const { photos, classOf } = placed;
  strange.sort((a, b) => classOf[a] - classOf[b] || photos[a] - photos[b] || a - b);
  const joined = withRoom(views, placed, strange);
  const { features, crops, mirrored } = joined.views;
  const describe = viewDescriber({ data: features.data, crops, mirrored }, descriptor, classes);
  for (const [i, cell] of strange.entries()) {
    throwIfAborted(hooks.signal);
    const [thumbnail] = await source.thumbnails(photos[cell], 1);
    const [width, height] = sizes.subarray(photos[cell] * 2, photos[cell] * 2 + 2);
    const photo = { table: summedAreaTable(thumbnail, descriptor.curve), size: { width, height } };
    const [x, y, w, h] = placed.crops.subarray(cell * 4, cell * 4 + 4);
    const part = { crop: { x, y, w, h }, mirrored: false };
    const shape = placed.classOf[cell];
    describe(photo, part, shape, joined.places[i]);
    // a mirror image is described from what it mirrors
    if (placed.mirrored[cell] === 1) describe(photo, { ...part, mirrored: true }, shape, joined.places[i]);
  }
  return { views: joined.views, rows: rowsOf(joined.views, placed) };
}

/** Cell → the lowest row that is its view, −1 = none. */
function rowsOf({ features, crops, mirrored }: DescribedViews, placed: PlacedViews): Int32Array {
  const count = photosOf(features);
  const first = firstRows(features, count);
  return placed.photos.map((photo, cell) => {
    if (photo < 0) return -1;
    const key = placed.classOf[cell] * count + photo;
    for (let row = first[key]; row < first[key + 1]; row++) {
      let same = mirrored[row] === placed.mirrored[cell];
      for (let i = 0; i < 4 && same; i++) same = crops[row * 4 + i] === placed.crops[cell * 4 + i];
      if (same) return row;
    }
    return -1;
  });
}

/** How many photos have views: each has some in every class. */
function photosOf({ owner }: ViewFeatures): number {
  return owner[owner.length - 1] + 1;
}

/** The views with room for those of some cells behind those of their photos. @param cells  by class and photo */
function withRoom({ features, crops, mirrored }: DescribedViews, placed: PlacedViews, cells: readonly number[]) {
  const { rows, dims, owner, data, starts } = features;
  const all = rows + cells.length;
  const wide = {
    features: {
      ...{ rows: all, dims, data: new Float32Array(all * dims), owner: new Uint32Array(all) },
      starts: starts.map((start, shape) => start + cells.filter((cell) => placed.classOf[cell] < shape).length),
    },
    crops: new Float32Array(all * 4),
    mirrored: new Uint8Array(all),
  };
  const count = photosOf(features);
  const first = firstRows(features, count);
  const ends = cells.map((cell) => first[placed.classOf[cell] * count + placed.photos[cell] + 1]);
  // what lies behind i new rows moves on by i
  [0, ...ends].forEach((from, i) => {
    const to = ends[i] ?? rows;
    wide.features.data.set(data.subarray(from * dims, to * dims), (from + i) * dims);
    wide.features.owner.set(owner.subarray(from, to), from + i);
    wide.crops.set(crops.subarray(from * 4, to * 4), (from + i) * 4);
    wide.mirrored.set(mirrored.subarray(from, to), from + i);
  });
  const places = ends.map((end, i) => end + i);
  for (const [i, place] of places.entries()) wide.features.owner[place] = placed.photos[cells[i]];
  return { views: wide, places };
}
