/** A slow zoom into something like a mosaic, drawn in several ways: what must not shimmer. */

import type { Raster } from '@tesserae/core';
import {
  drawLayer,
  drawSprites,
  emptySprites,
  emptyTextures,
  fill,
  halveRows,
  type Level,
  openCanvas,
  type Rect,
  setTexture,
  toRgb,
} from '@tesserae/core/internal';
import { syntheticPhoto } from './photos.js';

/** Pixels across a frame. */
export const ZOOM_WIDTH = 240;
const WIDTH = ZOOM_WIDTH;
const HEIGHT = 136;
const [COLUMNS, ROWS, CELL] = [32, 18, 48];

const clip: Rect = { x: 0, y: 0, w: 1, h: ROWS / COLUMNS };

interface Scene {
  readonly photos: readonly Raster[];
  readonly levels: readonly Level[];
}

/** Drawn once it is asked for: most who load this package do not. */
let drawn: Scene | undefined;

/** Something like a mosaic: a photo in every cell, no two alike. */
function scene(): Scene {
  if (drawn === undefined) {
    const photos = Array.from({ length: COLUMNS * ROWS }, (_, cell) => syntheticPhoto(cell, CELL, CELL));
    drawn = { photos, levels: levelsOf(photos) };
  }
  return drawn;
}

/** The mosaic, and its halves, coarse to fine. */
function levelsOf(cells: readonly Raster[]): readonly Level[] {
  const [width, height] = [COLUMNS * CELL, ROWS * CELL];
  const rgb = new Uint8Array(width * height * 3);
  for (const [cell, { data }] of cells.entries()) {
    const corner = (Math.floor(cell / COLUMNS) * width + (cell % COLUMNS)) * CELL;
    for (let i = 0; i < CELL * CELL; i++) {
      const at = corner + Math.floor(i / CELL) * width + (i % CELL);
      rgb.set(data.subarray(i * 4, i * 4 + 3), at * 3);
    }
  }
  const all: Level[] = [{ scaleX: width, scaleY: width, left: 0, top: 0, width, height, rgb }];
  while (all[0].width > 200) all.unshift(halved(all[0]));
  return all;
}

function halved({ scaleX, scaleY, width, height, rgb }: Level): Level {
  const half = new Uint8Array((width / 2) * Math.ceil(height / 2) * 3);
  for (let y = 0; y < height; y += 2) {
    const lower = Math.min(y + 1, height - 1);
    halveRows({ rgb, width, upper: y * width * 3, lower: lower * width * 3 }, half, (y / 2) * (width / 2) * 3);
  }
  const size = { width: width / 2, height: Math.ceil(height / 2) };
  return { scaleX: scaleX / 2, scaleY: scaleY / 2, left: 0, top: 0, ...size, rgb: half };
}

/**
 * Windows of a slow zoom about a point off the middle, a thousandth closer from frame to frame.
 *
 * @param density  how many pixels of the middle level come to a pixel of the first frame
 */
export function slowZoom(density: number, frames: number): Rect[] {
  const unit = (scene().levels.at(-2)?.scaleX ?? 0) / WIDTH;
  return Array.from({ length: frames }, (_, n) => {
    const w = (density / unit) * 0.999 ** n;
    return { x: 0.47 - w * 0.41, y: 0.28 - w * (HEIGHT / WIDTH) * 0.57, w, h: (w * HEIGHT) / WIDTH };
  });
}

/** The frames as they are drawn: a layer. */
export function* layerFrames(windows: readonly Rect[]): Generator<Uint8Array> {
  const canvas = openCanvas(WIDTH, HEIGHT);
  const { levels } = scene();
  for (const window of windows) {
    drawLayer(canvas, { levels, window, clip, opacity: 1 });
    yield toRgb(canvas, new Uint8Array(WIDTH * HEIGHT * 3));
  }
}

/** The frames as sprites: every cell by itself. */
export function* spriteFrames(windows: readonly Rect[]): Generator<Uint8Array> {
  const canvas = openCanvas(WIDTH, HEIGHT);
  const { photos } = scene();
  const sizes = new Uint16Array(photos.length).fill(CELL);
  const textures = emptyTextures(sizes, sizes);
  const sprites = emptySprites(photos.length);
  sprites.drawn = photos.length;
  for (const [cell, photo] of photos.entries()) {
    setTexture(textures, cell, photo);
    for (const column of [sprites.textures, sprites.others, sprites.order]) column[cell] = cell;
  }
  for (const { x, y, w } of windows) {
    const unit = WIDTH / w;
    const side = unit / COLUMNS;
    for (let cell = 0; cell < photos.length; cell++) {
      const place = [(cell % COLUMNS) * side - x * unit, Math.floor(cell / COLUMNS) * side - y * unit];
      sprites.poses.set([side, 0, 0, side, ...place], cell * 6);
    }
    fill(canvas, [0, 255, 0]);
    drawSprites(canvas, sprites, textures);
    yield toRgb(canvas, new Uint8Array(WIDTH * HEIGHT * 3));
  }
}

/** The frames as the nearest pixel of the finest level: what a film must not look like. */
export function* nearestFrames(windows: readonly Rect[]): Generator<Uint8Array> {
  const { levels } = scene();
  const { width, rgb } = levels[levels.length - 1];
  for (const { x, y, w } of windows) {
    const frame = new Uint8Array(WIDTH * HEIGHT * 3);
    for (let i = 0; i < WIDTH * HEIGHT; i++) {
      const column = Math.floor((x + (((i % WIDTH) + 0.5) / WIDTH) * w) * width);
      const row = Math.floor((y + ((Math.floor(i / WIDTH) + 0.5) / WIDTH) * w) * width);
      frame.set(rgb.subarray((row * width + column) * 3, (row * width + column) * 3 + 3), i * 3);
    }
    yield frame;
  }
}
