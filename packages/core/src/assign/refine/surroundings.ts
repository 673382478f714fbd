/**
 * What a cell is, seen together with the cells around it.
 *
 * From afar an eye sees a blur over several cells, in which a cell that is too light is made good by one that is too
 * dark. So to the cost Σ|cᵢ − vᵢ|² is added λ·Σᵢⱼ Qᵢⱼ rᵢ·rⱼ, where rᵢ is the difference of the mean colours of cell i and of
 * what stands there, and Q what two blurs have in common: a Gaussian of σ√2 cells, 1 at its peak. Seen from one cell this
 * is again a squared distance, to a point moved by its neighbours' differences, with more weight on the mean: so the
 * same search answers it.
 */

import { type Blur, blurOf, seenIn } from '../../layout/blur.js';
import { BANNED, normOf } from '../../match/candidates.js';
import { LARGEST_NORM } from '../../match/view-table.js';
import { type Board, placeView } from '../board.js';
import type { Market } from '../price/shortlist.js';

/** How much the blurred whole counts, and how wide the blur is in cells. */
export interface BlurWeight {
  readonly lambda: number;
  readonly sigma: number;
}

/** A board with the differences that its cells leave to their neighbours. Changed only by `placeInSurroundings`. */
export interface Surroundings {
  readonly board: Board;
  readonly market: Market;
  readonly lambda: number;
  /** Q. */
  readonly blur: Blur;
  /** cells × 3: mean colour of the cell less that of its view. */
  readonly residuals: Float64Array;
  /** View → |v|² + λ·|mean of v|², or `BANNED`. */
  readonly terms: Int32Array;
}

/** The coordinates of a row that are its mean colour. */
const MEAN = 3;

/** Looks at a full board. */
export function surroundingsOf(board: Board, market: Market, { lambda, sigma }: BlurWeight): Surroundings {
  const residuals = new Float64Array(board.views.length * MEAN);
  const blur = blurOf(board.problem.layout.shape, sigma);
  const seen = { board, market, lambda, blur, residuals, terms: termsWith(market, board, lambda) };
  for (let cell = 0; cell < board.views.length; cell++) leaveOver(seen, cell, board.views[cell]);
  return seen;
}

function termsWith({ tables: { tables, starts } }: Market, { problem }: Board, lambda: number): Int32Array {
  const { views, rules } = problem;
  const terms = new Int32Array(views.rows);
  tables.forEach(({ norms }, shape) => {
    terms.set(norms, starts[shape]);
  });
  return terms.map((norm, view) => {
    if (rules.maxUses[views.owner[view]] === 0) return BANNED;
    let mean = 0;
    for (let c = 0; c < MEAN; c++) mean += views.data[view * views.dims + c] ** 2;
    return norm + Math.round(lambda * mean);
  });
}

/** Counts for a cell's neighbours the difference that a view leaves there. */
function leaveOver({ board, residuals }: Surroundings, cell: number, view: number): void {
  const { cells, views } = board.problem;
  for (let c = 0; c < MEAN; c++) {
    residuals[cell * MEAN + c] = cells.data[cell * cells.dims + c] - views.data[view * views.dims + c];
  }
}

/** Puts a view into a cell. */
export function placeInSurroundings(seen: Surroundings, cell: number, view: number): void {
  placeView(seen.board, cell, view);
  leaveOver(seen, cell, view);
}

/**
 * What a cell looks for, given its neighbours: its row, the mean moved by what they leave over.
 *
 * @param query  as many integers as a row of the tables has, filled and returned
 */
export function surroundedQuery(seen: Surroundings, cell: number, query: Int16Array): Int16Array {
  const { board, market, lambda, blur, residuals } = seen;
  const { cells } = board.problem;
  const { dims } = market.tables;
  const own = market.queries.subarray(cell * dims, (cell + 1) * dims);
  query.set(own);
  if (lambda === 0) return query;
  const sum = seenIn(blur, cell, residuals);
  for (let k = 0; k < MEAN; k++)
    query[k] = Math.round(query[k] + lambda * (cells.data[cell * cells.dims + k] + sum[k]));
  // neighbours that fit as badly as can be: the search holds no such rows
  if (normOf(query, 0, dims) > LARGEST_NORM) query.set(own);
  return query;
}

/** What some cells look for, a row each. */
export function surroundedQueries(seen: Surroundings, cells: readonly number[]): Int16Array {
  const { dims } = seen.market.tables;
  const queries = new Int16Array(cells.length * dims);
  for (const [i, cell] of cells.entries()) surroundedQuery(seen, cell, queries.subarray(i * dims, (i + 1) * dims));
  return queries;
}

/** The value of the view in each of these cells, as the search tells values. @param queries  `surroundedQueries` of the cells */
export function presentValues(seen: Surroundings, cells: readonly number[], queries: Int16Array): number[] {
  const { dims } = seen.market.tables;
  return cells.map((cell, i) => {
    const query = queries.subarray(i * dims, (i + 1) * dims);
    return normOf(query, 0, dims) + surroundedValue(seen, seen.board.views[cell], query);
  });
}

/**
 * The value of a view for what a cell looks for (`surroundedQuery`), less |query|², which the search adds to it: what is compared for
 * one query can do without.
 */
export function surroundedValue({ board, terms }: Surroundings, view: number, query: Int16Array): number {
  const { data, dims } = board.problem.views;
  let dot = 0;
  for (let k = 0, at = view * dims; k < dims; k++, at++) dot += query[k] * data[at];
  return terms[view] - 2 * dot;
}
