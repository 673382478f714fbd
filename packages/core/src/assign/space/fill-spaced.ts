/** Full boards whose repeats are far enough apart, whatever it takes. */

import { classMatcher, type Matcher, nearestByScan, squaredDistance } from '../../match/scan.js';
import type { Hooks } from '../../ports.js';
import type { Random } from '../../runtime/random.js';
import { type Board, emptyBoard } from '../board.js';
import type { Shortlists } from '../price/shortlist.js';
import type { Problem } from '../problem.js';
import { fillGreedily, fillIgnoringSpacing } from './greedy.js';
import { interchange, type Preferences } from './interchange.js';
import { fillByLattice, wantsLattice } from './lattice.js';
import { raiseToMinimums } from './minimums.js';
import { separate } from './spacing.js';

/** What spacing is kept with. */
export interface SpacingContext {
  readonly problem: Problem;
  readonly preferences: Preferences;
  readonly random: Random;
}

/**
 * Fills a board under spacing: cell after cell, or from a lattice where that may run into a dead end.
 *
 * @returns undefined if no arrangement was found that keeps the spacing
 */
export async function fillWithSpacing(
  { matcher, ...keeping }: SpacingContext & { readonly matcher: Matcher },
  hooks: Hooks,
): Promise<Board | undefined> {
  if (wantsLattice(keeping.problem)) return await fromLattice(keeping, hooks);
  const filled = emptyBoard(keeping.problem);
  await fillGreedily(filled, matcher, keeping.random, hooks);
  return await keepSpacing(filled, keeping, hooks);
}

/** Separates what repeats too near; where that fails, begins again from a lattice. */
export async function keepSpacing(filled: Board, keeping: SpacingContext, hooks: Hooks): Promise<Board | undefined> {
  return (await separate(filled, keeping.random, hooks)) ? filled : await fromLattice(keeping, hooks);
}

async function fromLattice({ problem, preferences, random }: SpacingContext, hooks: Hooks): Promise<Board | undefined> {
  const lattice = emptyBoard(problem);
  await fillByLattice(lattice, hooks);
  await fillIgnoringSpacing(lattice, scanner(problem), hooks);
  await raiseToMinimums(lattice, { mayCrowd: true }, hooks);
  if (!(await separate(lattice, random, hooks))) return undefined;
  await interchange(lattice, preferences, hooks);
  return lattice;
}

/** The photos of a cell's list. */
export function listPreferences({ k, photos }: Shortlists): Preferences {
  return (cell) => photos.subarray(cell * k, (cell + 1) * k).filter((photo) => photo >= 0);
}

/** All photos that may be used, the nearest first. */
export function scanPreferences({ cells, views, rules, layout }: Problem): Preferences {
  return (cell) => {
    const shape = layout.classOf[cell];
    const costs = new Float64Array(rules.maxUses.length).fill(Number.POSITIVE_INFINITY);
    for (let view = views.starts[shape]; view < views.starts[shape + 1]; view++) {
      const photo = views.owner[view];
      if (rules.maxUses[photo] > 0) costs[photo] = Math.min(costs[photo], squaredDistance(cells, cell, views, view));
    }
    const photos = [...costs.keys()].filter((photo) => costs[photo] < Number.POSITIVE_INFINITY);
    return photos.sort((a, b) => costs[a] - costs[b] || a - b);
  };
}

/** Looks through all views of a cell's class. */
export function scanner({ views, layout }: Problem): Matcher {
  return classMatcher(
    views,
    layout.classOf,
    (own) => (cells, cell, allowed) => nearestByScan(own, cells, cell, allowed),
  );
}
