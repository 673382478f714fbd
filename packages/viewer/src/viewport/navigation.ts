/** Where the picture lies on the stage, and how it is moved. */

import { drawnSize, type PixelSize } from '@tesserae/core/internal';
import OpenSeadragon from 'openseadragon';
import type { PageMosaic } from '../data/mosaic.js';
import { type Box, boxOf, cellUnder } from './marks.js';
import { isMotionReduced } from './reduced-motion.js';

/** CSS pixels at the edges of the stage that something lies over. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** What lies over the stage, now; for the whole picture, what lies over its corners alone does not count. */
export type FindInsets = (whole: boolean) => Insets;

/** How the picture is moved. */
export interface Navigation {
  /** Shows all of the picture in the free part of the stage. */
  home(): void;
  /** Comes near a cell, which then fills `share` of the free part. */
  goTo(cell: number, share?: number): void;
  /** Moves, if it must, so that a cell is in the free part. */
  reveal(cell: number): void;
  /** One pixel of the picture for each of the screen, around a cell. */
  actualSize(cell: number): void;
  zoomBy(factor: number): void;
  /** Moves by shares of the stage. */
  panBy(x: number, y: number): void;
  /** The cell in the middle of the free part, or the nearest to it. */
  centre(): number;
}

/** Pixels of the picture at its largest. */
export function pictureSize({ data }: PageMosaic): PixelSize {
  return drawnSize(data.layout, data.cell);
}

/** Where the picture is now. */
export function pictureBounds(viewer: OpenSeadragon.Viewer, mosaic: PageMosaic): Box {
  const { width, height } = pictureSize(mosaic);
  const corner = viewer.viewport.pixelFromPoint(new OpenSeadragon.Point(0, 0), true);
  const opposite = viewer.viewport.pixelFromPoint(new OpenSeadragon.Point(1, height / width), true);
  return { x: corner.x, y: corner.y, w: opposite.x - corner.x, h: opposite.y - corner.y };
}

/** A cell shall fill so much of the free part when it is gone to. */
const NEAR = 0.25;

/** Room around the picture when all of it is shown, CSS pixels. */
const MARGIN = 10;

/** Where the stage looks at the picture. */
interface Camera {
  /** The free part of the stage, CSS pixels; for the whole picture, corners do not count. */
  free(whole?: boolean): Box;
  /** CSS pixels for each pixel of the picture, now or where the picture is moving to. */
  scale(): number;
  /** Brings a point of the picture (in its pixels) to the middle of the free part, at a scale. */
  show(point: readonly [x: number, y: number], scale: number, whole?: boolean): void;
}

function cameraOf({ viewport }: OpenSeadragon.Viewer, mosaic: PageMosaic, insets: FindInsets): Camera {
  const unit = 1 / pictureSize(mosaic).width;

  function free(whole = false): Box {
    const { x, y } = viewport.getContainerSize();
    const { top, right, bottom, left } = insets(whole);
    return { x: left, y: top, w: Math.max(40, x - left - right), h: Math.max(40, y - top - bottom) };
  }

  return {
    free,
    scale: () => viewport.getZoom(false) * viewport.getContainerSize().x * unit,
    show([x, y], scale, whole) {
      const part = free(whole);
      const size = viewport.getContainerSize();
      const left = x - (part.x + part.w / 2) / scale;
      const top = y - (part.y + part.h / 2) / scale;
      const seen = [left, top, size.x / scale, size.y / scale].map((length) => length * unit);
      viewport.fitBounds(new OpenSeadragon.Rect(...seen), isMotionReduced());
    },
  };
}

/** The moves of a viewer. */
export function navigationOf(viewer: OpenSeadragon.Viewer, mosaic: PageMosaic, insets: FindInsets): Navigation {
  const picture = pictureSize(mosaic);
  const { viewport } = viewer;
  const camera = cameraOf(viewer, mosaic, insets);
  const boxIn = (cell: number): Box => boxOf(mosaic, { x: 0, y: 0, w: picture.width, h: picture.height }, cell);
  const middleOf = (cell: number): [x: number, y: number] => {
    const { x, y, w, h } = boxIn(cell);
    return [x + w / 2, y + h / 2];
  };

  return {
    home() {
      const { w, h } = camera.free(true);
      const scale = Math.min((w - 2 * MARGIN) / picture.width, (h - 2 * MARGIN) / picture.height);
      camera.show([picture.width / 2, picture.height / 2], scale, true);
    },
    goTo(cell, share = NEAR) {
      const { w, h } = camera.free();
      const box = boxIn(cell);
      const scale = Math.min((w * share) / box.w, (h * share) / box.h);
      camera.show(middleOf(cell), Math.max(scale, camera.scale()));
    },
    reveal(cell) {
      const box = boxOf(mosaic, pictureBounds(viewer, mosaic), cell);
      const { x, y, w, h } = camera.free();
      const shift = new OpenSeadragon.Point(overlap(box.x, box.w, x, w), overlap(box.y, box.h, y, h));
      if (shift.x === 0 && shift.y === 0) return;
      viewport.panBy(viewport.deltaPointsFromPixels(shift, false), isMotionReduced());
    },
    actualSize(cell) {
      camera.show(middleOf(cell), 1 / (window.devicePixelRatio || 1));
    },
    zoomBy(factor) {
      viewport.zoomBy(factor, undefined, isMotionReduced());
      viewport.applyConstraints(isMotionReduced());
    },
    panBy(x, y) {
      const { width, height } = viewport.getBounds();
      viewport.panBy(new OpenSeadragon.Point(x * width, y * height), isMotionReduced());
      viewport.applyConstraints(isMotionReduced());
    },
    centre() {
      const { x, y, w, h } = camera.free();
      const bounds = pictureBounds(viewer, mosaic);
      return cellUnder(mosaic, bounds, nearest(x + w / 2, bounds.x, bounds.w), nearest(y + h / 2, bounds.y, bounds.h));
    },
  };
}

/** Room that is left between a cell and the edge, CSS pixels. */
const ROOM = 24;

/** By how much something lies outside of an extent; if it is larger than that, of its middle. */
function overlap(from: number, size: number, start: number, extent: number): number {
  const room = Math.max(0, Math.min(ROOM, (extent - size) / 2));
  if (size > extent) return from + size / 2 - (start + extent / 2);
  return Math.min(0, from - start - room) + Math.max(0, from + size + room - start - extent);
}

/** A place, or the nearest one within an extent. */
function nearest(place: number, from: number, extent: number): number {
  return Math.min(from + extent - 0.01, Math.max(from + 0.01, place));
}
