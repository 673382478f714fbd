/** A damaged assignment whose groups share a budget, as one in which a group is one photo. */

import { poolGroups, sharesBudgets } from '../budgets.js';
import type { RepairInput } from './repair.js';

/** What to repair, and how to read the outcome. */
export interface PooledRepair {
  readonly input: RepairInput;
  /** View of this problem → view of the one it was made from; undefined if that is the same. */
  readonly rows: Uint32Array | undefined;
}

/** Makes one photo of each group if groups share a budget. `pinnedViews` must be given. A group is new if all of it is. */
export function poolRepair(damaged: RepairInput): PooledRepair {
  const { problem, present, isNew } = damaged;
  if (!sharesBudgets(problem)) return { input: damaged, rows: undefined };
  const pooled = poolGroups(problem);
  const { rows } = pooled;
  const place = new Int32Array(problem.views.rows).fill(-1);
  rows.forEach((row, i) => {
    place[row] = i;
  });
  const moved = (views: Int32Array): Int32Array => views.map((row) => (row < 0 ? -1 : place[row]));
  const old = new Set<number>();
  rows.forEach((row, i) => {
    if (!isNew?.(problem.views.owner[row])) old.add(pooled.problem.views.owner[i]);
  });
  const told = new Map(damaged.told);
  // a banned photo has no view in the pooled problem: its cells would seem to have lost theirs
  present.forEach((row, cell) => {
    if (row >= 0 && place[row] < 0 && !told.has(cell)) told.set(cell, 'ban');
  });
  return {
    input: {
      problem: { ...pooled.problem, pinnedViews: moved(problem.pinnedViews ?? present) },
      present: moved(present),
      told,
      isNew: isNew && ((group) => !old.has(group)),
    },
    rows,
  };
}
