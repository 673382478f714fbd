import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AssignmentResult,
  assign,
  infeasibleReason,
  inlinePool,
  type Problem,
  randomFrom,
  UNLIMITED,
} from '@tesserae/core/internal';
import { hurryClock, watchedSignal } from '@tesserae/testing';
import fc from 'fast-check';
import { breaches, latticeProblem } from '../support/lattice-problem.js';
import { isPossible } from './every-arrangement.js';

interface Given {
  readonly kind: 'grid' | 'brick';
  readonly columns: number;
  readonly rows: number;
  readonly photos: number;
  readonly spacing: number;
  readonly seed: number;
}

/** Rules of every kind at once: each photo its own bounds, some banned, some pinned, some in groups. Seeded. */
function problemOf({ kind, columns, rows, photos, spacing, seed }: Given): Problem {
  const random = randomFrom(seed);
  const draw = (n: number) => Math.floor(random() * n);
  const loose = draw(3) > 0;
  const maxUses = Uint32Array.from({ length: photos }, () => (loose && draw(2) > 0 ? UNLIMITED : draw(7)));
  const problem = latticeProblem({ kind, columns, rows, photos, views: 2, dims: 4, spacing, seed });
  const pinned = problem.rules.pinned.slice();
  for (let i = draw(4); i > 0; i--) pinned[draw(pinned.length)] = draw(photos);
  return {
    ...problem,
    rules: { minUses: maxUses.map((most) => Math.min(most, draw(3) >> 1)), maxUses, spacing, pinned },
    groups: problem.groups.map((photo) => (draw(5) === 0 ? draw(photo + 1) : photo)),
  };
}

const EFFORT = {
  k: 12,
  delta: 0.01,
  sweeps: 2,
  depth: 1,
  proof: 'quick' as const,
  refinement: { sweeps: 1, yielding: 0, seek: [0], repulsion: 0, crowding: 0 },
};

const solve = (problem: Problem): Promise<AssignmentResult | undefined> =>
  assign(problem, EFFORT, { pool: inlinePool(), random: randomFrom(1) });

test('rules of every kind at once are never broken', async () => {
  let solved = 0;
  const cases = fc.record({
    kind: fc.constantFrom('grid', 'brick'),
    columns: fc.integer({ min: 1, max: 11 }),
    rows: fc.integer({ min: 1, max: 9 }),
    photos: fc.integer({ min: 1, max: 60 }),
    spacing: fc.integer({ min: 0, max: 2 }),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const problem = problemOf(given);
      if (infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined) return;
      const assigned = await solve(problem);
      if (assigned === undefined) return;
      solved++;
      const { assignment, cost, lowerBound } = assigned;
      assert.deepEqual(breaches(problem, assignment), []);
      assert.ok(lowerBound <= cost);
    }),
    { numRuns: 200 },
  );
  assert.ok(solved > 40, `only ${solved} cases could be solved: the test says little`);
});

test('what arithmetic refuses is impossible, and what is possible is mostly found', async () => {
  const counts = { refused: 0, found: 0, missed: 0 };
  const cases = fc.record({
    kind: fc.constantFrom('grid', 'brick'),
    columns: fc.integer({ min: 1, max: 4 }),
    rows: fc.integer({ min: 1, max: 3 }),
    photos: fc.integer({ min: 1, max: 6 }),
    spacing: fc.integer({ min: 0, max: 2 }),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const problem = problemOf(given);
      const possible = isPossible(problem);
      if (infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined) {
        assert.ok(!possible, 'refused, but there is an arrangement');
        counts.refused++;
        return;
      }
      const assigned = await solve(problem);
      assert.ok(possible || assigned === undefined, 'an arrangement was found where there is none');
      if (assigned !== undefined) counts.found++;
      else if (possible) counts.missed++;
    }),
    { numRuns: 300 },
  );
  assert.ok(counts.refused > 20 && counts.found > 20, JSON.stringify(counts));
  // the repair of spacing is a search: it may fail on the tightest problems
  assert.ok(counts.missed * 10 <= counts.found, JSON.stringify(counts));
});

for (const max of [1, 3, UNLIMITED]) {
  test(`at most ${max} uses: whenever it is cancelled, that is heard`, async (t) => {
    hurryClock(t);
    const problem = latticeProblem({ columns: 24, rows: 20, photos: 500, dims: 12, max, spacing: 2 });
    const solving = (signal: AbortSignal) =>
      assign(problem, EFFORT, { pool: inlinePool(), random: randomFrom(1) }, { signal });
    const whole = watchedSignal();
    await solving(whole.signal);
    const looks = whole.looks();
    assert.ok(looks > 20, `${looks} looks`);
    for (const share of [0, 0.3, 0.7, 1]) {
      const { signal } = watchedSignal(Math.max(1, Math.floor(share * looks)));
      await assert.rejects(solving(signal), { code: 'aborted' });
    }
    // the event loop has its turn, so that a key can be pressed
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 0);
    await assert.rejects(solving(stop.signal), { code: 'aborted' });
  });
}
