/** The plainest lower bound there is: every cell has its best photo, however often. */

import { breathe } from '../breathe.js';
import { throwIfAborted } from '../errors.js';
import { kdTree, nearestInTree } from '../match/kd-tree.js';
import { squaredDistance } from '../match/scan.js';
import { openSearch } from '../match/search.js';
import { queryRows, viewTable } from '../match/view-table.js';
import type { Hooks, Pool } from '../ports.js';
import { TREE_DIMS } from './assign.js';
import { bestView, board, costOf } from './board.js';
import type { Problem } from './problem.js';
import { openQuotes, quote } from './quotes.js';

/**
 * What the best allowed photo of every cell costs, all together; a pinned cell's is the pinned one. No assignment that
 * obeys the rules costs less. Features are whole numbers, or mean colours as they are.
 *
 * @throws MosaicError `aborted`
 */
export async function nearestSum(problem: Problem, pool: Pool, hooks: Hooks = {}): Promise<number> {
  const { cells, views, rules } = problem;
  const empty = board(problem);
  const free = [...rules.pinned.keys()].filter((cell) => rules.pinned[cell] < 0);
  let sum = 0;
  rules.pinned.forEach((photo, cell) => {
    if (photo >= 0) sum += costOf(empty, cell, bestView(empty, cell, photo));
  });
  if (views.dims <= TREE_DIMS) return sum + (await byTree(problem, free, hooks));
  const table = viewTable(views);
  const search = openSearch(table, pool);
  try {
    const quotes = openQuotes(table, rules.maxUses.length);
    quote(
      quotes,
      table,
      Float64Array.from(rules.maxUses, (most) => (most === 0 ? Number.POSITIVE_INFINITY : 0)),
    );
    const { values } = await search.find(queryRows(cells), quotes.terms, 1, { signal: hooks.signal });
    for (const cell of free) sum += values[cell];
    return sum;
  } finally {
    search.close();
  }
}

async function byTree({ cells, views, rules }: Problem, free: readonly number[], hooks: Hooks): Promise<number> {
  const tree = kdTree(views);
  const rest = breathe();
  let sum = 0;
  for (const cell of free) {
    const view = nearestInTree(tree, cells, cell, (row) => rules.maxUses[views.owner[row]] > 0);
    sum += squaredDistance(cells, cell, views, view);
    await rest();
    throwIfAborted(hooks.signal);
  }
  return sum;
}
