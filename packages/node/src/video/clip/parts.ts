/** The frames of a moving mosaic, gathered into parts: what changes in them, and the views that they show. */

import type { PhotoSource, Raster } from '@tesserae/core';
import {
  type DescribedViews,
  type MosaicFrame,
  type PlacedCells,
  sharedBuffer,
  viewInRow,
} from '@tesserae/core/internal';
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
  readonly placed: PlacedCells;
}

/** Bytes of views that are kept: what stands in one part mostly stands in the next. */
const KEPT = 48 * 2 ** 20;

/** Begins to gather. */
export function frameCollector({ photos, views, placed: { boxes } }: ViewPixels): FrameCollector {
  const keep = recentCache<ViewOnItsWay>(KEPT, bytesOf);
  const pixelsOf = ({ row, key, ...size }: PartView) =>
    keep(key, () => {
      const view = photos.view(viewInRow(views, row), size.width, size.height);
      return { ...size, pixels: view.then(rgbOf) };
    }).pixels;
  let part = emptyPart();

  return {
    get frames() {
      return part.changes.length;
    },
    add({ assignment, changed }) {
      // a part is coded by whoever is free: its first frame is drawn whole
      const cells = part.changes.length === 0 ? Uint32Array.from(assignment.keys()) : changed;
      const views = cells.map((cell) => {
        const [width, height] = boxes.subarray(cell * 4 + 2, cell * 4 + 4);
        return startOf(part, assignment[cell], { width, height });
      });
      part.changes.push({ cells, views });
    },
    async takePart() {
      const { changes, views, bytes } = part;
      part = emptyPart();
      const taken = new Uint8Array(sharedBuffer(bytes));
      await Promise.all(Array.from(views.values(), async (view) => taken.set(await pixelsOf(view), view.start)));
      return { changes, views: taken };
    },
  };
}

interface PixelSize {
  readonly width: number;
  readonly height: number;
}

function bytesOf({ width, height }: PixelSize): number {
  return width * height * 3;
}

/** Pixels on their way. */
interface ViewOnItsWay extends PixelSize {
  readonly pixels: Promise<Uint8Array>;
}

/** A view that a part shows, at a size. */
interface PartView extends PixelSize {
  readonly row: number;
  readonly key: number;
  /** Its first byte in the part. */
  readonly start: number;
}

interface PartSoFar {
  readonly changes: CellChanges[];
  /** By their keys. */
  readonly views: Map<number, PartView>;
  bytes: number;
}

function emptyPart(): PartSoFar {
  return { changes: [], views: new Map(), bytes: 0 };
}

/** Above all widths of cells. */
const WIDTHS = 2 ** 16;

/** The first byte of a view in a part, which it is added to. */
function startOf(part: PartSoFar, row: number, size: PixelSize): number {
  // a view has one proportion: its width tells its size
  const key = row * WIDTHS + size.width;
  const known = part.views.get(key);
  if (known !== undefined) return known.start;
  const start = part.bytes;
  part.views.set(key, { ...size, row, key, start });
  part.bytes += bytesOf(size);
  return start;
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
