/** How a mosaic lies on paper: everything about a print that the plan and the request decide. */

import { drawnSize, MosaicError, type PlanFile } from '@tesserae/core';
import { cellPixels, centreIn, latticeOf, MM_PER_INCH, MOST_CELL } from '@tesserae/core/internal';
import {
  type Fitted,
  fitInBorder,
  fitOnSheet,
  formatOf,
  onePage,
  type PagePixels,
  pageParts,
  posterPages,
  type SheetSize,
} from '@tesserae/node/internal';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import { finishedSheet, type Paper, type PrintRequest } from './request.js';

/** A mosaic on paper. */
export type PrintLayout = ReturnType<typeof printLayout>;

const A4: Paper = {
  paper: { width: { value: 210, unit: 'mm' }, height: { value: 297, unit: 'mm' }, name: 'a4' },
  turn: true,
};

/** Of a page, which is a JPEG, a side. */
const MOST_PIXELS = formatOf('page.jpg').side;

/**
 * Lays it out. `cell` is pixels a cell is wide, `width` and `height` are those of the whole mosaic; `dpi` is at least what was asked for, as
 * cells are whole pixels; `photo` is the shorter side of a printed photo, millimetres.
 *
 * @param dpi  at least so many dots an inch
 * @throws MosaicError `limit`
 */
export function printLayout(saved: PlanFile, request: PrintRequest, dpi: number) {
  const grid = saved.plan.layout.shape;
  const { size, turn } = settingsOfPlan(saved);
  const most = size?.width.unit === 'mm' ? { paper: size, turn } : A4;
  const { bleed, border, marks, poster, fit } = request;
  const laidOut = (pixels: SheetSize): Fitted => {
    const sheet = sheetFor(request, most, pixels);
    return border > 0 ? fitInBorder(pixels, sheet, border) : fitOnSheet(pixels, sheet, fit, bleed);
  };

  const { columns, rows } = latticeOf(grid);
  const shape = { width: columns * grid.cell[0], height: rows * grid.cell[1] };
  let cell = Math.max(1, Math.ceil(((laidOut(shape).picture.w / MM_PER_INCH) * dpi) / columns - SAME));
  // cells are whole pixels: the drawn mosaic has not quite the proportions of the grid
  while (dpiOf(laidOut(drawnSize(grid, cell)), drawnSize(grid, cell)) < dpi - SAME) cell++;
  if (cell > MOST_CELL) throw tooFine(dpi, Math.floor((dpi * MOST_CELL) / cell), `cells of ${cell} px`);
  const pixels = drawnSize(grid, cell);
  const fitted = laidOut(pixels);
  const surround = { bleed, marks };
  const { sheet } = fitted;
  const pages = poster ? posterPages(sheet, poster.paper, poster.overlap, surround) : onePage(sheet, surround);
  requirePixels(pageParts(fitted, pages, pixels).parts, dpi);
  const one = cellPixels(grid, cell);
  const photo = (Math.min(one.width, one.height) * fitted.picture.w) / pixels.width;
  return { grid, fitted, pages, cell, ...pixels, dpi: dpiOf(fitted, pixels), photo };
}

/** Rounding makes no pixel. */
const SAME = 1e-6;

function dpiOf({ picture }: Fitted, pixels: SheetSize): number {
  return (pixels.width / picture.w) * MM_PER_INCH;
}

/** @throws MosaicError `limit` for pages that no JPEG holds */
function requirePixels(parts: readonly PagePixels[], dpi: number): void {
  const longest = parts.reduce((most, { pixels: { w, h } }) => Math.max(most, w, h), 0);
  if (longest <= MOST_PIXELS) return;
  throw tooFine(dpi, Math.floor((dpi * MOST_PIXELS) / longest) - 1, `a page of ${longest} px`);
}

/** A mosaic of a shorter side is a stamp; millimetres. */
const LEAST_INSIDE = 10;

/** The paper that is asked for; else the mosaic itself, as large as it was made to be, or as fits on A4. */
function sheetFor({ paper, turn, border }: PrintRequest, own: Paper, mosaic: SheetSize): SheetSize {
  const most = finishedSheet(paper ? { paper, turn } : own, mosaic);
  const room = { width: most.width - 2 * border, height: most.height - 2 * border };
  if (Math.min(room.width, room.height) < LEAST_INSIDE) {
    const expected = `at most ${Math.floor((Math.min(most.width, most.height) - LEAST_INSIDE) / 2)} mm on this paper`;
    throw new MosaicError('settings', { subject: 'border', expected, received: `${border} mm` });
  }
  if (paper) return most;
  const scale = Math.min(room.width / mosaic.width, room.height / mosaic.height);
  return { width: mosaic.width * scale + 2 * border, height: mosaic.height * scale + 2 * border };
}

/** Whether at least half of a cell is on the finished sheet. */
export function isOnSheet({ grid, fitted: { picture, sheet } }: PrintLayout, cell: number): boolean {
  const { x, y } = centreIn(grid, cell, picture);
  return x >= 0 && x <= sheet.width && y >= 0 && y <= sheet.height;
}

function tooFine(dpi: number, most: number, received: string): MosaicError {
  return new MosaicError('limit', {
    subject: 'dpi',
    expected: `at most ${MOST_PIXELS} px a side of a page, and ${MOST_CELL} of a cell`,
    received: `${received} at ${dpi} dpi`,
    waysOut: [
      { set: 'dpi', atMost: most },
      { give: 'pages', as: 'A4' },
    ],
  });
}
