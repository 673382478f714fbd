/** The frames of a moving mosaic, gathered into parts: what changes in them, and the views that they show. */

import type { PhotoSource } from '@tesserae/core';
import {
  type DescribedViews,
  type MosaicFrame,
  type PixelSize,
  type PlacedCells,
  sharedBuffer,
  viewInRow,
} from '@tesserae/core/internal';
import { recentCache } from '../../photos/recent-cache.js';
import { rgbPixels } from '../../pictures/pack-rows.js';
import type { FramesOfPart } from '../film-parts.js';
import type { CellChanges } from './clip-task.js';

/** Consecutive frames: what changes in them. */
export interface ClipPart extends FramesOfPart {
  readonly changes: readonly CellChanges[];
  /** The views that they show, and how many bytes these have together. */
  readonly views: readonly PartView[];
  readonly bytes: number;
}

/** Gathers frames into parts. */
export interface FrameCollector {
  /** What changes in frames, of which the first is number `first`. */
  partOf(first: number, frames: readonly MosaicFrame[]): ClipPart;
  /** The views of a part, one behind the other, 3 bytes a pixel, on shared memory. */
  viewsOf(part: ClipPart): Promise<Uint8Array>;
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
      return { ...size, pixels: view.then((drawn) => rgbPixels(drawn).rgb) };
    }).pixels;

  return {
    partOf(first, frames) {
      const seen = new Map<number, PartView>();
      let bytes = 0;
      // the first byte of a view in the part, which it is added to
      const startOf = (row: number, cell: number): number => {
        const [width, height] = boxes.subarray(cell * 4 + 2, cell * 4 + 4);
        const key = row * WIDTHS + width; // a view has one proportion: its width tells its size
        const known = seen.get(key);
        if (known !== undefined) return known.start;
        const start = bytes;
        seen.set(key, { width, height, row, key, start });
        bytes += bytesOf({ width, height });
        return start;
      };
      const changes = frames.map(({ assignment, changed }, i): CellChanges => {
        // a part is coded by whoever is free: its first frame is drawn whole
        const cells = i === 0 ? Uint32Array.from(assignment.keys()) : changed;
        return { cells, views: cells.map((cell) => startOf(assignment[cell], cell)) };
      });
      return { first, frames: frames.length, changes, views: [...seen.values()], bytes };
    },
    async viewsOf({ views, bytes }) {
      const taken = new Uint8Array(sharedBuffer(bytes));
      await Promise.all(views.map(async (view) => taken.set(await pixelsOf(view), view.start)));
      return taken;
    },
  };
}

function bytesOf({ width, height }: PixelSize): number {
  return width * height * 3;
}

/** Pixels on their way. */
interface ViewOnItsWay extends PixelSize {
  readonly pixels: Promise<Uint8Array>;
}

/** A view that a part shows, at a size. */
export interface PartView extends PixelSize {
  readonly row: number;
  readonly key: number;
  /** Its first byte in the part. */
  readonly start: number;
}

/** Above all widths of cells. */
const WIDTHS = 2 ** 16;
