/**
 * How far repeats stay apart if the user leaves it to the program.
 *
 * The wider the spacing, the more different photos a neighbourhood needs: (spacing + 1)² for all cells of a block. It is worth it as long as
 * the collection has so many that suit. Where the target is flat and few photos suit it, as the black around a planet, a wide
 * spacing would fill it with what does not.
 */

import { TREE_DIMS } from '../assign/assign.js';
import { openMarket } from '../assign/open-market.js';
import { bannedPrices, updatePrices } from '../assign/price/price-table.js';
import type { Problem } from '../assign/problem.js';
import { type Candidates, MOST_CANDIDATES } from '../match/candidates.js';
import { someRows } from '../match/view-table.js';
import type { Hooks, Pool } from '../ports.js';

/**
 * Spacings by photos a cell: the more photos, the less they have to repeat. Twins within 3 cells are what people see first, so 3 it is
 * where repeats cannot be helped.
 */
const BY_SHARE: readonly (readonly [photosPerCell: number, spacing: number])[] = [
  [4, 6],
  [1, 5],
  [0.5, 4],
  [0, 3],
];
/** Photos there must be for each cell that is near another. */
const FOR_EACH = 2;

/** The widest spacing that may suit, whatever the target. @param groups  photo → group */
export function widestSuitable(groups: Uint32Array, cells: number): number {
  const photos = new Set(groups).size;
  const [, most] = BY_SHARE.find(([share]) => photos / cells >= share) ?? [0, 0];
  let spacing = most;
  while (spacing > 1 && (2 * spacing + 1) ** 2 * FOR_EACH > photos) spacing--;
  return spacing;
}

/** Cells looked at. */
const SAMPLE = 400;
/**
 * The best photos of a cell, as many as a block has cells, may cost so many times what the best one does, on average: more where less is asked for.
 * With spacing 3 they cost 1.7 to 2.2 times as much on paintings and photos (targets 01, 03, 05, 07, 10), 2.45 on a heart on white (13), 7.3 on a silhouette
 * and 10.8 on a planet in the black of space (12, 11). There a wide spacing shows as specks: the heart on white is clean with spacing 2 (1.7 times), and the planet has edge .66 with
 * spacing 2, .85 with 1.
 */
const MOST_RATIO = { wide: 2.3, narrow: 3 };
/** A wide spacing is above this. */
const NARROW = 2;

/** The spacing that suits these photos and cells: the problem's own, or less. For mean colours it is the problem's own. @throws MosaicError `aborted` */
export async function suitableSpacing(problem: Problem, pool: Pool, { signal }: Hooks): Promise<number> {
  const widest = problem.rules.spacing;
  if (widest <= 1 || problem.cells.dims <= TREE_DIMS) return widest;
  const { market, close } = await openMarket(problem, pool, signal);
  try {
    const step = Math.max(1, Math.floor(market.cells / SAMPLE));
    const cells = Array.from({ length: Math.ceil(market.cells / step) }, (_, i) => i * step);
    const block = (widest + 1) ** 2;
    // near-duplicates count once, so more are asked for
    const k = Math.min(MOST_CANDIDATES, 2 * block);
    updatePrices(market.priceTable, market.tables, bannedPrices(problem.rules));
    const { terms } = market.priceTable;
    const found = await market.find({ cells, rows: someRows(market.queries, market.tables.dims, cells) }, terms, k, {
      signal,
    });
    const sums = new Float64Array(block);
    cells.forEach((_, i) => {
      distinctCosts(problem, found, i, block).forEach((cost, j) => {
        sums[j] += cost;
      });
    });
    for (let spacing = widest; spacing > 1; spacing--) {
      const photos = (spacing + 1) ** 2;
      const mean = sums.subarray(0, photos).reduce((sum, value) => sum + value, 0) / photos;
      if (mean <= (spacing > NARROW ? MOST_RATIO.wide : MOST_RATIO.narrow) * sums[0]) return spacing;
    }
    return 1;
  } finally {
    close();
  }
}

/** What the best photos of a query cost, one of each group; infinite where there are too few. */
function distinctCosts(
  { views, groups }: Problem,
  { k, rows, values }: Candidates,
  query: number,
  count: number,
): number[] {
  const seen = new Set<number>();
  const costs: number[] = [];
  for (let i = query * k; i < (query + 1) * k && rows[i] >= 0 && costs.length < count; i++) {
    const group = groups[views.owner[rows[i]]];
    if (seen.has(group)) continue;
    seen.add(group);
    costs.push(values[i]);
  }
  while (costs.length < count) costs.push(Number.POSITIVE_INFINITY);
  return costs;
}
