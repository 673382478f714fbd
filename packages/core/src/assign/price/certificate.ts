/** How good an assignment is known to be. */

import type { AssignmentResult } from '../assign.js';

/** Computed, never assumed. Costs are sums over cells; the four shares are of the lower bound. */
export interface Certificate {
  readonly cost: number;
  /** No assignment within the bounds of uses costs less, even without spacing. */
  readonly lowerBound: number;
  /** cost / lowerBound − 1; 0 when both are equal. The sum of the parts. */
  readonly gap: number;
  /** What the assignment leaves, what spacing costs, what refinement costs (it trades cells for the whole). */
  readonly assignmentGap: number;
  readonly spacingCost: number;
  readonly refineCost: number;
  /** What edits cost since, or gained; absent if there were none. */
  readonly editCost?: number;
}

/**
 * What the bounds of uses cost at least, as a share of what the cells would cost without them. That is what the lower bound
 * proves: no arrangement within the bounds is nearer. Infinite if without them nothing would be left of the difference.
 */
export function boundsCostOf({ lowerBound, nearest }: Pick<AssignmentResult, 'lowerBound' | 'nearest'>): number {
  return lowerBound > nearest ? lowerBound / nearest - 1 : 0;
}

/** The certificate of an assignment. */
export function certificateOf({ cost, lowerBound, beforeSpacing, beforeRefinement }: AssignmentResult): Certificate {
  // a bound of 0 is reached or missed by any length: shares mean nothing then
  const share = (difference: number): number => (difference === 0 ? 0 : difference / lowerBound);
  return {
    cost,
    lowerBound,
    gap: share(cost - lowerBound),
    assignmentGap: share(beforeSpacing - lowerBound),
    spacingCost: share(beforeRefinement - beforeSpacing),
    refineCost: share(cost - beforeRefinement),
  };
}
