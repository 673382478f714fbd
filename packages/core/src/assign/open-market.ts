/** The search among the views of a problem, and what it is asked with. */

import { type ClassSearch, openClassSearch, type ViewTables, viewTables } from '../match/class-search.js';
import { queryRows } from '../match/view-table.js';
import type { Pool } from '../ports.js';
import { costOf, emptyBoard, pinnedView } from './board.js';
import { emptyPriceTable } from './price/price-table.js';
import type { Market } from './price/shortlist.js';
import type { Problem } from './problem.js';

/** A market whose search holds memory in workers until it is closed. */
export interface OpenMarket {
  readonly market: Market;
  close(): void;
}

/** Opens the search among the views of a problem. @throws MosaicError as `viewTable` */
export async function openMarket(problem: Problem, pool: Pool, signal?: AbortSignal): Promise<OpenMarket> {
  const tables = await viewTables(problem.views, signal);
  const market = marketOf(problem, tables, (queries, terms, k, options) =>
    search.find(queries, terms, k, { ...options, signal }),
  );
  const search = openClassSearch(tables, problem.layout.classOf, pool);
  return { market, close: search.close };
}

/** What a search among the views of a problem is asked with, and its pinned cells. */
export function marketOf(problem: Problem, tables: ViewTables, find: ClassSearch): Market {
  const empty = emptyBoard(problem);
  const pinned = problem.rules.pinned.map((photo, cell) => (photo < 0 ? -1 : pinnedView(empty, cell)));
  const pinnedCosts = Float64Array.from(pinned, (view, cell) => (view < 0 ? 0 : costOf(empty, cell, view)));
  const priceTable = emptyPriceTable(tables, problem.views, problem.rules.maxUses.length);
  return {
    tables,
    owner: problem.views.owner,
    priceTable,
    queries: queryRows(problem.cells),
    cells: problem.cells.rows,
    all: Uint32Array.from(pinned.keys()),
    find,
    pinned,
    pinnedCosts,
  };
}
