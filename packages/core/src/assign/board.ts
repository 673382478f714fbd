/**
 * A mosaic while it is being filled: what stands where, how often each photo is used, what would repeat too near.
 *
 * The cells of each group are linked to one another, so that a wide spacing is looked up by the few cells that a group
 * has, and a narrow one by the few cells around.
 */

import { throwIfAborted } from '../errors.js';
import { squaredDistance } from '../match/scan.js';
import type { Hooks } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Problem } from './problem.js';

/** Cells filled so far. Changed only by `place`. */
export interface Board {
  readonly problem: Problem;
  /** Cell → row of views, −1 = empty. */
  readonly views: Int32Array;
  /** Photo → number of cells it stands in. */
  readonly uses: Uint32Array;
  /** Which cells hold photos of a group: a list of cells each, in both directions. */
  readonly holders: Holders;
  /** The views of photo p are viewsOf.rows[viewsOf.first[p] … viewsOf.first[p + 1] − 1]. */
  readonly viewsOf: { readonly first: Uint32Array; readonly rows: Uint32Array };
}

/** Lists of cells, one a group; −1 ends them. Changed only by `place`. */
interface Holders {
  /** Group → how many cells hold a photo of it, and one of them. */
  readonly count: Uint32Array;
  readonly first: Int32Array;
  /** Cell → the next and the previous cell with its group. */
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

function noHolders(groups: Uint32Array, cells: number): Holders {
  const count = groups.reduce((most, group) => Math.max(most, group + 1), 0);
  return {
    count: new Uint32Array(count),
    first: new Int32Array(count).fill(-1),
    next: new Int32Array(cells).fill(-1),
    previous: new Int32Array(cells).fill(-1),
  };
}

function hold({ count, first, next, previous }: Holders, cell: number, group: number): void {
  count[group]++;
  next[cell] = first[group];
  previous[cell] = -1;
  if (first[group] >= 0) previous[first[group]] = cell;
  first[group] = cell;
}

function release({ count, first, next, previous }: Holders, cell: number, group: number): void {
  count[group]--;
  if (previous[cell] < 0) first[group] = next[cell];
  else next[previous[cell]] = next[cell];
  if (next[cell] >= 0) previous[next[cell]] = previous[cell];
}

/** An empty board. */
export function emptyBoard(problem: Problem): Board {
  const photos = problem.rules.maxUses.length;
  return {
    problem,
    views: new Int32Array(problem.cells.rows).fill(-1),
    uses: new Uint32Array(photos),
    holders: noHolders(problem.groups, problem.cells.rows),
    viewsOf: viewsByPhoto(problem.views.owner, photos),
  };
}

/** Groups rows by their owner, in counting order. */
function viewsByPhoto(owner: Uint32Array, photos: number): Board['viewsOf'] {
  const first = new Uint32Array(photos + 1);
  for (const photo of owner) first[photo + 1]++;
  for (let photo = 0; photo < photos; photo++) first[photo + 1] += first[photo];
  const next = first.slice();
  const rows = new Uint32Array(owner.length);
  for (let row = 0; row < owner.length; row++) rows[next[owner[row]]++] = row;
  return { first, rows };
}

/** The photo in a cell, −1 if it is empty. */
export function photoAt(board: Board, cell: number): number {
  const view = board.views[cell];
  return view < 0 ? -1 : board.problem.views.owner[view];
}

/** Puts a view into a cell (−1 empties it) and keeps the counts. */
export function placeView(board: Board, cell: number, view: number): void {
  const { views, groups } = board.problem;
  const before = photoAt(board, cell);
  const photo = view < 0 ? -1 : views.owner[view];
  board.views[cell] = view;
  if (photo === before) return;
  if (before >= 0) {
    board.uses[before]--;
    release(board.holders, cell, groups[before]);
  }
  if (photo >= 0) {
    board.uses[photo]++;
    hold(board.holders, cell, groups[photo]);
  }
}

/** How many cells within the spacing of `cell`, itself left out, hold a photo of this group. */
export function repeatsNear(board: Board, cell: number, group: number): number {
  const { columns, rules, groups, views } = board.problem;
  const { first, next, count: held } = board.holders;
  if (rules.spacing === 0 || held[group] === 0) return 0;
  const { left, right, top, bottom } = around(board, cell);
  let count = 0;
  if (held[group] < (right - left + 1) * (bottom - top + 1)) {
    for (let i = first[group]; i >= 0; i = next[i]) {
      const r = Math.floor(i / columns);
      const c = i - r * columns;
      if (r >= top && r <= bottom && c >= left && c <= right && i !== cell) count++;
    }
    return count;
  }
  for (let r = top; r <= bottom; r++) {
    for (let i = r * columns + left; i <= r * columns + right; i++) {
      const view = board.views[i];
      if (view >= 0 && i !== cell && groups[views.owner[view]] === group) count++;
    }
  }
  return count;
}

/** The cells within the spacing of `cell`, itself left out, that hold a photo of this group, in raster order. */
export function cellsNear(board: Board, cell: number, group: number): number[] {
  const { columns, groups, views } = board.problem;
  const { first, next, count: held } = board.holders;
  const { left, right, top, bottom } = around(board, cell);
  const near: number[] = [];
  if (held[group] < (right - left + 1) * (bottom - top + 1)) {
    for (let i = first[group]; i >= 0; i = next[i]) {
      const r = Math.floor(i / columns);
      const c = i - r * columns;
      if (r >= top && r <= bottom && c >= left && c <= right && i !== cell) near.push(i);
    }
    return near.sort((a, b) => a - b);
  }
  for (let r = top; r <= bottom; r++) {
    for (let i = r * columns + left; i <= r * columns + right; i++) {
      const view = board.views[i];
      if (view >= 0 && i !== cell && groups[views.owner[view]] === group) near.push(i);
    }
  }
  return near;
}

/** The first and the last column and row within the spacing of a cell. */
function around({ problem }: Board, cell: number): { left: number; right: number; top: number; bottom: number } {
  const { columns, rows, rules } = problem;
  const d = rules.spacing;
  const row = Math.floor(cell / columns);
  const column = cell - row * columns;
  return {
    left: Math.max(0, column - d),
    right: Math.min(columns - 1, column + d),
    top: Math.max(0, row - d),
    bottom: Math.min(rows - 1, row + d),
  };
}

/** Cells whose photo repeats within the spacing, in raster order. */
export async function conflictingCells(board: Board, hooks: Hooks = {}): Promise<number[]> {
  const crowded: number[] = [];
  if (board.problem.rules.spacing === 0) return crowded;
  const rest = eventLoopYielder();
  for (let cell = 0; cell < board.views.length; cell++) {
    const photo = photoAt(board, cell);
    if (photo >= 0 && repeatsNear(board, cell, board.problem.groups[photo]) > 0) crowded.push(cell);
    if ((cell & 255) > 0) continue;
    await rest();
    throwIfAborted(hooks.signal);
  }
  return crowded;
}

/** The view of a photo that suits a cell best; ties go to the lower row. */
export function bestView(board: Board, cell: number, photo: number): number {
  const { first, rows } = board.viewsOf;
  let best = rows[first[photo]];
  if (first[photo + 1] - first[photo] === 1) return best;
  let least = Number.POSITIVE_INFINITY;
  for (let i = first[photo]; i < first[photo + 1]; i++) {
    const cost = costOf(board, cell, rows[i]);
    if (cost < least) {
      best = rows[i];
      least = cost;
    }
  }
  return best;
}

/** The cost of a view in a cell. */
export function costOf(board: Board, cell: number, view: number): number {
  return squaredDistance(board.problem.cells, cell, board.problem.views, view);
}

/** The view that stands in a cell whose photo is pinned. */
export function pinnedView(board: Board, cell: number): number {
  const { rules, pinnedViews } = board.problem;
  return pinnedViews?.[cell] ?? bestView(board, cell, rules.pinned[cell]);
}

/** Whether the rules pin the cell's photo. */
export function isPinned(board: Board, cell: number): boolean {
  return board.problem.rules.pinned[cell] >= 0;
}
