/** A lower bound for rules whose own is not known, without an assignment. */

import { MOST_CANDIDATES } from '../../match/candidates.js';
import { squaredDistance } from '../../match/scan.js';
import type { Hooks, Pool } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { TREE_DIMS, treeMatcher } from '../assign.js';
import { bestView, emptyBoard } from '../board.js';
import { type Bound, type Diligence, placesWorth, raiseBound, unraised } from '../bound/raise-bound.js';
import { poolGroups } from '../budgets.js';
import { openMarket } from '../open-market.js';
import type { Problem } from '../problem.js';
import { hasBounds } from '../rules.js';
import { auction } from './auction.js';
import { bannedPrices } from './price-table.js';
import { costOfNearest, refreshLists, shortlists } from './shortlist.js';

/** Cells × views up to which the bound of an auction is worth its time: a few seconds. */
const MOST_PAIRS = 5e8;
/** The gap that the auction may leave. */
const DELTA = 0.001;
/** Photos that a cell lists, if not more are worth a look. */
const LIST = 32;

/** What is bounded, and who searches. */
export interface ToBound {
  readonly problem: Problem;
  readonly pool: Pool;
}

/**
 * What no assignment that obeys the rules costs less than. Under bounds of uses it begins with the bound of an auction, as `assign`
 * has it, unless that would take long and nothing is to converge; else with what the best allowed photo of every cell costs, all together. Then
 * spacing raises it. Features are whole numbers, or mean colours as they are, of which spacing is not counted in.
 *
 * @throws MosaicError `aborted`
 */
export async function recomputeBound(
  { problem: given, pool }: ToBound,
  diligence: Diligence,
  hooks: Hooks = {},
): Promise<Bound> {
  if (given.views.dims <= TREE_DIMS) return await byTree(given, hooks);
  const problem = poolGroups(given)?.problem ?? given;
  const { cells, views, rules } = problem;
  const { market, close } = await openMarket(problem, pool, hooks.signal);
  try {
    const isWorthIt = diligence === 'converge' || cells.rows * views.rows <= MOST_PAIRS;
    // what follows the last place that is looked at says how much all others cost at least
    const worth = placesWorth(cells.rows, rules.spacing, diligence) + 1;
    const lists = shortlists(cells.rows, Math.min(MOST_CANDIDATES, Math.max(LIST, worth)));
    const { signal, enough } = hooks;
    if (hasBounds(rules) && isWorthIt) {
      const found = await auction(market, rules, { lists, delta: DELTA }, { signal, enough });
      const { nearest, lowerBound } = found;
      if (!found.isListed) return unraised(lowerBound, rules);
      return await raiseBound({ problem, market, lists, nearest, lowerBound }, diligence, hooks);
    }
    await refreshLists(lists, market, market.all, { prices: bannedPrices(rules) });
    const nearest = costOfNearest(lists);
    return await raiseBound({ problem, market, lists, nearest, lowerBound: nearest }, diligence, hooks);
  } finally {
    close();
  }
}

async function byTree(problem: Problem, hooks: Hooks): Promise<Bound> {
  const { cells, views, rules } = problem;
  const empty = emptyBoard(problem);
  const matcher = await treeMatcher(problem, hooks.signal);
  const rest = eventLoopYielder(hooks.signal);
  let lowerBound = 0;
  for (let cell = 0; cell < cells.rows; cell++) {
    const photo = rules.pinned[cell];
    const view =
      photo < 0 ? matcher(cells, cell, (row) => rules.maxUses[views.owner[row]] > 0) : bestView(empty, cell, photo);
    lowerBound += squaredDistance(cells, cell, views, view);
    await rest();
  }
  return { lowerBound, spaced: rules.spacing === 0, steps: 0, converged: true };
}
