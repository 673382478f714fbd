/** A mosaic while it is being filled: what stands where, how often each photo is used, what would repeat too near. */

import { squaredDistance } from '../match/scan.js';
import type { Problem } from './problem.js';

/** Cells filled so far. Changed only by `place`. */
export interface Board {
  readonly problem: Problem;
  /** Cell → row of views, −1 = empty. */
  readonly views: Int32Array;
  /** Photo → number of cells it stands in. */
  readonly uses: Uint32Array;
  /** The views of photo p are viewsOf.rows[viewsOf.first[p] … viewsOf.first[p + 1] − 1]. */
  readonly viewsOf: { readonly first: Uint32Array; readonly rows: Uint32Array };
}

/** An empty board. */
export function board(problem: Problem): Board {
  const photos = problem.rules.maxUses.length;
  return {
    problem,
    views: new Int32Array(problem.cells.rows).fill(-1),
    uses: new Uint32Array(photos),
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
export function place(board: Board, cell: number, view: number): void {
  const before = photoAt(board, cell);
  if (before >= 0) board.uses[before]--;
  board.views[cell] = view;
  if (view >= 0) board.uses[board.problem.views.owner[view]]++;
}

/** How many cells within the spacing of `cell`, itself left out, hold a photo of this group. */
export function repeatsNear(board: Board, cell: number, group: number): number {
  const { columns, rows, rules, groups, views } = board.problem;
  const d = rules.spacing;
  if (d === 0) return 0;
  const row = Math.floor(cell / columns);
  const column = cell - row * columns;
  const left = Math.max(0, column - d);
  const right = Math.min(columns - 1, column + d);
  const bottom = Math.min(rows - 1, row + d);
  let count = 0;
  for (let r = Math.max(0, row - d); r <= bottom; r++) {
    for (let i = r * columns + left; i <= r * columns + right; i++) {
      const view = board.views[i];
      if (view >= 0 && i !== cell && groups[views.owner[view]] === group) count++;
    }
  }
  return count;
}

/** The cells within the spacing of `cell`, itself left out, that hold a photo of this group, in raster order. */
export function cellsNear(board: Board, cell: number, group: number): number[] {
  const { columns, rows, rules, groups, views } = board.problem;
  const d = rules.spacing;
  const row = Math.floor(cell / columns);
  const column = cell - row * columns;
  const near: number[] = [];
  for (let r = Math.max(0, row - d); r <= Math.min(rows - 1, row + d); r++) {
    for (let c = Math.max(0, column - d); c <= Math.min(columns - 1, column + d); c++) {
      const i = r * columns + c;
      const view = board.views[i];
      if (view >= 0 && i !== cell && groups[views.owner[view]] === group) near.push(i);
    }
  }
  return near;
}

/** Cells whose photo repeats within the spacing. */
export function crowdedCells(board: Board): number[] {
  const crowded: number[] = [];
  if (board.problem.rules.spacing === 0) return crowded;
  for (let cell = 0; cell < board.views.length; cell++) {
    const photo = photoAt(board, cell);
    if (photo >= 0 && repeatsNear(board, cell, board.problem.groups[photo]) > 0) crowded.push(cell);
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
