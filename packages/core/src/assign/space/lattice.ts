/**
 * The lattice: for few photos and wide spacing, where cell-by-cell choice runs into dead ends.
 *
 * Cells whose row and column agree modulo spacing + 1 are far enough apart to hold one photo; (spacing + 1)² such
 * classes make up the grid. Filling class after class, each photo as often as it may, breaks the spacing at most where
 * one photo's cells end and the next class begins.
 */

import { throwIfAborted } from '../../errors.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, bestView, isPinned, pinnedView, placeView } from '../board.js';
import type { Problem } from '../problem.js';

/**
 * Whether there are so few photos that filling cell after cell may run into a dead end: in raster order the cells within
 * the spacing that are filled already may hold all of them.
 */
export function wantsLattice({ rules, groups, columns, rows }: Problem): boolean {
  const d = rules.spacing;
  if (d === 0) return false;
  const before = Math.min(d, columns - 1) + Math.min(d, rows - 1) * Math.min(2 * d + 1, columns);
  const allowed = new Set(groups.filter((_, photo) => rules.maxUses[photo] > 0));
  return allowed.size <= before;
}

/**
 * Fills an empty board class by class; photos that cost least over all cells come first. Pinned cells keep their
 * photo. Cells stay empty when all uses are spent.
 */
export async function fillByLattice(board: Board, hooks: Hooks): Promise<void> {
  const { rules, cells } = board.problem;
  for (let cell = 0; cell < cells.rows; cell++) {
    if (isPinned(board, cell)) placeView(board, cell, pinnedView(board, cell));
  }
  const photos = photosByCost(board.problem);
  const left = photos.map((photo) => rules.maxUses[photo] - board.uses[photo]);
  let empty = board.views.reduce((count, view) => count + (view < 0 ? 1 : 0), 0);
  const rest = eventLoopYielder();
  let next = 0;
  for (const members of latticeClasses(board)) {
    for (const cell of members) {
      await rest();
      throwIfAborted(hooks.signal);
      if (board.views[cell] >= 0) continue;
      while (next < photos.length && left[next] === 0) next++;
      if (next === photos.length) return;
      placeView(board, cell, bestView(board, cell, photos[next]));
      left[next]--;
      empty--;
    }
    if (mayPass(left, next, empty)) next++;
  }
}

/** Whether the photos behind `next` have uses enough for all empty cells, so that its own last ones may be forgone. */
function mayPass(left: Uint32Array, next: number, empty: number): boolean {
  let spare = 0;
  for (let i = next + 1; i < left.length && spare < empty; i++) spare += left[i];
  return spare >= empty;
}

/** The cells of each class, in raster order. */
function latticeClasses(board: Board): number[][] {
  const { columns, rows, rules } = board.problem;
  const period = rules.spacing + 1;
  const classes: number[][] = Array.from({ length: period * period }, () => []);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      classes[(row % period) * period + (column % period)].push(row * columns + column);
    }
  }
  return classes.filter((members) => members.length > 0);
}

/**
 * Photos that may be used, one of each group, by what their best view would cost in all cells; then the rest of the
 * groups.
 *
 * A view's cost over all n cells is Σ|c|² + n·|v|² − 2·v·Σc, of which the first is the same for all: one sum over the
 * cells does for all views.
 */
export function photosByCost({ rules, cells, views, groups }: Problem): Uint32Array {
  const { dims } = views;
  const sum = new Float64Array(dims);
  for (let i = 0; i < cells.data.length; i += dims) for (let k = 0; k < dims; k++) sum[k] += cells.data[i + k];
  const costs = new Float64Array(rules.maxUses.length).fill(Number.POSITIVE_INFINITY);
  for (let view = 0; view < views.rows; view++) {
    let cost = 0;
    for (let k = 0, i = view * dims; k < dims; k++, i++) {
      cost += views.data[i] * (cells.rows * views.data[i] - 2 * sum[k]);
    }
    costs[views.owner[view]] = Math.min(costs[views.owner[view]], cost);
  }
  const allowed = [...costs.keys()].filter((photo) => rules.maxUses[photo] > 0);
  allowed.sort((a, b) => costs[a] - costs[b] || a - b);
  const seen = new Set<number>();
  const others: number[] = [];
  const firsts = allowed.filter((photo) => {
    const isFirst = !seen.has(groups[photo]);
    if (isFirst) seen.add(groups[photo]);
    else others.push(photo);
    return isFirst;
  });
  return Uint32Array.from([...firsts, ...others]);
}
