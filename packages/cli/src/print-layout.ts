/** How a mosaic lies on paper: everything about a print that the plan and the wish decide. */

import {
  cellPixels,
  type GridShape,
  gridPixels,
  MosaicError,
  type PlanFile,
  parseSettings,
  type Size,
} from '@tesserae/core';
import { type Fitted, fitOnSheet, onePage, type PrintPages, pageParts, posterPages } from '@tesserae/node';
import { finishedSheet, type PrintWish } from './print-wish.js';

/** A mosaic on paper. */
export interface PrintLayout {
  readonly grid: GridShape;
  readonly fitted: Fitted;
  readonly pages: PrintPages;
  /** Pixels a cell is wide. */
  readonly cell: number;
  /** Of the whole mosaic, pixels. */
  readonly width: number;
  readonly height: number;
  /** Dots an inch that this comes to: at least what was asked for, as cells are whole pixels. */
  readonly dpi: number;
  /** The shorter side of a printed photo, millimetres. */
  readonly photo: number;
}

const A4: Size = { width: { value: 210, unit: 'mm' }, height: { value: 297, unit: 'mm' }, name: 'a4' };

/** What a JPEG holds a side, and what a cell has at most. */
const MOST_PIXELS = 65_500;
const MOST_CELL = 4000;

/**
 * Lays it out.
 *
 * @param dpi  at least so many dots an inch
 * @throws MosaicError `limit`
 */
export function layOut({ plan, settings }: PlanFile, wish: PrintWish, dpi: number): PrintLayout {
  const grid = plan.layout.shape;
  const shape = { width: grid.columns * grid.cell[0], height: grid.rows * grid.cell[1] };
  const own = parseSettings(settings).size;
  const paper = wish.paper ?? (own?.width.unit === 'mm' ? own : A4);
  const sheet = finishedSheet(paper, shape);
  const { bleed, marks, poster, fit } = wish;
  const printed = fitOnSheet(shape, sheet, fit, bleed).picture.w;
  const cell = Math.max(1, Math.ceil(((printed / 25.4) * dpi) / grid.columns - 1e-6));
  if (cell > MOST_CELL) throw tooFine(dpi, Math.floor((dpi * MOST_CELL) / cell), `cells of ${cell} px`);
  // cells are whole pixels: the drawn mosaic has not quite the proportions of the grid
  const pixels = gridPixels(grid, cell);
  const laid = fitOnSheet(pixels, sheet, fit, bleed);
  const surround = { bleed, marks };
  const pages = poster ? posterPages(sheet, poster.paper, poster.overlap, surround) : onePage(sheet, surround);
  const longest = Math.max(
    ...pageParts(laid, pages, pixels).parts.map((part) => Math.max(part.pixels.w, part.pixels.h)),
  );
  if (longest > MOST_PIXELS) {
    throw tooFine(dpi, Math.floor((dpi * MOST_PIXELS) / longest) - 1, `a page of ${longest} px`);
  }
  const one = cellPixels(grid, cell);
  const scale = laid.picture.w / pixels.width;
  const photo = Math.min(one.width, one.height) * scale;
  return { grid, fitted: laid, pages, cell, ...pixels, dpi: 25.4 / scale, photo };
}

/** Whether at least half of a cell is on the finished sheet. */
export function isOnSheet({ grid, fitted: { picture, sheet } }: PrintLayout, cell: number): boolean {
  const x = picture.x + (((cell % grid.columns) + 0.5) * picture.w) / grid.columns;
  const y = picture.y + ((Math.floor(cell / grid.columns) + 0.5) * picture.h) / grid.rows;
  return x >= 0 && x <= sheet.width && y >= 0 && y <= sheet.height;
}

function tooFine(dpi: number, most: number, received: string): MosaicError {
  return new MosaicError(
    'limit',
    `dpi: ${dpi} make ${received}; a page has at most ${MOST_PIXELS} px a side, a cell ${MOST_CELL}. Take at most ${most}, or split it over pages with --pages.`,
  );
}
