/** Cells move to views that suit them better. Views are sought now and then; between, a cell chooses among those found last. */

import { normOf } from '../../match/candidates.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { photoAt } from '../board.js';
import type { Shortlists } from '../price/shortlist.js';
import { type RepeatPrices, repeatPrice } from './repeats.js';
import { placeInSurroundings, presentValues, type Surroundings, surroundedValue } from './surroundings.js';

/** What a search found for each cell. */
export interface ListedViews {
  /** cells × `K` views, best first; −1 ends a list. */
  readonly views: Int32Array;
  /** Their squared distances from what the cell looked for then, and that: cells × `K` and cells × dims. */
  readonly distances: Int32Array;
  readonly queries: Int16Array;
  /** Views that are worse than what stands there by more than this are not listed. */
  readonly slack: number;
}

/** Views listed for a cell. */
const K = 48;
/** No value is larger. */
const MOST = 2 ** 29;

/** What suits the cells by themselves. @param unit  what a cell costs on average */
export function listedViews(
  { board, market }: Surroundings,
  { k, rows, costs }: Shortlists,
  unit: number,
): ListedViews {
  const cells = board.views.length;
  const views = new Int32Array(cells * K).fill(-1);
  const distances = new Int32Array(cells * K);
  for (let cell = 0; cell < cells; cell++) {
    const [from, to] = [cell * k, cell * k + Math.min(k, K)];
    views.set(rows.subarray(from, to), cell * K);
    distances.set(costs.subarray(from, to), cell * K);
  }
  return { views, distances, queries: market.queries.slice(), slack: unit };
}

/** Cells that move, what each looks for (`surroundedQueries`), and who may stop them. */
interface MovingCells {
  readonly cells: readonly number[];
  readonly rows: Int16Array;
  readonly signal: AbortSignal | undefined;
}

/** Makes the lists of some cells anew. */
export async function listViews(
  seen: Surroundings,
  prices: RepeatPrices,
  { views, distances, queries, slack }: ListedViews,
  { cells, rows }: MovingCells,
): Promise<void> {
  const { board, market, terms } = seen;
  const { dims } = market.tables;
  const present = presentValues(seen, cells, rows);
  const within = Int32Array.from(cells, (cell, i) =>
    Math.min(MOST, Math.ceil(present[i] + repeatPrice(prices, cell, photoAt(board, cell)) + slack)),
  );
  const found = await market.find({ cells, rows }, terms, K, { within });
  cells.forEach((cell, i) => {
    views.set(found.rows.subarray(i * K, (i + 1) * K), cell * K);
    distances.set(found.values.subarray(i * K, (i + 1) * K), cell * K);
    queries.set(rows.subarray(i * dims, (i + 1) * dims), cell * dims);
  });
}

/** Gives each of some cells that do not meet the best allowed view of its list. @returns how many moved @throws MosaicError `aborted` */
export async function moveCells(
  seen: Surroundings,
  prices: RepeatPrices,
  lists: ListedViews,
  { cells, rows, signal }: MovingCells,
): Promise<number> {
  const { dims } = seen.market.tables;
  const rest = eventLoopYielder(signal);
  const chosen = new Int32Array(cells.length);
  for (const [i, cell] of cells.entries()) {
    chosen[i] = choose(seen, prices, lists, { cell, query: rows.subarray(i * dims, (i + 1) * dims) });
    if ((i & 63) === 63) await rest();
  }
  let moved = 0;
  for (const [i, cell] of cells.entries()) {
    if (chosen[i] === seen.board.views[cell]) continue;
    placeInSurroundings(seen, cell, chosen[i]);
    if ((++moved & 63) === 0) await rest();
  }
  return moved;
}

/**
 * The best view of a list that the rules allow, or what stands there. What the cell looks for has moved since the list was made; by the
 * triangle inequality no view has come closer than it has moved, so most of a list need not be looked at.
 */
function choose(
  seen: Surroundings,
  prices: RepeatPrices,
  { views, distances, queries }: ListedViews,
  { cell, query }: { readonly cell: number; readonly query: Int16Array },
): number {
  const { board } = seen;
  const { owner } = board.problem.views;
  const { maxUses } = board.problem.rules;
  const norm = normOf(query, 0, query.length);
  const moved = distanceBetween(query, queries, cell * query.length);
  let best = board.views[cell];
  let least = Number.POSITIVE_INFINITY;
  if (best >= 0) {
    least = norm + surroundedValue(seen, best, query) + repeatPrice(prices, cell, owner[best]);
  }
  let furthest = (Math.sqrt(least) + moved) ** 2;
  for (let i = cell * K; i < (cell + 1) * K && views[i] >= 0 && distances[i] <= furthest; i++) {
    const view = views[i];
    const own = norm + surroundedValue(seen, view, query);
    if (own >= least || maxUses[owner[view]] === 0) continue;
    const value = own + repeatPrice(prices, cell, owner[view], least - own);
    if (value >= least) continue;
    least = value;
    best = view;
    furthest = (Math.sqrt(least) + moved) ** 2;
  }
  return best;
}

function distanceBetween(row: Int16Array, rows: Int16Array, at: number): number {
  let sum = 0;
  for (let k = 0; k < row.length; k++) sum += (row[k] - rows[at + k]) ** 2;
  return Math.sqrt(sum);
}
