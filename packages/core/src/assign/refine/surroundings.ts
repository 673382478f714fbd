/**
 * What a cell is, seen together with the cells around it.
 *
 * What the whole picture costs (`describe/error-filter.ts`) is, seen from one cell, a squared distance to a point that the differences of
 * its neighbours have moved. So the same search answers it. Without a filter each cell is by itself.
 */

import { DIMS } from '../../describe/error-filter.js';
import { BANNED, normOf } from '../../match/candidates.js';
import { LARGEST_NORM } from '../../match/view-table.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, placeView } from '../board.js';
import type { Market } from '../price/shortlist.js';
import { assignmentCost } from '../problem.js';
import { type ErrorField, energyOf, errorField, setDifference, shiftAt } from './error-field.js';

/** A board with the differences that its cells leave to their neighbours. Changed only by `placeInSurroundings`. */
export interface Surroundings {
  readonly board: Board;
  readonly market: Market;
  readonly field: ErrorField | undefined;
  /** View → |v|², or `BANNED`. */
  readonly terms: Int32Array;
  /** Room for a row. */
  readonly row: Float64Array;
}

/** Looks at a board. @throws MosaicError `aborted` */
export async function surroundingsOf(
  board: Board,
  market: Market,
  signal: AbortSignal | undefined,
): Promise<Surroundings> {
  const { filter, layout, views } = board.problem;
  const field = filter && errorField(filter, layout);
  const seen = { board, market, field, terms: termsOf(market, board), row: new Float64Array(views.dims) };
  const rest = eventLoopYielder(signal);
  for (let cell = 0; cell < board.views.length; cell++) {
    if (board.views[cell] >= 0) leaveOver(seen, cell);
    if ((cell & 255) === 255) await rest();
  }
  return seen;
}

/** What a full board costs as one picture; without a filter, what its cells cost. */
export function costAsAWhole({ board, field }: Surroundings): number {
  const { problem, views: placed } = board;
  const { cells, views } = problem;
  if (field === undefined) return assignmentCost(problem, placed);
  let cost = energyOf(field);
  // what is cut off photos is seen by no neighbour
  placed.forEach((view, cell) => {
    for (let k = DIMS; k < cells.dims; k++)
      cost += (views.data[view * cells.dims + k] - cells.data[cell * cells.dims + k]) ** 2;
  });
  return cost;
}

function termsOf({ tables: { tables, starts } }: Market, { problem }: Board): Int32Array {
  const { views, rules } = problem;
  const terms = new Int32Array(views.rows);
  tables.forEach(({ norms }, shape) => {
    terms.set(norms, starts[shape]);
  });
  return terms.map((norm, view) => (rules.maxUses[views.owner[view]] === 0 ? BANNED : norm));
}

/** Counts for a cell's neighbours the difference that its view leaves there. */
function leaveOver({ board, field, row }: Surroundings, cell: number): void {
  if (field === undefined) return;
  const { cells, views } = board.problem;
  const view = board.views[cell];
  if (view < 0) {
    setDifference(field, cell, undefined);
    return;
  }
  const { dims } = cells;
  for (let k = 0; k < dims; k++) row[k] = views.data[view * dims + k] - cells.data[cell * dims + k];
  setDifference(field, cell, row);
}

/** Puts a view into a cell; −1 empties it. */
export function placeInSurroundings(seen: Surroundings, cell: number, view: number): void {
  placeView(seen.board, cell, view);
  leaveOver(seen, cell);
}

/**
 * What a cell looks for, given its neighbours: the row that would leave nothing over.
 *
 * @param query  as many integers as a row of the tables has, filled and returned
 */
export function surroundedQuery(seen: Surroundings, cell: number, query: Int16Array): Int16Array {
  const { board, market, field, row } = seen;
  const { cells, views } = board.problem;
  const { dims } = market.tables;
  const own = market.queries.subarray(cell * dims, (cell + 1) * dims);
  query.set(own);
  if (field === undefined) return query;
  shiftAt(field, cell, row);
  const view = board.views[cell];
  const present = view < 0 ? cells.data.subarray(cell * cells.dims) : views.data.subarray(view * views.dims);
  let norm = 0;
  // what is cut off a photo is nothing to its neighbours: that number stays as the cell wants it
  for (let k = 0; k < DIMS; k++) {
    const value = Math.round(present[k] - row[k]);
    norm += value * value;
    query[k] = value;
  }
  // neighbours that fit as badly as can be: the search holds no such rows
  if (norm > LARGEST_NORM) query.set(own);
  return query;
}

/** What some cells look for, a row each. @throws MosaicError `aborted` */
export async function surroundedQueries(
  seen: Surroundings,
  cells: readonly number[],
  signal: AbortSignal | undefined,
): Promise<Int16Array> {
  const { dims } = seen.market.tables;
  const queries = new Int16Array(cells.length * dims);
  const rest = eventLoopYielder(signal);
  for (const [i, cell] of cells.entries()) {
    surroundedQuery(seen, cell, queries.subarray(i * dims, (i + 1) * dims));
    if ((i & 63) === 63) await rest();
  }
  return queries;
}

/** The value of the view in each of these cells, as the search tells values; infinite where there is none. @param queries  `surroundedQueries` of the cells */
export function presentValues(seen: Surroundings, cells: readonly number[], queries: Int16Array): number[] {
  const { dims } = seen.market.tables;
  return cells.map((cell, i) => {
    const view = seen.board.views[cell];
    if (view < 0) return Number.POSITIVE_INFINITY;
    const query = queries.subarray(i * dims, (i + 1) * dims);
    return normOf(query, 0, dims) + surroundedValue(seen, view, query);
  });
}

/**
 * The value of a view for what a cell looks for (`surroundedQuery`), less |query|², which the search adds to it: what is compared for
 * one query can do without.
 */
export function surroundedValue({ board, terms }: Surroundings, view: number, query: Int16Array): number {
  const { data, dims } = board.problem.views;
  // no sum is above 2²⁸; so said, they are whole numbers to the compiler
  let dot = 0;
  for (let k = 0, at = view * dims; k < dims; k++, at++) dot = (dot + Math.imul(query[k], data[at])) | 0;
  return terms[view] - 2 * dot;
}
