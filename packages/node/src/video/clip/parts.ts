/** The frames of a moving mosaic, gathered into parts: what changes in them, and the views that they show. */

import {
  type DescribedViews,
  type MosaicFrame,
  type PhotoSource,
  type Raster,
  sharedBuffer,
  viewInRow,
} from '@tesserae/core';
import { recentCache } from '../../photos/recent-cache.js';
import type { CellChanges } from './clip-task.js';

/** Consecutive frames, ready to be drawn. */
export interface ClipPart {
  readonly changes: readonly CellChanges[];
  /** One behind the other, 3 bytes a pixel, on shared memory. */
  readonly views: Uint8Array;
}

/** Gathers frames. */
export interface FrameCollector {
  /** How many frames there are. */
  readonly frames: number;
  add(frame: MosaicFrame): void;
  /** What was gathered, with the pixels of its views; then it begins anew. */
  takePart(): Promise<ClipPart>;
}

/** Where views come from, and how large they are wanted. */
export interface ViewPixels {
  readonly photos: PhotoSource;
  readonly views: DescribedViews;
  readonly cell: { readonly width: number; readonly height: number };
}

/** Bytes of views that are kept: what stands in one part mostly stands in the next. */
const KEPT = 48 * 2 ** 20;

/** Begins to gather. */
export function frameCollector({ photos, views, cell }: ViewPixels): FrameCollector {
  const { width, height } = cell;
  const bytes = width * height * 3;
  const keep = recentCache<Promise<Uint8Array>>(KEPT, () => bytes);
  const pixelsOf = (row: number) =>
    keep(row, async () => rgbOf(await photos.view(viewInRow(views, row), width, height)));
  let part = emptyPart();

  return {
    get frames() {
      return part.changes.length;
    },
    add({ assignment, changed }) {
      // a part is coded by whoever is free: its first frame is drawn whole
      const cells = part.changes.length === 0 ? Uint32Array.from(assignment.keys()) : changed;
      part.changes.push({ cells, views: cells.map((cell) => placeOf(part, assignment[cell])) });
    },
    async takePart() {
      const { changes, places } = part;
      part = emptyPart();
      const taken = new Uint8Array(sharedBuffer(places.size * bytes));
      await Promise.all(Array.from(places, async ([row, place]) => taken.set(await pixelsOf(row), place * bytes)));
      return { changes, views: taken };
    },
  };
}

interface PartSoFar {
  readonly changes: CellChanges[];
  /** Row of views → its place in the part. */
  readonly places: Map<number, number>;
}

function emptyPart(): PartSoFar {
  return { changes: [], places: new Map() };
}

function placeOf({ places }: PartSoFar, row: number): number {
  const place = places.get(row) ?? places.size;
  places.set(row, place);
  return place;
}

function rgbOf({ data }: Raster): Uint8Array {
  const rgb = new Uint8Array((data.length / 4) * 3);
  for (let i = 0, o = 0; o < rgb.length; i += 4, o += 3) {
    rgb[o] = data[i];
    rgb[o + 1] = data[i + 1];
    rgb[o + 2] = data[i + 2];
  }
  return rgb;
}
