/** What it costs that a photo stands in several cells: the closer, the more. */

import { type Falloff, weightNear } from '../../layout/falloff.js';
import { countNear } from '../../layout/near.js';
import type { Board } from '../board.js';

/** Prices of repeats. Photos of one group are one. */
export interface RepeatPrices {
  readonly falloff: Falloff;
  /** What a repeat costs beside another one. */
  readonly repulsion: number;
  /** What a repeat within the spacing costs besides; infinite once it is forbidden. */
  readonly conflict: number;
}

/** What a photo costs in a cell for standing elsewhere as well; infinite if the rules forbid it, or there is no photo. */
export function repeatPrice(board: Board, prices: RepeatPrices, cell: number, photo: number): number {
  if (photo < 0) return Number.POSITIVE_INFINITY;
  const { near, holders, problem } = board;
  const { falloff, repulsion, conflict } = prices;
  const first = holders.first[problem.groups[photo]];
  if (first < 0) return 0;
  const repeats = near.steps > 0 ? countNear(near, cell, first, holders.next) : 0;
  if (repeats > 0 && conflict === Number.POSITIVE_INFINITY) return conflict;
  const beyond = repulsion > 0 ? repulsion * weightNear(falloff, cell, first, holders.next) : 0;
  return beyond + (repeats > 0 ? repeats * conflict : 0);
}
