/**
 * The lattice: for few photos and wide spacing, where cell-by-cell choice runs into dead ends.
 *
 * The cells of an independent set are far enough apart to hold one photo, and there are as few sets as can be.
 * Filling set after set, each photo as often as it may, breaks the spacing at most where
 * one photo's cells end and the next set begins.
 */

import type { Features } from '../../describe/descriptor.js';
import { independentSets } from '../../layout/independent-sets.js';
import { mostBefore, nearOf } from '../../layout/near.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, bestView, placePins, placeView } from '../board.js';
import type { Problem } from '../problem.js';

/**
 * Whether there are so few photos that filling cell after cell may run into a dead end: in raster order the cells within
 * the spacing that are filled already may hold all of them.
 */
export function wantsLattice({ rules, groups, layout }: Problem): boolean {
  if (rules.spacing === 0) return false;
  const allowed = new Set(groups.filter((_, photo) => rules.maxUses[photo] > 0));
  return allowed.size <= mostBefore(nearOf(layout.shape, rules.spacing));
}

/**
 * Fills an empty board set by set; photos that cost least over all cells come first. Pinned cells keep their
 * photo. Cells stay empty when all uses are spent.
 */
export async function fillByLattice(board: Board, hooks: Hooks): Promise<void> {
  const { rules } = board.problem;
  placePins(board);
  const photos = photosByCost(board.problem);
  const left = photos.map((photo) => rules.maxUses[photo] - board.uses[photo]);
  let empty = board.views.reduce((count, view) => count + (view < 0 ? 1 : 0), 0);
  const rest = eventLoopYielder(hooks.signal);
  let next = 0;
  for (const members of independentSets(board.near)) {
    for (const cell of members) {
      await rest();
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

/**
 * Photos that may be used, one of each group, by what their best view would cost in all cells; then the rest of the
 * groups.
 *
 * A view's cost over all n cells of its class is Σ|c|² + n·|v|² − 2·v·Σc, of which the first is the same for all: one sum over
 * the cells does for all views. A photo has its best view in each class.
 */
export function photosByCost({ rules, cells, views, groups, layout }: Problem): Uint32Array {
  const { dims, starts } = views;
  const costs = new Float64Array(rules.maxUses.length);
  for (let shape = 0; shape + 1 < starts.length; shape++) {
    const { count, sum } = sumOfClass(cells, layout.classOf, shape);
    const least = new Float64Array(costs.length).fill(Number.POSITIVE_INFINITY);
    for (let view = starts[shape]; view < starts[shape + 1]; view++) {
      let cost = 0;
      for (let k = 0, i = view * dims; k < dims; k++, i++) {
        cost += views.data[i] * (count * views.data[i] - 2 * sum[k]);
      }
      least[views.owner[view]] = Math.min(least[views.owner[view]], cost);
    }
    for (let photo = 0; photo < costs.length; photo++) costs[photo] += least[photo];
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

/** How many cells a shape class has, and the sum of their rows. */
function sumOfClass({ rows, dims, data }: Features, classOf: Uint8Array, shape: number) {
  const sum = new Float64Array(dims);
  let count = 0;
  for (let cell = 0; cell < rows; cell++) {
    if (classOf[cell] !== shape) continue;
    count++;
    for (let k = 0; k < dims; k++) sum[k] += data[cell * dims + k];
  }
  return { count, sum };
}
