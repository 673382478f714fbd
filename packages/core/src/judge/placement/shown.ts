/** How much of its photos a mosaic shows. */

import { quantile } from '../quantile.js';

/** What of its photo each cell shows. A plan has it. */
export interface PlacedParts {
  /** cells × 4: x, y, w, h of the part, in fractions of the photo. It has the proportions of its cell. */
  readonly crops: Float32Array;
  /** Cell → 1 if the photo is mirrored. */
  readonly mirrored: Uint8Array;
}

/** What is measured of the parts. */
export interface Shown {
  /** How much of the largest part of the cell's proportions that its photo has is shown: the median over all cells of that share of its area, at most 1. */
  readonly shown: number;
  /** Share of cells whose photo is mirrored. */
  readonly mirrored: number;
}

/**
 * Measures it.
 *
 * The largest part is as wide as its photo or as high. What is shown has its proportions: so the larger of the two fractions is the
 * ratio of their sides, and the photo's own size need not be known.
 */
export function shownParts({ crops, mirrored }: PlacedParts): Shown {
  const shares = Float32Array.from(mirrored, (_, cell) => Math.max(crops[cell * 4 + 2], crops[cell * 4 + 3]) ** 2);
  const count = mirrored.reduce((sum, one) => sum + one, 0);
  return { shown: quantile(shares, 0.5), mirrored: count / mirrored.length };
}
