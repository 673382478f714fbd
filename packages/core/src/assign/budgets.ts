/**
 * One budget of uses for all photos of a group.
 *
 * A solver need not know: it is given a problem in which a group is one photo with the views of all of them. Only the plan
 * has photos again.
 */

import type { ViewFeatures } from '../describe/descriptor.js';
import { emptyBoard, pinnedView } from './board.js';
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
  /** The other way round; −1 for the views of banned photos. */
  readonly place: Int32Array;
}

/**
 * Makes one photo of each group. The rows of its views lie together, so they are copied.
 *
 * @returns undefined if groups share no budget, or it makes no difference
 */
export function poolGroups(problem: Problem): PooledProblem | undefined {
  const { views } = problem;
  if (problem.rules.groupBudget !== true || !hasBounds(problem.rules)) return undefined;
  const { rules, groups, budgetOf } = budgetsOf(problem.rules, problem.groups);
  const { rows, starts } = rowsByBudget(views, budgetOf, groups.length);
  const data = new Float32Array(rows.length * views.dims);
  const place = new Int32Array(views.rows).fill(-1);
  rows.forEach((row, i) => {
    data.set(views.data.subarray(row * views.dims, (row + 1) * views.dims), i * views.dims);
    place[row] = i;
  });
  const owner = rows.map((row) => budgetOf[views.owner[row]]);
  const pooled = { ...problem, views: { rows: rows.length, dims: views.dims, data, owner, starts }, rules, groups };
  // the view of the photo that is pinned, not the best of its group
  const empty = emptyBoard(problem);
  const pinnedViews = problem.rules.pinned.map((photo, cell) => (photo < 0 ? -1 : place[pinnedView(empty, cell)]));
  return { problem: { ...pooled, pinnedViews }, rows, place };
}

/** The rows of photos that are not banned: class by class those of a budget together, else in their order. */
function rowsByBudget({ owner, starts }: ViewFeatures, budgetOf: Int32Array, budgets: number) {
  const classes = starts.length - 1;
  const next = new Uint32Array(classes * budgets + 1);
  const eachRow = (visit: (key: number, row: number) => void): void => {
    for (let shape = 0; shape < classes; shape++) {
      for (let row = starts[shape]; row < starts[shape + 1]; row++) {
        const budget = budgetOf[owner[row]];
        if (budget >= 0) visit(shape * budgets + budget, row);
      }
    }
  };
  eachRow((key) => next[key + 1]++);
  for (let key = 1; key < next.length; key++) next[key] += next[key - 1];
  const pooledStarts = starts.map((_, shape) => next[shape * budgets]);
  const rows = new Uint32Array(next[classes * budgets]);
  eachRow((key, row) => {
    rows[next[key]++] = row;
  });
  return { rows, starts: pooledStarts };
}
