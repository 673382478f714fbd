/**
 * Refinement: each cell again, given its neighbours.
 *
 * From afar an eye sees a blur over several cells, in which a cell that is too light is made good by one that is too
 * dark. So to the cost Σ|cᵢ − vᵢ|² is added λ·Σᵢⱼ Qᵢⱼ rᵢ·rⱼ, where rᵢ is the difference of the mean colours of cell i and of
 * what stands there, and Q what two blurs have in common: a Gaussian of σ√2 cells, 1 at its peak. Seen from one cell this
 * is again a squared distance, to a point moved by its neighbours' differences, with more weight on the mean: so the
 * same search answers it. Cells so far apart that they do not meet are done together (iterated conditional modes).
 *
 * Source: J. Besag, "On the statistical analysis of dirty pictures", Journal of the Royal Statistical Society B 48(3),
 * 1986, doi:10.1111/j.2517-6161.1986.tb01412.x.
 */

import { throwIfAborted } from '../errors.js';
import { BANNED, normOf } from '../match/candidates.js';
import type { Hooks } from '../ports.js';
import { type Board, isPinned, photoAt, place, repeatsNear } from './board.js';
import type { Market } from './shortlist.js';

/** How much the blurred whole counts, how wide the blur is in cells, and how often all cells are gone through. */
export interface Refinement {
  readonly lambda: number;
  readonly sigma: number;
  readonly sweeps: number;
}

/** Candidates looked at for a cell: as many as can stand within two cells, and some. */
const K = 32;
/** The coordinates of a row that are its mean colour. */
const MEAN = 3;

/** Moves cells of a full board to views that suit them and their surroundings better, under the same rules. */
export async function refine(board: Board, market: Market, refinement: Refinement, hooks: Hooks = {}): Promise<void> {
  if (refinement.lambda === 0) return;
  const { columns, rules } = board.problem;
  const weights = overlap(refinement.sigma);
  const state: Refining = {
    board,
    market,
    lambda: refinement.lambda,
    ...weights,
    residuals: residualsOf(board),
    terms: termsWith(market, board, refinement.lambda),
  };
  const period = Math.max(weights.reach, rules.spacing) + 1;
  const say = (sweeps: number) => hooks.onProgress?.({ stage: 'assign', done: sweeps, total: refinement.sweeps });
  for (let sweep = 0; sweep < refinement.sweeps; sweep++) {
    let moved = 0;
    for (let part = 0; part < period * period; part++) {
      throwIfAborted(hooks.signal);
      if (hooks.enough?.aborted) return say(refinement.sweeps);
      say(sweep + part / (period * period));
      const cells: number[] = [];
      for (let cell = 0; cell < board.views.length; cell++) {
        const [row, column] = [Math.floor(cell / columns), cell % columns];
        if ((row % period) * period + (column % period) === part && !isPinned(board, cell)) cells.push(cell);
      }
      if (cells.length > 0) moved += await moveCells(state, cells);
    }
    if (moved === 0) break;
  }
  say(refinement.sweeps);
}

interface Refining {
  readonly board: Board;
  readonly market: Market;
  readonly lambda: number;
  /** Q on (2 · reach + 1)² cells, row by row. */
  readonly reach: number;
  readonly common: Float64Array;
  /** cells × 3: mean colour of the cell less that of its view. */
  readonly residuals: Float64Array;
  /** View → |v|² + λ·|mean of v|². */
  readonly terms: Int32Array;
}

/** Q, cut off where it falls below 1/100. */
function overlap(sigma: number): { readonly reach: number; readonly common: Float64Array } {
  const reach = Math.ceil(2 * sigma * Math.sqrt(Math.log(100)) - 0.5);
  const side = 2 * reach + 1;
  const common = Float64Array.from({ length: side * side }, (_, i) => {
    const [dy, dx] = [Math.floor(i / side) - reach, (i % side) - reach];
    return Math.exp(-(dx * dx + dy * dy) / (4 * sigma * sigma));
  });
  return { reach, common };
}

function residualsOf(board: Board): Float64Array {
  const { cells, views } = board.problem;
  const residuals = new Float64Array(cells.rows * MEAN);
  for (let cell = 0; cell < cells.rows; cell++) {
    for (let c = 0; c < MEAN; c++) {
      residuals[cell * MEAN + c] = cells.data[cell * cells.dims + c] - views.data[board.views[cell] * views.dims + c];
    }
  }
  return residuals;
}

function termsWith({ table }: Market, { problem }: Board, lambda: number): Int32Array {
  const { views, rules } = problem;
  return table.norms.map((norm, view) => {
    if (rules.maxUses[views.owner[view]] === 0) return BANNED;
    let mean = 0;
    for (let c = 0; c < MEAN; c++) mean += views.data[view * views.dims + c] ** 2;
    return norm + Math.round(lambda * mean);
  });
}

/** Gives each of some cells that do not meet its best allowed view. @returns how many moved */
async function moveCells(state: Refining, cells: readonly number[]): Promise<number> {
  const { board, market, terms } = state;
  const { dims } = market.table;
  const queries = new Int16Array(cells.length * dims);
  const within = new Int32Array(cells.length);
  cells.forEach((cell, i) => {
    const query = queries.subarray(i * dims, (i + 1) * dims);
    query.set(market.queries.subarray(cell * dims, (cell + 1) * dims));
    shift(state, cell, query);
    within[i] = searchValue(state, board.views[cell], query) - 1;
  });
  const found = await market.find(queries, terms, K, { within });
  let moved = 0;
  cells.forEach((cell, i) => {
    for (let j = i * K; j < (i + 1) * K && found.rows[j] >= 0; j++) {
      if (!mayMove(board, cell, found.rows[j])) continue;
      place(board, cell, found.rows[j]);
      updateResidual(state, cell);
      moved++;
      return;
    }
  });
  return moved;
}

/** Moves the mean of a cell's query by what its neighbours leave over. */
function shift({ board, lambda, reach, common, residuals }: Refining, cell: number, query: Int16Array): void {
  const { columns, rows, cells } = board.problem;
  const [row, column] = [Math.floor(cell / columns), cell % columns];
  const side = 2 * reach + 1;
  const sum = [0, 0, 0];
  for (let r = Math.max(0, row - reach); r <= Math.min(rows - 1, row + reach); r++) {
    for (let c = Math.max(0, column - reach); c <= Math.min(columns - 1, column + reach); c++) {
      const other = r * columns + c;
      if (other === cell) continue;
      const weight = common[(r - row + reach) * side + c - column + reach];
      for (let k = 0; k < MEAN; k++) sum[k] += weight * residuals[other * MEAN + k];
    }
  }
  for (let k = 0; k < MEAN; k++)
    query[k] = Math.round(query[k] + lambda * (cells.data[cell * cells.dims + k] + sum[k]));
}

/** The value of a view for a query, as the search has it. */
function searchValue({ board, market, terms }: Refining, view: number, query: Int16Array): number {
  const { views } = board.problem;
  let dot = 0;
  for (let k = 0; k < views.dims; k++) dot += query[k] * views.data[view * views.dims + k];
  return normOf(query, 0, market.table.dims) + terms[view] - 2 * dot;
}

function mayMove(board: Board, cell: number, view: number): boolean {
  const { rules, views, groups } = board.problem;
  const photo = views.owner[view];
  const present = photoAt(board, cell);
  if (photo === present) return true;
  if (board.uses[photo] >= rules.maxUses[photo] || board.uses[present] <= rules.minUses[present]) return false;
  return repeatsNear(board, cell, groups[photo]) === 0;
}

function updateResidual({ board, residuals }: Refining, cell: number): void {
  const { cells, views } = board.problem;
  for (let c = 0; c < MEAN; c++) {
    residuals[cell * MEAN + c] = cells.data[cell * cells.dims + c] - views.data[board.views[cell] * views.dims + c];
  }
}
