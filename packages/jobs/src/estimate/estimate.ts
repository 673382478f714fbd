/**
 * What a mosaic will take: simple models with numbers measured on one machine (two x86-64 cores, Node 20, photos of about
 * 500 × 375). They are good to a factor of two or so.
 */

import { availableParallelism } from 'node:os';
import { layoutOf, type Plan, type Settings, type Shape } from '@tesserae/core';
import { cellPixels, cellsIn, latticeOf, VIEW_BUDGET, viewCount, viewsFor } from '@tesserae/core/internal';
import { drawingMemory } from './drawing-memory.js';

/** What is known beforehand. */
export interface Work {
  readonly settings: Settings;
  readonly shape: Shape;
  readonly photos: number;
  /** Of the mosaic, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels a cell is wide. */
  readonly cell: number;
  /** As `formatOf` names it; undefined if no output is named: PNG then. */
  readonly format: string | undefined;
}

/** What it will take, about. */
export interface Estimate {
  /** Bytes of memory at the most. */
  readonly memory: number;
  /** From photos that are indexed to the finished output. */
  readonly seconds: number;
  /** Bytes of the output. */
  readonly disk: number;
}

/** Bytes a pixel of photos side by side, at quality 90. */
const BYTES_PER_PIXEL: Readonly<Record<string, number>> = {
  png: 2.3,
  tiff: 2.3,
  jpeg: 0.6,
  webp: 0.45,
  avif: 0.55,
};

/** Bytes of memory a pixel for formats that are encoded in one piece. */
const MEMORY_PER_PIXEL: Readonly<Record<string, number>> = { webp: 16, avif: 35 };

/** The program, its libraries and the pictures under way. */
const MEMORY = 110e6;
/** A row of 48 numbers, as they are and as the search has them; a cell has lists of photos besides. */
const MEMORY_PER_VIEW = 350;
const MEMORY_PER_CELL = 1500;

/** Seconds: to start, to describe a view, to draw a million pixels, to draw a view from its original. */
const START = 0.3;
const PER_VIEW = 14e-6;
const PER_MEGAPIXEL = 0.12;
/** Without judging what is drawn, by format, in pieces of many megapixels. */
const DRAWN_PER_MEGAPIXEL: Readonly<Record<string, number>> = {
  jpeg: 0.03,
  png: 0.08,
  tiff: 0.06,
  webp: 0.2,
  avif: 0.5,
  zoom: 0.035,
};
/** A process that decodes originals. */
const MEMORY_PER_DECODER = 100e6;
const PER_ORIGINAL = 0.006;
/** Products of numbers that a core does in a second. */
const PRODUCTS = 20e9;
/** How often all cells are compared with all views, by effort; with bounds of uses so many times more. */
const PASSES: Readonly<Record<Settings['effort'], number>> = { fast: 2, balanced: 4, best: 12 };
const BOUNDED = 4;

/** Thumbnails suffice for cells of so many pixels. */
const FROM_THUMBNAIL = 40;

/** What a mosaic takes. */
export function estimateMosaic(work: Work): Estimate {
  const { settings, shape, photos, width, height, cell, format = 'png' } = work;
  const cells = cellsIn(shape);
  const pixels = width * height;
  // a shape class has views of its own
  const { classes } = layoutOf(shape, width, height);
  const views = photos * viewCount(viewsFor(settings, photos)) * classes.length;
  const cores = settings.jobs || availableParallelism();
  const drawn = Math.min(cells, views);

  const kept = Math.min(VIEW_BUDGET, drawn * cell * cell * 4);
  const encoder = pixels * (MEMORY_PER_PIXEL[format] ?? 0);
  const memory = MEMORY + Math.max(views * MEMORY_PER_VIEW + cells * MEMORY_PER_CELL, kept + encoder);

  const isBounded = settings.maxUses !== 'unlimited' || settings.minUses !== 0;
  const products = cells * views * 48 * PASSES[settings.effort] * (isBounded ? BOUNDED : 1);
  const originals = cell > FROM_THUMBNAIL ? drawn * PER_ORIGINAL : 0;
  const parallel = products / PRODUCTS + originals;
  const seconds = START + views * PER_VIEW + (pixels / 1e6) * PER_MEGAPIXEL + parallel / cores;
  return { memory, seconds, disk: pictureBytes(pixels, format) };
}

/** Bytes of a picture, about. @param format  as `formatOf` names it */
export function pictureBytes(pixels: number, format: string): number {
  return pixels * (BYTES_PER_PIXEL[format] ?? BYTES_PER_PIXEL.png);
}

/** Estimates what drawing a plan takes, whose photos are indexed. @param work  `format` may also be `zoom` */
export function estimateDrawing(plan: Plan, work: Omit<Work, 'photos'>): Estimate {
  const { settings, width, height, cell, format = 'png' } = work;
  const pixels = width * height;
  const drawn = Math.min(plan.photos.length, new Set(plan.photos).size * 38);
  const { views, decoders } = drawingMemory(settings);
  const isLarge = cell > FROM_THUMBNAIL;
  // originals are decoded first, and decoders gone when views are held
  const held = Math.max(Math.min(views, drawn * cell * cell * 4), isLarge ? decoders * MEMORY_PER_DECODER : 0);
  // each photo once for each size of its parts
  const originals = isLarge ? new Set(plan.photos).size * 3 * PER_ORIGINAL : 0;
  const perMegapixel = DRAWN_PER_MEGAPIXEL[format] ?? DRAWN_PER_MEGAPIXEL.png;
  return {
    memory: MEMORY + held + pixels * (MEMORY_PER_PIXEL[format] ?? 0),
    seconds: START + (pixels / 1e6) * perMegapixel + originals,
    disk: pictureBytes(pixels, format),
  };
}

/** What is known of a picture before it is drawn. */
export type PictureToDraw = Pick<Work, 'shape' | 'width' | 'height' | 'cell' | 'format'>;

/**
 * What drawing certainly holds, however little it is allowed: the program and a process that decodes, then the program, a row of cells and
 * the picture, for formats that are encoded in one piece.
 *
 * @param photos  that can differ in a row of cells
 * @returns bytes of each
 */
export function leastMemory({ shape, width, height, cell, format = 'png' }: PictureToDraw, photos: number) {
  const one = cellPixels(shape, cell);
  return {
    program: MEMORY,
    // originals are decoded before anything is drawn
    decoder: cell > FROM_THUMBNAIL ? MEMORY_PER_DECODER : 0,
    row: Math.min(latticeOf(shape).columns, photos) * one.width * one.height * 4,
    picture: width * height * (MEMORY_PER_PIXEL[format] ?? 0),
  };
}
