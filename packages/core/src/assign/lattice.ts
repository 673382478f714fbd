/**
 * The lattice: for few photos and wide spacing, where cell-by-cell choice runs into dead ends.
 *
 * Cells whose row and column agree modulo spacing + 1 are far enough apart to hold one photo; (spacing + 1)² such
 * classes make up the grid. Filling class after class, each photo as often as it may, breaks the spacing at most where
 * one photo's cells end and the next class begins.
 */

import { type Board, bestView, costOf, isPinned, pinnedView, place } from './board.js';

/**
 * Fills an empty board class by class; photos that cost least over all cells come first. Pinned cells keep their
 * photo. Cells stay empty when all uses are spent.
 */
export function fillByLattice(board: Board): void {
  const { cells, rules } = board.problem;
  for (let cell = 0; cell < cells.rows; cell++) {
    if (isPinned(board, cell)) place(board, cell, pinnedView(board, cell));
  }
  const photos = photosByCost(board);
  let next = 0;
  for (const members of latticeClasses(board)) {
    for (const cell of members) {
      while (next < photos.length && board.uses[photos[next]] >= rules.maxUses[photos[next]]) next++;
      if (next === photos.length) return;
      if (board.views[cell] < 0) place(board, cell, bestView(board, cell, photos[next]));
    }
    if (mayPass(board, photos, next)) next++;
  }
}

/** Whether the photos behind `next` have uses enough for all empty cells, so that its own last ones may be forgone. */
function mayPass(board: Board, photos: Uint32Array, next: number): boolean {
  const { maxUses } = board.problem.rules;
  const empty = board.views.reduce((count, view) => count + (view < 0 ? 1 : 0), 0);
  let spare = 0;
  for (let i = next + 1; i < photos.length && spare < empty; i++) spare += maxUses[photos[i]] - board.uses[photos[i]];
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

/** Photos that may be used, one of each group, by what they would cost in every cell; then the rest of the groups. */
function photosByCost(board: Board): Uint32Array {
  const { rules, cells, groups } = board.problem;
  const costs = new Float64Array(rules.maxUses.length);
  const allowed: number[] = [];
  for (let photo = 0; photo < costs.length; photo++) {
    if (rules.maxUses[photo] === 0) continue;
    allowed.push(photo);
    for (let cell = 0; cell < cells.rows; cell++) costs[photo] += costOf(board, cell, bestView(board, cell, photo));
  }
  allowed.sort((a, b) => costs[a] - costs[b] || a - b);
  const seen = new Set<number>();
  const firsts = allowed.filter((photo) => !seen.has(groups[photo]) && seen.add(groups[photo]));
  const others = allowed.filter((photo) => !firsts.includes(photo));
  return Uint32Array.from([...firsts, ...others]);
}
