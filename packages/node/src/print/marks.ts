/** A page for a print shop: its boxes, and marks that show where to cut. */

import type { Rect } from '@tesserae/core/internal';
import type { Fitted } from './fit.js';
import type { PrintPage, PrintPages } from './pages.js';
import { pdfInternals } from './pdf/internals.js';
import { ALL_INKS } from './pdf/pdf.js';
import { drawStroke, millimetres, points } from './pdf/points.js';
import { drawLine } from './pdf/text.js';
import type { Caption } from './print.js';

/** Points. */
const HAIRLINE = 0.25;

/** Millimetres: how long marks are, and how far from the cut at least. */
const LENGTH = 5;
const DISTANCE = 2;

/** Begins a page, with its boxes. Source: ISO 32000-1, section 14.11.2. */
export function beginPage(document: PDFKit.PDFDocument, { media, trim }: PrintPage, bleed: number): void {
  document.addPage({ size: [points(media.width), points(media.height)], margin: 0 });
  const { data } = pdfInternals(document).page.dictionary;
  const box = ({ x, y, w, h }: Rect): number[] =>
    [x, media.height - y - h, x + w, media.height - y].map((side) => Number(points(side).toFixed(4)));
  data.TrimBox = box(trim);
  data.BleedBox = box({ x: trim.x - bleed, y: trim.y - bleed, w: trim.w + 2 * bleed, h: trim.h + 2 * bleed });
}

/** Draws marks at the corners, and where the edge of a neighbour will lie on what it has in common with this one. */
export function drawMarks(document: PDFKit.PDFDocument, page: PrintPage, pages: PrintPages): void {
  const { trim, column, row } = page;
  const { bleed, overlap, across, down } = pages;
  const near = Math.max(bleed, DISTANCE);
  const far = near + LENGTH;
  const [left, top, right, bottom] = [trim.x, trim.y, trim.x + trim.w, trim.y + trim.h];
  const vertical = (x: number): void => {
    drawStroke(document, [x, top - near], [x, top - far]);
    drawStroke(document, [x, bottom + near], [x, bottom + far]);
  };
  const horizontal = (y: number): void => {
    drawStroke(document, [left - near, y], [left - far, y]);
    drawStroke(document, [right + near, y], [right + far, y]);
  };
  document.save().lineWidth(HAIRLINE).strokeColor(ALL_INKS);
  for (const x of [left, right]) vertical(x);
  for (const y of [top, bottom]) horizontal(y);
  document.dash(1, { space: 1 });
  if (column + 1 < across) vertical(right - overlap);
  if (row + 1 < down) horizontal(bottom - overlap);
  document.restore();
}

/** Writes a line of small text between the lower marks, or where these would be. */
export function drawSlug(document: PDFKit.PDFDocument, { trim }: PrintPage, bleed: number, text: string): void {
  const y = trim.y + trim.h + Math.max(bleed, DISTANCE) + 0.6;
  drawLine(document, text, { x: trim.x, y, width: trim.w, size: 6.5, font: 'text', align: 'center' });
}

/** From the upper edge of a line to its middle, in ems: capitals stand in the middle of the border. */
const MIDDLE = 0.65;

/** Writes a line of text into the middle of what is white below the mosaic. */
export function drawCaption(
  document: PDFKit.PDFDocument,
  { trim }: PrintPage,
  { sheet, picture }: Fitted,
  { text, size }: Caption,
): void {
  const below = picture.y + picture.h;
  const y = trim.y + (below + sheet.height) / 2 - millimetres(size * MIDDLE);
  drawLine(document, text, { x: trim.x + picture.x, y, width: picture.w, size, font: 'heading', align: 'center' });
}
