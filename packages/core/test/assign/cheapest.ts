import type { Problem } from '@tesserae/core/internal';
import { squaredDistance } from '@tesserae/core/internal';
import { walker } from '../support/steps.js';

/** The least cost of all arrangements that obey the rules, infinite if none does: tries them all, and gives up those that are dearer than the best so far. */
export function cheapest(problem: Problem): number {
  const { rules, layout, groups, cells } = problem;
  const walk = walker(layout);
  const near = Array.from({ length: cells.rows }, (_, cell) => walk(cell, rules.spacing));
  const costs = Array.from({ length: cells.rows }, (_, cell) => costsIn(problem, cell));
  const order = costs.map((row) => [...row.keys()].sort((a, b) => row[a] - row[b]));
  // what the cells from one on cost at least
  const rest = new Array(cells.rows + 1).fill(0);
  for (let cell = cells.rows - 1; cell >= 0; cell--) rest[cell] = rest[cell + 1] + costs[cell][order[cell][0]];
  const photos: number[] = [];
  const { budgetOf, least: fewest, most } = budgets(problem);
  const uses = new Uint32Array(most.length);
  let least = Number.POSITIVE_INFINITY;

  const mayStand = (photo: number): boolean => {
    const cell = photos.length;
    if (rules.maxUses[photo] === 0 || uses[budgetOf(photo)] >= most[budgetOf(photo)]) return false;
    if (rules.pinned[cell] >= 0 && rules.pinned[cell] !== photo) return false;
    if (rules.spacing === 0) return true;
    return !photos.some((other, b) => near[cell].has(b) && groups[other] === groups[photo]);
  };

  const fill = (cost: number): void => {
    const cell = photos.length;
    if (cost + rest[cell] >= least) return;
    if (cell === cells.rows) {
      if (uses.every((count, budget) => count >= fewest[budget])) least = cost;
      return;
    }
    for (const photo of order[cell]) {
      if (!mayStand(photo)) continue;
      photos.push(photo);
      uses[budgetOf(photo)]++;
      fill(cost + costs[cell][photo]);
      photos.pop();
      uses[budgetOf(photo)]--;
    }
  };

  fill(0);
  return least;
}

/** Whose uses are counted together, and their bounds. */
function budgets({ rules, groups }: Problem) {
  const { minUses, maxUses } = rules;
  const budgetOf = (photo: number): number => (rules.groupBudget ? groups[photo] : photo);
  const least = new Uint32Array(maxUses.length);
  const most = new Uint32Array(maxUses.length);
  for (let photo = 0; photo < maxUses.length; photo++) {
    if (maxUses[photo] === 0) continue;
    const budget = budgetOf(photo);
    least[budget] = Math.max(least[budget], minUses[photo]);
    most[budget] = Math.max(most[budget], maxUses[photo]);
  }
  return { budgetOf, least, most };
}

/** Photo → what its best view costs in a cell. */
function costsIn({ cells, views, layout, rules }: Problem, cell: number): number[] {
  const costs = new Array(rules.maxUses.length).fill(Number.POSITIVE_INFINITY);
  const shape = layout.classOf[cell];
  for (let view = views.starts[shape]; view < views.starts[shape + 1]; view++) {
    const photo = views.owner[view];
    costs[photo] = Math.min(costs[photo], squaredDistance(cells, cell, views, view));
  }
  return costs;
}
