/** The views that stand in cells, found again among those that are described. */

import { throwIfAborted } from '../errors.js';
import type { Raster } from '../pixels/raster.js';
import { summedAreaTable, summedMeans } from '../pixels/summed-area.js';
import type { Hooks, PhotoSource } from '../ports.js';
import { mirrorRows } from './describer.js';
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
  readonly descriptor: Descriptor;
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
  { source, descriptor }: DescribeContext,
  hooks: Hooks = {},
): Promise<{ readonly views: DescribedViews; readonly rows: Int32Array }> {
  const rows = rowsOf(views, placed);
  const strange = [...rows.keys()].filter((cell) => rows[cell] < 0 && placed.photos[cell] >= 0);
  if (strange.length === 0) return { views, rows };
  // by class and photo: such views lie together
  const { photos, classOf } = placed;
  strange.sort((a, b) => classOf[a] - classOf[b] || photos[a] - photos[b] || a - b);
  const joined = withRoom(views, placed, strange);
  const describe = partDescriber(joined.views, descriptor);
  for (const [i, cell] of strange.entries()) {
    throwIfAborted(hooks.signal);
    const [thumbnail] = await source.thumbnails(placed.photos[cell], 1);
    describe(thumbnail, joined.places[i]);
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

/** The views with the crops of some cells behind those of their photos, not described yet. @param cells  by class and photo */
function withRoom(views: DescribedViews, placed: PlacedViews, cells: readonly number[]) {
  const { rows, dims, owner, data, starts } = views.features;
  const all = rows + cells.length;
  const wide: DescribedViews = {
    features: {
      ...{ rows: all, dims, data: new Float32Array(all * dims), owner: new Uint32Array(all) },
      starts: starts.map((start, shape) => start + cells.filter((cell) => placed.classOf[cell] < shape).length),
    },
    crops: new Float32Array(all * 4),
    mirrored: new Uint8Array(all),
  };
  const places: number[] = [];
  let row = 0;
  let next = 0;
  for (let to = 0; to < all; to++) {
    const cell = cells[next];
    const end = starts[placed.classOf[cell] + 1];
    const isTurn =
      next < cells.length && (row >= end || (row >= starts[placed.classOf[cell]] && owner[row] > placed.photos[cell]));
    wide.features.owner[to] = isTurn ? placed.photos[cell] : owner[row];
    const from = isTurn ? { ...placed, at: cell } : { ...views, at: row };
    wide.crops.set(from.crops.subarray(from.at * 4, from.at * 4 + 4), to * 4);
    wide.mirrored[to] = from.mirrored[from.at];
    if (isTurn) {
      places.push(to);
      next++;
    } else {
      wide.features.data.set(data.subarray(row * dims, (row + 1) * dims), to * dims);
      row++;
    }
  }
  return { views: wide, places };
}

/** Makes the function that describes one row by its photo's thumbnail. */
function partDescriber({ features, crops, mirrored }: DescribedViews, descriptor: Descriptor) {
  const { side, dims, curve } = descriptor;
  const means = new Float32Array(side * side * 3);
  return (thumbnail: Raster, row: number): void => {
    const { width, height } = thumbnail;
    const [x, y, w, h] = crops.subarray(row * 4, row * 4 + 4);
    const box = { x: x * width, y: y * height, w: w * width, h: h * height };
    summedMeans(summedAreaTable(thumbnail, curve), box, { columns: side, rows: side }, means);
    if (mirrored[row] === 1) mirrorRows(means, side);
    descriptor.encode(means, features.data, row * dims);
  };
}
