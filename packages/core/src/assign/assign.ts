/** Which view stands in which cell, under the rules. */

import type { Matcher } from '../match/nearest.js';
import type { Hooks } from '../ports.js';
import type { Random } from '../random.js';
import { board, crowdedCells } from './board.js';
import { fillCrowded, fillGreedily } from './greedy.js';
import { fillByLattice } from './lattice.js';
import { raiseToMinimums } from './minimums.js';
import type { Assignment, Problem } from './problem.js';
import { separate } from './spacing.js';

/**
 * Finds an assignment that obeys the rules: greedily, then repaired; if that runs into a dead end, from a lattice.
 *
 * The problem must have passed `rulesProblem`, so that uses suffice. What remains open is whether spacing can be kept
 * under tight bounds of uses.
 *
 * @returns undefined if no arrangement was found that keeps the spacing
 */
export async function assign(
  problem: Problem,
  matcher: Matcher,
  random: Random,
  hooks: Hooks = {},
): Promise<Assignment | undefined> {
  const greedy = board(problem);
  await fillGreedily(greedy, matcher, random, hooks);
  await raiseToMinimums(greedy, hooks);
  if (await separate(greedy, random, hooks)) return Uint32Array.from(greedy.views);

  const lattice = board(problem);
  fillByLattice(lattice);
  fillCrowded(lattice, matcher);
  await raiseToMinimums(lattice, hooks);
  if (crowdedCells(lattice).length === 0 || (await separate(lattice, random, hooks))) {
    return Uint32Array.from(lattice.views);
  }
  return undefined;
}
