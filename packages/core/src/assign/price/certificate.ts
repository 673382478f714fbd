/** How good an assignment is known to be. */

import type { Bound } from '../bound/raise-bound.js';

/**
 * Computed, never assumed. It is of the cells alone, each by itself: the sum of what they cost. An assignment that is chosen for the
 * look of the whole, or for variety, costs more on purpose.
 */
export interface Certificate extends Bound {
  readonly cost: number;
  /** cost / lowerBound − 1; 0 when both are equal. */
  readonly gap: number;
}

/**
 * What the bounds of uses cost at least, as a share of what the cells would cost without them; infinite if without them nothing
 * would be left of the difference.
 */
export function boundsCostOf({ unspaced, nearest }: { readonly unspaced: number; readonly nearest: number }): number {
  return unspaced > nearest ? unspaced / nearest - 1 : 0;
}

/** The certificate of what costs so much. */
export function certificateOf(cost: number, { lowerBound, spaced, steps, converged }: Bound): Certificate {
  return { cost, lowerBound, gap: gapBetween(cost, lowerBound), spaced, steps, converged };
}

/** cost / bound − 1. A bound of 0 is reached, or missed by any length. */
export function gapBetween(cost: number, lowerBound: number): number {
  return cost === lowerBound ? 0 : cost / lowerBound - 1;
}
