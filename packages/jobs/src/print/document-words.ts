/** What a printed document says of itself. */

import type { Shape } from '@tesserae/core';
import { latticeOf } from '@tesserae/core/internal';
import type { SheetSize } from '@tesserae/node/internal';
import type { PrintLayout } from './layout.js';
import type { PrintRequest } from './request.js';

/** The title of the document, and of its index page. */
export function titleWords({ grid, fitted, pages }: PrintLayout, { picture }: PrintRequest): string {
  const mosaic = `Photo mosaic of ${gridWords(grid)} photos`;
  if (!picture) return mosaic;
  const count = pages.pages.length;
  return `${mosaic}, ${sheetWords(fitted.sheet)}${count > 1 ? ` on ${count} pages` : ''}`;
}

/** What stands under each page; `{page}` is its number. */
export function slugWords({ grid, fitted, pages }: PrintLayout): string {
  const { across, down } = pages;
  const all = across * down;
  const mosaic = `Photo mosaic of ${gridWords(grid)} photos, ${sheetWords(fitted.sheet)}`;
  return all === 1 ? mosaic : `Page {page} of ${all} (${across} across, ${down} down) · ${mosaic}`;
}

function gridWords(shape: Shape): string {
  const { columns, rows } = latticeOf(shape);
  return `${columns} × ${rows}`;
}

function sheetWords({ width, height }: SheetSize): string {
  return `${centimetres(width)} × ${centimetres(height)} cm`;
}

function centimetres(length: number): string {
  return String(Number((length / 10).toFixed(1)));
}
