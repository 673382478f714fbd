/**
 * A mosaic while it is being filled: what stands where, how often each photo is used, what would repeat too near.
 *
 * The cells of each group are linked to one another, so that a wide spacing is looked up by the few cells that a group
 * has, and a narrow one by the few cells around.
 */

import { firstRows } from '../describe/descriptor.js';
import { countNear, firstNear, type Near, nearOf, nearRuns, roomForRuns } from '../layout/near.js';
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
  /** Where the views of a photo begin in each class, as `firstRows` has it. */
  readonly firstViews: Uint32Array;
  /** Which cells are within the spacing of one another, and room for those near one. */
  readonly near: Near;
  readonly runs: Int32Array;
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
  const { rules, views, cells, groups, layout } = problem;
  const photos = rules.maxUses.length;
  const near = nearOf(layout.shape, rules.spacing);
  return {
    problem,
    views: new Int32Array(cells.rows).fill(-1),
    uses: new Uint32Array(photos),
    holders: noHolders(groups, cells.rows),
    firstViews: firstRows(views, photos),
    near,
    runs: roomForRuns(near),
  };
}

/** A board with these views. @param views  cell → row of views, −1 = empty */
export function boardOf(problem: Problem, views: ArrayLike<number>): Board {
  const board = emptyBoard(problem);
  for (let cell = 0; cell < views.length; cell++) placeView(board, cell, views[cell]);
  return board;
}

/** Puts the pinned photos where they must stand. */
export function placePins(board: Board): void {
  for (let cell = 0; cell < board.views.length; cell++) {
    if (isPinned(board, cell)) placeView(board, cell, pinnedView(board, cell));
  }
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
  const { near, runs, holders } = board;
  const held = holders.count[group];
  if (near.steps === 0 || held === 0) return 0;
  if (held < near.most) return countNear(near, cell, holders.first[group], holders.next);
  const { groups, views } = board.problem;
  const end = nearRuns(near, cell, runs);
  let count = 0;
  for (let run = 0; run < end; run += 2) {
    const to = runs[run + 1];
    for (let i = runs[run]; i < to; i++) {
      const view = board.views[i];
      if (view >= 0 && i !== cell && groups[views.owner[view]] === group) count++;
    }
  }
  return count;
}

/** Whether a photo of this group stands within the spacing of a cell, itself left out. */
function isRepeatedNear(board: Board, cell: number, group: number): boolean {
  const { near, holders } = board;
  if (holders.count[group] >= near.most) return repeatsNear(board, cell, group) > 0;
  return near.steps > 0 && firstNear(near, cell, holders.first[group], holders.next) >= 0;
}

/** The cells within the spacing of `cell`, itself left out, that hold a photo of this group, in reading order. */
export function cellsNear(board: Board, cell: number, group: number): number[] {
  const { near, runs, holders } = board;
  const found: number[] = [];
  if (holders.count[group] < near.most) {
    const { first, next } = holders;
    for (let i = firstNear(near, cell, first[group], next); i >= 0; i = firstNear(near, cell, next[i], next))
      found.push(i);
    return found.sort((a, b) => a - b);
  }
  const { groups, views } = board.problem;
  const end = nearRuns(near, cell, runs);
  for (let run = 0; run < end; run += 2) {
    for (let i = runs[run]; i < runs[run + 1]; i++) {
      const view = board.views[i];
      if (view >= 0 && i !== cell && groups[views.owner[view]] === group) found.push(i);
    }
  }
  return found;
}

/** Whether the rules let a photo stand in an empty cell. */
export function mayStand(board: Board, cell: number, photo: number): boolean {
  const { rules, groups } = board.problem;
  return board.uses[photo] < rules.maxUses[photo] && !isRepeatedNear(board, cell, groups[photo]);
}

/** Whether the rules let a photo come in place of the one that stands in a cell. */
export function mayReplace(board: Board, cell: number, photo: number): boolean {
  const present = photoAt(board, cell);
  return board.uses[present] > board.problem.rules.minUses[present] && mayStand(board, cell, photo);
}

/** Cells whose photo repeats within the spacing, in reading order. */
export async function conflictingCells(board: Board, hooks: Hooks = {}): Promise<number[]> {
  const crowded: number[] = [];
  if (board.problem.rules.spacing === 0) return crowded;
  const rest = eventLoopYielder(hooks.signal);
  for (let cell = 0; cell < board.views.length; cell++) {
    const photo = photoAt(board, cell);
    if (photo >= 0 && repeatsNear(board, cell, board.problem.groups[photo]) > 0) crowded.push(cell);
    if ((cell & 255) > 0) continue;
    await rest();
  }
  return crowded;
}

/** The view of a photo that suits a cell best; ties go to the lower row. */
export function bestView(board: Board, cell: number, photo: number): number {
  const key = board.problem.layout.classOf[cell] * board.uses.length + photo;
  const first = board.firstViews[key];
  const end = board.firstViews[key + 1];
  if (end - first === 1) return first;
  let best = first;
  let least = Number.POSITIVE_INFINITY;
  for (let view = first; view < end; view++) {
    const cost = costOf(board, cell, view);
    if (cost < least) {
      best = view;
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
