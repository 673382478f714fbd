/** Cells move to views that suit them better. Views are sought now and then; between, a cell chooses among those found last. */

import { normOf } from '../../match/candidates.js';
import { type Board, photoAt } from '../board.js';
import { type RepeatPrices, repeatPrice } from './repeats.js';
import { placeInSurroundings, presentValues, type Surroundings, surroundedValue } from './surroundings.js';

/** What a search found for each cell. */
export interface ListedViews {
  /** cells × `K` views; −1 ends a list. */
  readonly rows: Int32Array;
  /** Views that are worse than what stands there by more than this are not listed. */
  readonly slack: number;
}

/** Views listed for a cell. */
const K = 48;
/** No value is larger. */
const MOST = 2 ** 29;

/** Empty lists. @param unit  what a cell costs on average */
export function listedViews({ views }: Board, unit: number): ListedViews {
  return { rows: new Int32Array(views.length * K).fill(-1), slack: unit };
}

/** Cells that move, and what each looks for (`surroundedQueries`). */
interface MovingCells {
  readonly cells: readonly number[];
  readonly rows: Int16Array;
}

/** Makes the lists of some cells anew. */
export async function listViews(
  seen: Surroundings,
  prices: RepeatPrices,
  { rows: lists, slack }: ListedViews,
  { cells, rows }: MovingCells,
): Promise<void> {
  const { board, market, terms } = seen;
  const present = presentValues(seen, cells, rows);
  const within = Int32Array.from(cells, (cell, i) =>
    Math.min(MOST, Math.ceil(present[i] + repeatPrice(board, prices, cell, photoAt(board, cell)) + slack)),
  );
  const found = await market.find({ cells, rows }, terms, K, { within });
  cells.forEach((cell, i) => {
    lists.set(found.rows.subarray(i * K, (i + 1) * K), cell * K);
  });
}

/** Gives each of some cells that do not meet the best allowed view of its list. @returns how many moved */
export function moveCells(
  seen: Surroundings,
  prices: RepeatPrices,
  { rows: lists }: ListedViews,
  { cells, rows }: MovingCells,
): number {
  const { dims } = seen.market.tables;
  const chosen = cells.map((cell, i) =>
    choose(seen, prices, lists.subarray(cell * K, (cell + 1) * K), {
      cell,
      query: rows.subarray(i * dims, (i + 1) * dims),
    }),
  );
  let moved = 0;
  cells.forEach((cell, i) => {
    if (chosen[i] === seen.board.views[cell]) return;
    placeInSurroundings(seen, cell, chosen[i]);
    moved++;
  });
  return moved;
}

/** The best view of a list that the rules allow, or what stands there. */
function choose(
  seen: Surroundings,
  prices: RepeatPrices,
  list: Int32Array,
  { cell, query }: { readonly cell: number; readonly query: Int16Array },
): number {
  const { board } = seen;
  const { owner } = board.problem.views;
  const { maxUses } = board.problem.rules;
  const norm = normOf(query, 0, query.length);
  let best = board.views[cell];
  let least = Number.POSITIVE_INFINITY;
  if (best >= 0) {
    least = norm + surroundedValue(seen, best, query) + repeatPrice(board, prices, cell, owner[best]);
  }
  for (let i = 0; i < list.length && list[i] >= 0; i++) {
    const own = norm + surroundedValue(seen, list[i], query);
    if (own >= least || maxUses[owner[list[i]]] === 0) continue;
    const value = own + repeatPrice(board, prices, cell, owner[list[i]]);
    if (value >= least) continue;
    least = value;
    best = list[i];
  }
  return best;
}
