/** Lengths on paper as people and as PDFs have them: millimetres, and points of which an inch has 72. */

import { MM_PER_INCH, type Rect } from '@tesserae/core/internal';

const POINTS_PER_INCH = 72;

/** Millimetres in points. */
export function points(length: number): number {
  return (length / MM_PER_INCH) * POINTS_PER_INCH;
}

/** Points in millimetres. */
export function millimetres(length: number): number {
  return (length / POINTS_PER_INCH) * MM_PER_INCH;
}

/** A box of millimetres in points. */
export function inPoints({ x, y, w, h }: Rect): Rect {
  return { x: points(x), y: points(y), w: points(w), h: points(h) };
}

/** Draws a straight line between two places, in millimetres. */
export function drawStroke(document: PDFKit.PDFDocument, from: readonly number[], to: readonly number[]): void {
  document.moveTo(points(from[0]), points(from[1])).lineTo(points(to[0]), points(to[1])).stroke();
}
