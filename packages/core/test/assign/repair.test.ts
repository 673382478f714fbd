import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  bestView,
  type Cause,
  emptyBoard,
  infeasibleReason,
  inlinePool,
  type Problem,
  randomFrom,
  recomputeBound,
  repair,
  UNLIMITED,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { breaches, latticeProblem } from '../support/lattice-problem.js';
import { isPossible } from './every-arrangement.js';

const means = () => ({ pool: inlinePool(), random: randomFrom(1) });

/** The problem, with some pins and bans that were not there when `present` was found. */
interface Changed {
  readonly problem: Problem;
  readonly present: Int32Array;
}

async function changed(given: {
  readonly columns: number;
  readonly rows: number;
  readonly photos: number;
  readonly max: number;
  readonly min: number;
  readonly spacing: number;
  readonly seed: number;
}): Promise<Changed | undefined> {
  const random = randomFrom(given.seed);
  const draw = (n: number): number => Math.floor(random() * n);
  const before = latticeProblem({ ...given, views: 2, dims: 4 });
  if (infeasibleReason(before.rules, before.groups, before.layout) !== undefined) return undefined;
  const made = await assign(before, EFFORT, means());
  if (made === undefined) return undefined;
  const present = Int32Array.from(made.assignment);
  const { rules } = before;
  const maxUses = rules.maxUses.slice();
  const minUses = rules.minUses.slice();
  for (let i = draw(3); i > 0; i--) {
    const photo = draw(given.photos);
    [maxUses[photo], minUses[photo]] = [0, 0];
  }
  const pinned = rules.pinned.slice();
  for (let i = draw(3); i > 0; i--) pinned[draw(pinned.length)] = draw(given.photos);
  const problem = { ...before, rules: { ...rules, maxUses, minUses, pinned } };
  const empty = emptyBoard(problem);
  const pinnedViews = pinned.map((photo, cell) => {
    if (photo < 0) return -1;
    return before.views.owner[present[cell]] === photo ? present[cell] : bestView(empty, cell, photo);
  });
  return { problem: { ...problem, pinnedViews }, present };
}

/** The fewest cells that any arrangement moves; undefined if there is none. */
function fewestMoves({ problem, present }: Changed): number | undefined {
  const before = Array.from(present, (view) => problem.views.owner[view]);
  for (let moves = 0; moves <= before.length; moves++) if (isPossible(problem, before, moves)) return moves;
  return undefined;
}

test('hardly ever more cells move than must, and what can be repaired is', async () => {
  const counts = { exact: 0, more: 0, missed: 0, none: 0 };
  const cases = fc.record({
    columns: fc.integer({ min: 2, max: 4 }),
    rows: fc.integer({ min: 1, max: 3 }),
    photos: fc.integer({ min: 2, max: 8 }),
    max: fc.constantFrom(1, 2, 3, UNLIMITED),
    min: fc.constantFrom(0, 0, 1),
    spacing: fc.integer({ min: 0, max: 1 }),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const damaged = await changed(given);
      if (damaged === undefined) return;
      const { problem, present } = damaged;
      if (infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined) return;
      const fewest = fewestMoves(damaged);
      const pins = [...problem.rules.pinned.keys()].filter((cell) => problem.rules.pinned[cell] >= 0);
      const told = new Map<number, Cause>(pins.map((cell) => [cell, 'pin']));
      const repaired = await repair({ ...damaged, told, isNew: undefined }, EFFORT, means());
      if (fewest === undefined) {
        assert.equal(repaired, undefined, 'repaired what cannot be');
        counts.none++;
        return;
      }
      if (repaired === undefined) {
        counts.missed++;
        return;
      }
      const { assignment, causes } = repaired;
      assert.deepEqual(breaches(problem, assignment), []);
      const { owner } = problem.views;
      const moved = [...assignment.keys()].filter((cell) => owner[assignment[cell]] !== owner[present[cell]]);
      for (const cell of moved) assert.ok(causes.has(cell), `nobody knows why cell ${cell} moved`);
      for (const [cell] of causes) assert.notEqual(assignment[cell], present[cell]);
      assert.ok(moved.length >= fewest, 'fewer than the fewest: the oracle is wrong');
      if (moved.length === fewest) counts.exact++;
      else counts.more++;
    }),
    { numRuns: 400 },
  );
  assert.ok(counts.exact > 100, JSON.stringify(counts));
  assert.ok(counts.more * 12 <= counts.exact && counts.missed * 12 <= counts.exact, JSON.stringify(counts));
});

test('without bounds of uses the bound is what looking at every view gives, with bans and pins', async () => {
  for (const dims of [3, 12]) {
    const problem = latticeProblem({ columns: 7, rows: 5, photos: 20, views: 3, dims });
    const { rules, views, cells } = problem;
    rules.maxUses.fill(0, 4, 9);
    rules.pinned[11] = 3;
    let sum = 0;
    for (let cell = 0; cell < cells.rows; cell++) {
      let least = Number.POSITIVE_INFINITY;
      for (let view = 0; view < views.rows; view++) {
        const photo = views.owner[view];
        if (rules.maxUses[photo] === 0 || (rules.pinned[cell] >= 0 && rules.pinned[cell] !== photo)) continue;
        let cost = 0;
        for (let i = 0; i < dims; i++) cost += (cells.data[cell * dims + i] - views.data[view * dims + i]) ** 2;
        least = Math.min(least, cost);
      }
      sum += least;
    }
    const { lowerBound } = await recomputeBound({ problem, pool: inlinePool() }, 'quick');
    assert.equal(lowerBound, sum);
  }
});

test('under bounds of uses the bound is near to what can be had, and never above it', async () => {
  for (const max of [2, 3]) {
    const problem = latticeProblem({ columns: 8, rows: 6, photos: 30, views: 2, dims: 12, max, min: 1 });
    problem.rules.pinned[5] = 7;
    const { lowerBound: bound } = await recomputeBound({ problem, pool: inlinePool() }, 'quick');
    const effort = EFFORT;
    const best = await assign(problem, effort, means());
    assert.ok(best !== undefined && bound <= best.cost && bound > 0.95 * best.cost, `${bound} for ${best?.cost}`);
  }
});
