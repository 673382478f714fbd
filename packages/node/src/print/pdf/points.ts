/** Lengths on paper as people and as PDFs have them: millimetres, and points of which an inch has 72. */

import { MM_PER_INCH } from '@tesserae/core/internal';

const POINTS_PER_INCH = 72;

/** Millimetres in points. */
export function points(length: number): number {
  return (length / MM_PER_INCH) * POINTS_PER_INCH;
}

/** Points in millimetres. */
export function millimetres(length: number): number {
  return (length / POINTS_PER_INCH) * MM_PER_INCH;
}
