/** What it costs that a photo stands in several cells: the closer, the more. */

import { isWithin } from '../../layout/near.js';
import { type PairPrices, pairPrices, priceBeside } from '../../layout/pair-prices.js';
import type { Board } from '../board.js';

/** Of the repulsion, in cells; it is cut off at 2.5 σ. */
const SIGMA = 4;
const REACH = Math.ceil(2.5 * SIGMA);

/** How repeats are priced. Photos of one group are one. */
export interface RepeatPricing {
  /** What a use costs when there are as many others as photos have on average (or one, if that is more), wherever they are. */
  readonly crowding: number;
  /** What a repeat costs beside another one: the peak of a Gaussian of the distance of their centres. */
  readonly repulsion: number;
  /** What a repeat within the spacing costs besides; infinite once it is forbidden. */
  readonly conflict: number;
}

/** Prices of repeats on a board. */
export interface RepeatPrices {
  readonly board: Board;
  /** Of two cells that hold photos of one group. */
  readonly pairs: PairPrices;
  /** Of a use, for each other use. */
  readonly crowding: number;
}

/** The prices of repeats on a board. */
export function repeatPrices(board: Board, { crowding, repulsion, conflict }: RepeatPricing): RepeatPrices {
  const { near, problem, holders } = board;
  const pairs = pairPrices(problem.layout.shape, Math.max(REACH, near.steps), (down, halves) => {
    const squared = down * down + (halves / 2) ** 2;
    const falloff = down <= REACH && halves <= 2 * REACH ? Math.exp(-squared / (2 * SIGMA * SIGMA)) : 0;
    return repulsion * falloff + (isWithin(near, down, halves) ? conflict : 0);
  });
  const mean = Math.max(1, board.views.length / holders.count.length);
  return { board, pairs, crowding: crowding / mean };
}

/**
 * What a photo costs in a cell for standing elsewhere as well, the less the more the cell weighs; infinite if the rules forbid it, or there
 * is no photo.
 *
 * @param enough  what is this much or more need not be told exactly
 */
export function repeatPrice(
  prices: RepeatPrices,
  cell: number,
  photo: number,
  enough: number = Number.POSITIVE_INFINITY,
): number {
  if (photo < 0) return Number.POSITIVE_INFINITY;
  const { board, pairs, crowding } = prices;
  const { holders, problem, views } = board;
  const group = problem.groups[photo];
  const isThere = views[cell] >= 0 && problem.groups[problem.views.owner[views[cell]]] === group;
  const price = crowding * (holders.count[group] - (isThere ? 1 : 0));
  const weight = problem.weights?.[cell] ?? 1;
  const linked = { first: holders.first[group], next: holders.next };
  return (price + priceBeside(pairs, cell, linked, enough * weight - price)) / weight;
}
