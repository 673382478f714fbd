/**
 * One budget of uses for all photos of a group.
 *
 * A solver need not know: it is given a problem in which a group is one photo with the views of all of them. Only the plan
 * has photos again.
 */

import { bestView, emptyBoard } from './board.js';
import type { Problem } from './problem.js';
import { hasBounds, type Rules } from './rules.js';

/** Rules in which every group that may be used is one photo. */
export interface Budgets {
  /** Per group; it has nothing in common with another, so `groups` counts 0, 1, 2 … */
  readonly rules: Rules;
  readonly groups: Uint32Array;
  /** Photo → its group's place in these rules, −1 for a banned photo. */
  readonly budgetOf: Int32Array;
}

/**
 * Makes one photo of each group. It must be used as often as the photo of it that must be used most, and may be as often
 * as the one that may be used most; banned photos are left out, and a banned photo's pin is gone.
 *
 * @param groups  photo → group
 */
export function budgetsOf({ minUses, maxUses, spacing, pinned }: Rules, groups: Uint32Array): Budgets {
  const budgetOf = new Int32Array(groups.length).fill(-1);
  const places = new Map<number, number>();
  const least: number[] = [];
  const most: number[] = [];
  for (let photo = 0; photo < groups.length; photo++) {
    if (maxUses[photo] === 0) continue;
    const place = places.get(groups[photo]) ?? places.size;
    places.set(groups[photo], place);
    budgetOf[photo] = place;
    least[place] = Math.max(least[place] ?? 0, minUses[photo]);
    most[place] = Math.max(most[place] ?? 0, maxUses[photo]);
  }
  const rules: Rules = {
    minUses: Uint32Array.from(least),
    maxUses: Uint32Array.from(most),
    spacing,
    pinned: pinned.map((photo) => (photo < 0 ? -1 : budgetOf[photo])),
  };
  return { rules, groups: Uint32Array.from(places.values()), budgetOf };
}

/** A problem whose photos are groups. */
export interface PooledProblem {
  readonly problem: Problem;
  /** View of this problem → view of the one it was made from. */
  readonly rows: Uint32Array;
}

/** Whether groups share a budget, and it makes a difference. */
export function sharesBudgets({ rules }: Problem): boolean {
  return rules.groupBudget === true && hasBounds(rules);
}

/** Makes one photo of each group. The rows of its views lie together, so they are copied. */
export function poolGroups(problem: Problem): PooledProblem {
  const { views } = problem;
  const { rules, groups, budgetOf } = budgetsOf(problem.rules, problem.groups);
  const rows = rowsByBudget(views.owner, budgetOf, groups.length);
  const data = new Float32Array(rows.length * views.dims);
  const place = new Int32Array(views.rows).fill(-1);
  rows.forEach((row, i) => {
    data.set(views.data.subarray(row * views.dims, (row + 1) * views.dims), i * views.dims);
    place[row] = i;
  });
  const owner = rows.map((row) => budgetOf[views.owner[row]]);
  const pooled = { ...problem, views: { rows: rows.length, dims: views.dims, data, owner }, rules, groups };
  return { problem: { ...pooled, pinnedViews: pinnedViews(problem).map((row) => (row < 0 ? -1 : place[row])) }, rows };
}

/** The rows of photos that are not banned, those of a budget together, else in their order. */
function rowsByBudget(owner: Uint32Array, budgetOf: Int32Array, budgets: number): Uint32Array {
  const next = new Uint32Array(budgets + 1);
  for (const photo of owner) if (budgetOf[photo] >= 0) next[budgetOf[photo] + 1]++;
  for (let budget = 0; budget < budgets; budget++) next[budget + 1] += next[budget];
  const rows = new Uint32Array(next[budgets]);
  for (let row = 0; row < owner.length; row++) {
    const budget = budgetOf[owner[row]];
    if (budget >= 0) rows[next[budget]++] = row;
  }
  return rows;
}

/** Cell → the best view of the photo that is pinned there, not of its group; −1 = free. */
function pinnedViews(problem: Problem): Int32Array {
  const empty = emptyBoard(problem);
  return problem.rules.pinned.map((photo, cell) => (photo < 0 ? -1 : bestView(empty, cell, photo)));
}
