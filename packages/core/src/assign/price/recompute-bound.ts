/** A lower bound for rules whose own is not known: what an auction proves, or what every cell's best photo costs. */

import { squaredDistance } from '../../match/scan.js';
import type { Hooks, Pool } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { openMarket, TREE_DIMS, treeMatcher } from '../assign.js';
import { bestView, emptyBoard } from '../board.js';
import { poolGroups } from '../budgets.js';
import type { Problem } from '../problem.js';
import { hasBounds } from '../rules.js';
import { auction } from './auction.js';
import { bannedPrices } from './price-table.js';
import { costOfNearest, refreshLists, shortlists } from './shortlist.js';

/** Cells × views up to which the bound of an auction is worth its time: a few seconds. */
const MOST_PAIRS = 5e8;
/** The gap that the auction may leave. */
const DELTA = 0.001;
const LIST = 32;

/**
 * What no assignment that obeys the rules costs less than. Under bounds of uses it is the bound of an auction, as `assign` has
 * it, unless that would take long; else it is what the best allowed photo of every cell costs, all together. Features
 * are whole numbers, or mean colours as they are.
 *
 * @throws MosaicError `aborted`
 */
export async function recomputeBound(problem: Problem, pool: Pool, hooks: Hooks = {}): Promise<number> {
  if (problem.views.dims <= TREE_DIMS) return await byTree(problem, hooks);
  const { cells, views, rules } = poolGroups(problem)?.problem ?? problem;
  const pooled = { ...problem, cells, views, rules };
  const { market, close } = openMarket(pooled, pool, hooks.signal);
  try {
    const isWorthIt = hasBounds(rules) && cells.rows * views.rows <= MOST_PAIRS;
    const lists = shortlists(cells.rows, isWorthIt ? LIST : 1);
    if (isWorthIt) return (await auction(market, rules, { lists, delta: DELTA }, { signal: hooks.signal })).lowerBound;
    await refreshLists(lists, market, market.all, bannedPrices(rules));
    return costOfNearest(lists);
  } finally {
    close();
  }
}

async function byTree(problem: Problem, hooks: Hooks): Promise<number> {
  const { cells, views, rules } = problem;
  const empty = emptyBoard(problem);
  const matcher = treeMatcher(problem);
  const rest = eventLoopYielder(hooks.signal);
  let sum = 0;
  for (let cell = 0; cell < cells.rows; cell++) {
    const photo = rules.pinned[cell];
    const view =
      photo < 0 ? matcher(cells, cell, (row) => rules.maxUses[views.owner[row]] > 0) : bestView(empty, cell, photo);
    sum += squaredDistance(cells, cell, views, view);
    await rest();
  }
  return sum;
}
