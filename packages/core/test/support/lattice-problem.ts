/** Problems for the solvers' tests, and the obvious check of what is found. */

import { type Problem, UNLIMITED } from '@tesserae/core/internal';
import { latticeFeatures } from './lattice-features.js';
import { layoutOfKind, walker } from './steps.js';

/** What a test says of its problem; the rest is left as it is most often. */
export interface Given {
  readonly columns: number;
  readonly rows: number;
  /** A grid if absent. */
  readonly kind?: 'grid' | 'brick';
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
  const layout = layoutOfKind(given.kind ?? 'grid', columns, rows);
  const cells = layout.classOf.length;
  const ofClass = photos * views;
  const all = layout.classes.length * ofClass;
  const owner = Uint32Array.from({ length: all }, (_, view) => Math.floor(view / views) % photos);
  const starts = Uint32Array.from({ length: layout.classes.length + 1 }, (_, shape) => shape * ofClass);
  return {
    cells: latticeFeatures(cells, dims, seed),
    views: { ...latticeFeatures(all, dims, seed + 1), owner, starts },
    layout,
    rules: {
      minUses: new Uint32Array(photos).fill(min),
      maxUses: new Uint32Array(photos).fill(max),
      spacing,
      pinned: new Int32Array(cells).fill(-1),
    },
    groups: Uint32Array.from({ length: photos }, (_, photo) => photo),
  };
}

/** What in an assignment breaks the rules, by the obvious check of every pair. Groups share no budget here. */
export function breaches({ rules, layout, views, groups }: Problem, assignment: Uint32Array): string[] {
  const found: string[] = [];
  const uses = new Uint32Array(rules.maxUses.length);
  const walk = rules.spacing > 0 ? walker(layout) : () => new Map<number, number>();
  const photos = Array.from(assignment, (view) => views.owner[view]);
  for (const photo of photos) uses[photo]++;
  uses.forEach((count, photo) => {
    if (count > rules.maxUses[photo] || count < rules.minUses[photo]) found.push(`photo ${photo} used ${count} times`);
  });
  for (let a = 0; a < photos.length; a++) {
    const shape = layout.classOf[a];
    if (assignment[a] < views.starts[shape] || assignment[a] >= views.starts[shape + 1])
      found.push(`cell ${a}: a view of another class`);
    if (rules.pinned[a] >= 0 && photos[a] !== rules.pinned[a]) found.push(`cell ${a} not as pinned`);
    const near = walk(a, rules.spacing);
    for (let b = 0; b < a; b++) {
      if (near.has(b) && groups[photos[a]] === groups[photos[b]]) found.push(`${a} near ${b}`);
    }
  }
  return found;
}
