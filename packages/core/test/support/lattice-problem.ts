/** Problems for the solvers' tests, and the obvious check of what is found. */

import type { Problem } from '../../dist/assign/problem.js';
import { UNLIMITED } from '../../dist/assign/rules.js';
import { latticeFeatures } from './lattice-features.js';

/** What a test says of its problem; the rest is left as it is most often. */
export interface Given {
  readonly columns: number;
  readonly rows: number;
  readonly photos: number;
  /** Of each photo; 1 if absent. */
  readonly views?: number;
  readonly dims?: number;
  /** Uses of every photo. */
  readonly min?: number;
  readonly max?: number;
  readonly spacing?: number;
  readonly seed?: number;
}

/** A problem on lattice features, without pins, every photo a group of its own. Seeded. */
export function latticeProblem(given: Given): Problem {
  const { columns, rows, photos, views = 1, dims = 12, min = 0, max = UNLIMITED, spacing = 0, seed = 1 } = given;
  const owner = Uint32Array.from({ length: photos * views }, (_, view) => Math.floor(view / views));
  return {
    cells: latticeFeatures(columns * rows, dims, seed),
    views: { ...latticeFeatures(photos * views, dims, seed + 1), owner },
    columns,
    rows,
    rules: {
      minUses: new Uint32Array(photos).fill(min),
      maxUses: new Uint32Array(photos).fill(max),
      spacing,
      pinned: new Int32Array(columns * rows).fill(-1),
    },
    groups: Uint32Array.from({ length: photos }, (_, photo) => photo),
  };
}

/** What in an assignment breaks the rules, by the obvious check of every pair. Groups share no budget here. */
export function breaches({ rules, columns, views, groups }: Problem, assignment: Uint32Array): string[] {
  const found: string[] = [];
  const uses = new Uint32Array(rules.maxUses.length);
  const photos = Array.from(assignment, (view) => views.owner[view]);
  for (const photo of photos) uses[photo]++;
  uses.forEach((count, photo) => {
    if (count > rules.maxUses[photo] || count < rules.minUses[photo]) found.push(`photo ${photo} used ${count} times`);
  });
  for (let a = 0; a < photos.length; a++) {
    if (rules.pinned[a] >= 0 && photos[a] !== rules.pinned[a]) found.push(`cell ${a} not as pinned`);
    for (let b = 0; b < a; b++) {
      const dx = Math.abs((a % columns) - (b % columns));
      const dy = Math.abs(Math.floor(a / columns) - Math.floor(b / columns));
      if (Math.max(dx, dy) <= rules.spacing && groups[photos[a]] === groups[photos[b]]) found.push(`${a} near ${b}`);
    }
  }
  return found;
}
