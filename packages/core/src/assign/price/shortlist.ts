/**
 * The few photos each cell may want: lists that are short and still exact.
 *
 * A cell lists its k best photos at the prices of the day, and remembers the value of the last of them: its edge. Prices
 * only rise while an auction runs, so whatever is not listed stays at or above the edge: a cell looks at its list alone
 * until the best of it rises above the edge, and only then is the list made anew.
 */

import type { Candidates } from '../../match/candidates.js';
import type { ClassSearch, ViewTables } from '../../match/class-search.js';
import type { Matcher } from '../../match/scan.js';
import { someRows } from '../../match/view-table.js';
import type { Hooks } from '../../ports.js';
import { type PriceTable, updatePrices } from './price-table.js';

/** Cells and views as whole numbers, and the search that brings them together. */
export interface Market {
  readonly tables: ViewTables;
  /** View → photo. */
  readonly owner: Uint32Array;
  /** cells × tables.dims. */
  readonly queries: Int16Array;
  /** How many cells there are, and their numbers. */
  readonly cells: number;
  readonly all: Uint32Array;
  readonly find: ClassSearch;
  readonly priceTable: PriceTable;
  /** Cell → the view that must stand there, −1 = free, and what it costs. */
  readonly pinned: Int32Array;
  readonly pinnedCosts: Float64Array;
}

/** Lists for all cells. */
export interface Shortlists {
  readonly k: number;
  /** cells × k: rows of views, best first; −1 where there are no more photos. */
  readonly rows: Int32Array;
  /** cells × k: the photo of each, −1 where there is none, and its cost without price. */
  readonly photos: Int32Array;
  readonly costs: Int32Array;
  /** cells × k: what each cost, price included, when the list was made. */
  readonly values: Int32Array;
  /** Cell → no photo that is not listed is cheaper than this, price included. */
  readonly edges: Float64Array;
}

/** Empty lists. */
export function shortlists(cells: number, k: number): Shortlists {
  return {
    k,
    rows: new Int32Array(cells * k).fill(-1),
    photos: new Int32Array(cells * k).fill(-1),
    costs: new Int32Array(cells * k),
    values: new Int32Array(cells * k),
    edges: new Float64Array(cells).fill(Number.NEGATIVE_INFINITY),
  };
}

/** What the first of each list costs, all together. */
export function costOfNearest({ costs, k }: Shortlists): number {
  let sum = 0;
  for (let i = 0; i < costs.length; i += k) sum += costs[i];
  return sum;
}

/**
 * Makes the lists of some cells anew.
 *
 * @param asked  a price for each photo, a whole number, infinite for banned ones; and who is told how many cells have their list
 */
export async function refreshLists(
  lists: Shortlists,
  market: Market,
  cells: ArrayLike<number>,
  { prices, onProgress }: { readonly prices: Float64Array } & Pick<Hooks, 'onProgress'>,
): Promise<void> {
  const { tables, priceTable } = market;
  const rows = cells.length === market.cells ? market.queries : someRows(market.queries, tables.dims, cells);
  updatePrices(priceTable, tables, prices);
  const within = Int32Array.from(cells, (cell) => dearest(lists, priceTable, cell));
  const onAnswered = (done: number) => onProgress?.({ stage: 'assign', done, total: cells.length });
  const found = await market.find({ cells, rows }, priceTable.terms, lists.k, { within, onAnswered });
  for (let i = 0; i < cells.length; i++) takeOver(lists, { cell: cells[i], found, at: i * lists.k }, market);
}

const LARGEST_INTEGER = 2 ** 31 - 1;

/** What the dearest photo of a full list costs now: a new list holds nothing above that. */
function dearest({ k, photos, costs }: Shortlists, { prices }: PriceTable, cell: number): number {
  const start = cell * k;
  if (photos[start + k - 1] < 0) return LARGEST_INTEGER;
  let most = 0;
  for (let i = start; i < start + k; i++) most = Math.max(most, costs[i] + prices[photos[i]]);
  return Math.min(most, LARGEST_INTEGER);
}

/** Looks through a cell's list, and in another way if the rules allow none of it. */
export function listMatcher(lists: Shortlists, otherwise: Matcher): Matcher {
  return (cells, cell, allowed) => {
    for (let i = cell * lists.k; i < (cell + 1) * lists.k && lists.rows[i] >= 0; i++) {
      if (allowed(lists.rows[i])) return lists.rows[i];
    }
    return otherwise(cells, cell, allowed);
  };
}

interface Found {
  readonly cell: number;
  readonly found: Candidates;
  readonly at: number;
}

function takeOver(lists: Shortlists, { cell, found, at }: Found, market: Market): void {
  const { k, rows, photos, costs, values, edges } = lists;
  const { owner, pinned, priceTable } = market;
  const start = cell * k;
  if (pinned[cell] >= 0) {
    rows.fill(-1, start, start + k);
    photos.fill(-1, start, start + k);
    rows[start] = pinned[cell];
    photos[start] = owner[pinned[cell]];
    costs[start] = market.pinnedCosts[cell];
    values[start] = costs[start] + priceTable.prices[photos[start]];
    edges[cell] = Number.POSITIVE_INFINITY;
    return;
  }
  for (let i = 0; i < k; i++) {
    const row = found.rows[at + i];
    const photo = row < 0 ? -1 : owner[row];
    rows[start + i] = row;
    photos[start + i] = photo;
    costs[start + i] = row < 0 ? 0 : found.values[at + i] - priceTable.prices[photo];
    values[start + i] = found.values[at + i];
  }
  // a list that is not full has every photo there is
  edges[cell] = rows[start + k - 1] < 0 ? Number.POSITIVE_INFINITY : found.values[at + k - 1];
}
