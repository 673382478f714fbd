/** The views that stand in cells, found again among those that are described. */

import { throwIfAborted } from '../errors.js';
import type { Raster } from '../pixels/raster.js';
import { summedAreaTable, summedMeans } from '../pixels/summed-area.js';
import type { Hooks, PhotoSource } from '../ports.js';
import { mirrorRows } from './describer.js';
import type { Descriptor } from './descriptor.js';
import type { DescribedViews } from './photos.js';

/** What stands in cells. */
export interface PlacedViews {
  /** Cell → photo, −1 = none. */
  readonly photos: Int32Array;
  /** cells × 4: x, y, w, h in fractions of the photo. */
  readonly crops: Float32Array;
  /** Cell → 1 if mirrored. */
  readonly mirrored: Uint8Array;
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
  // by photo: the views of one lie together
  strange.sort((a, b) => placed.photos[a] - placed.photos[b] || a - b);
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
  const first = firstRows(features.owner, placed.photos);
  return placed.photos.map((photo, cell) => {
    for (let row = first.get(photo) ?? features.rows; features.owner[row] === photo; row++) {
      let same = mirrored[row] === placed.mirrored[cell];
      for (let i = 0; i < 4 && same; i++) same = crops[row * 4 + i] === placed.crops[cell * 4 + i];
      if (same) return row;
    }
    return -1;
  });
}

/** The first row of each of some photos that has any. @param owner  row → photo, ascending */
function firstRows(owner: Uint32Array, photos: Int32Array): Map<number, number> {
  const wanted = new Set(photos);
  const first = new Map<number, number>();
  for (let row = owner.length - 1; row >= 0; row--) if (wanted.has(owner[row])) first.set(owner[row], row);
  return first;
}

/** The views with the crops of some cells behind those of their photos, not described yet. @param cells  by photo */
function withRoom(views: DescribedViews, placed: PlacedViews, cells: readonly number[]) {
  const { rows, dims, owner, data } = views.features;
  const all = rows + cells.length;
  const wide: DescribedViews = {
    features: { rows: all, dims, data: new Float32Array(all * dims), owner: new Uint32Array(all) },
    crops: new Float32Array(all * 4),
    mirrored: new Uint8Array(all),
  };
  const places: number[] = [];
  let row = 0;
  let next = 0;
  for (let to = 0; to < all; to++) {
    const cell = cells[next];
    const isTurn = next < cells.length && (row === rows || owner[row] > placed.photos[cell]);
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
