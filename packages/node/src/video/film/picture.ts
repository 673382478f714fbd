/**
 * Pictures that a camera comes close to: the mosaic, a photo, the target. Each can be drawn at sizes of which one is twice the
 * other, and only as far as it is seen: the mosaic of ten thousand photos, each as large as the frame, is never there as a whole.
 */

import { drawnSize, type PhotoSource, type Plan, type Raster, render, type View } from '@tesserae/core';
import {
  groundRect,
  type Level,
  type PixelSize,
  type Rect,
  raster,
  resample,
  sharedBuffer,
  targetCrop,
} from '@tesserae/core/internal';
import { opaqueRaster } from '../../codecs/rgb-raster.js';
import { packPixels } from '../../pictures/pack-rows.js';
import type { ShownMosaic } from './shown-views.js';

/** A picture at sizes to choose from. Its units: its width is 1. */
export interface Picture {
  /** How high it is, in its units. */
  readonly height: number;
  /** Pixels of the whole picture, from the smallest on, each about twice the one before. */
  readonly sizes: readonly PixelSize[];
  /** Draws a part of it, in whole pixels of a size and inside it, on shared memory. */
  draw(size: number, part: Rect, signal?: AbortSignal): Promise<Level>;
}

/** Pixels of a cell, or of a photo, beyond which nothing is drawn finer: more than the largest frame has. */
const MOST = 8192;

/** Bytes of views that are held while a part is drawn. */
const VIEWS = 24 * 2 ** 20;

/** What a mosaic is drawn from. */
export interface MosaicSource extends ShownMosaic {
  /** Views asked of the photos at a time. */
  readonly parallel?: number;
}

/** A mosaic, in cells of 1, 2, 4 … pixels. */
export function mosaicPicture({ plan, photos, target, parallel = 0 }: MosaicSource): Picture {
  const { shape } = plan.layout;
  const cells = doubled(1, MOST);
  const sizes = cells.map((cell) => drawnSize(shape, cell));
  const height = groundRect(shape).h;

  async function draw(size: number, part: Rect, signal?: AbortSignal): Promise<Level> {
    const level = levelOf({ height, sizes }, size, part);
    const options = { cell: cells[size], window: part, target, budget: VIEWS, parallel };
    for await (const { y, raster: band } of render(plan, photos, options, { signal })) {
      copyRows(band, { x: part.x, y }, level);
    }
    return level;
  }
  return { height, sizes, draw };
}

/** An upright original: its pixels, and the aspect it is shown in. A cell may show it a little stretched, by rounding. */
export interface PhotoOriginal extends PixelSize {
  readonly aspect: number;
}

/** Parts of a blurred mosaic along its shorter side. */
const PARTS = 12;

/** A mosaic of which only the colours of its regions are left: so few pixels that between them all is soft. */
export function blurredPicture(source: MosaicSource): Picture {
  const { height, sizes, draw: drawMosaic } = mosaicPicture(source);
  const scale = PARTS / Math.min(1, height);
  const size = { width: Math.max(1, Math.round(scale)), height: Math.max(1, Math.round(scale * height)) };
  async function draw(_size: number, part: Rect, signal?: AbortSignal): Promise<Level> {
    const whole = { x: 0, y: 0, w: sizes[0].width, h: sizes[0].height };
    const { rgb } = await drawMosaic(0, whole, signal);
    const level = levelOf({ height, sizes: [size] }, 0, part);
    const box = boxIn(whole, size, part);
    copyRows(resample(opaqueRaster(rgb, whole.w, whole.h), box, raster(part.w, part.h)), part, level);
    return level;
  }
  return { height, sizes: [size], draw };
}

/** One photo, as large as its file has it at the most. */
export function photoPicture(photos: PhotoSource, view: View, original: PhotoOriginal): Picture {
  const height = 1 / original.aspect;
  const widths = doubled(16, Math.min(MOST, original.width));
  const sizes = widths.map((width) => ({ width, height: Math.max(1, Math.round(width * height)) }));
  async function draw(size: number, part: Rect): Promise<Level> {
    const { width, height: rows } = sizes[size];
    const level = levelOf({ height, sizes }, size, part);
    copyRows(await photos.view(view, width, rows), { x: 0, y: 0 }, level);
    return level;
  }
  return { height, sizes, draw };
}

/** The part of a target that its mosaic shows. */
export function targetPicture(target: Raster, plan: Plan): Picture {
  const crop = targetCrop(plan.layout.shape, target.width, target.height);
  const height = crop.h / crop.w;
  const sizes = doubled(16, crop.w).map((width) => ({ width, height: Math.max(1, Math.round(width * height)) }));
  async function draw(size: number, part: Rect): Promise<Level> {
    const level = levelOf({ height, sizes }, size, part);
    const box = boxIn(crop, sizes[size], part);
    copyRows(resample(target, box, raster(part.w, part.h)), { x: part.x, y: part.y }, level);
    return level;
  }
  return { height, sizes, draw };
}

/** `from`, twice that, and so on below `most`; then `most`, in whole pixels. */
function doubled(from: number, most: number): number[] {
  const widths: number[] = [];
  for (let width = from; width < most; width *= 2) widths.push(width);
  return [...widths, Math.max(1, Math.round(most))];
}

/** An empty level for a part. */
function levelOf({ height, sizes }: Pick<Picture, 'height' | 'sizes'>, size: number, { x, y, w, h }: Rect): Level {
  const whole = sizes[size];
  const rgb = new Uint8Array(sharedBuffer(w * h * 3));
  return { scaleX: whole.width, scaleY: whole.height / height, left: x, top: y, width: w, height: h, rgb };
}

/** Copies what of a raster lies in a level; the raster's first pixel is at `at`, in pixels of the whole. */
function copyRows({ width, height, data }: Raster, at: Pick<Rect, 'x' | 'y'>, level: Level): void {
  const [first, end] = [Math.max(at.y, level.top), Math.min(at.y + height, level.top + level.height)];
  const left = Math.max(at.x, level.left);
  const count = Math.min(at.x + width, level.left + level.width) - left;
  for (let y = first; y < end; y++) {
    const from = ((y - at.y) * width + left - at.x) * 4;
    const to = ((y - level.top) * level.width + left - level.left) * 3;
    packPixels({ rgba: data, from, to: from + count * 4 }, level.rgb, to);
  }
}

/** A part of a whole of so many pixels, as a box in what the whole was taken from. */
function boxIn(crop: Rect, whole: PixelSize, { x, y, w, h }: Rect): Rect {
  const [across, down] = [crop.w / whole.width, crop.h / whole.height];
  return { x: crop.x + x * across, y: crop.y + y * down, w: w * across, h: h * down };
}
