import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  assignmentCost,
  infeasibleReason,
  inlinePool,
  type Problem,
  randomFrom,
  squaredDistance,
  UNLIMITED,
  widestSpacing,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { breaches, type Given, latticeProblem } from '../support/lattice-problem.js';
import { gridOf } from '../support/steps.js';

const problemOf = (given: Given): Problem => latticeProblem({ dims: 3, ...given });

const OWN_EFFORT = { ...EFFORT, k: 16 };

const solve = async (problem: Problem, seed = 1) =>
  (await assign(problem, OWN_EFFORT, { pool: inlinePool(), random: randomFrom(seed) }))?.assignment;

test('without rules every cell has its nearest view', async () => {
  const problem = problemOf({ columns: 9, rows: 7, photos: 20, min: 0, max: UNLIMITED, spacing: 0 });
  const assignment = await solve(problem);
  assert.ok(assignment !== undefined);
  assignment.forEach((view, cell) => {
    for (let row = 0; row < problem.views.rows; row++) {
      const [mine, other] = [view, row].map((v) => squaredDistance(problem.cells, cell, problem.views, v));
      assert.ok(mine < other || (mine === other && view <= row), `cell ${cell}`);
    }
  });
});

test('random rules are obeyed, or refused', async () => {
  const cases = fc.record({
    columns: fc.integer({ min: 1, max: 12 }),
    rows: fc.integer({ min: 1, max: 12 }),
    photos: fc.integer({ min: 1, max: 40 }),
    min: fc.integer({ min: 0, max: 3 }),
    max: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(UNLIMITED)),
    spacing: fc.integer({ min: 0, max: 3 }),
  });
  let solved = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const problem = problemOf(given);
      if (infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined) return;
      const assignment = await solve(problem);
      if (assignment === undefined) {
        // the arithmetic is only necessary; but spacing 0 always has an answer
        assert.ok(given.spacing > 0);
        return;
      }
      solved++;
      assert.deepEqual(breaches(problem, assignment), []);
    }),
    { numRuns: 150 },
  );
  assert.ok(solved > 30, `only ${solved} cases were solvable: the test says little`);
});

for (const photos of [9, 10, 12, 13, 25]) {
  test(`${photos} photos can keep spacing 2 without a cap`, async () => {
    const problem = problemOf({ columns: 17, rows: 11, photos, min: 0, max: UNLIMITED, spacing: 2 });
    const assignment = await solve(problem);
    assert.ok(assignment !== undefined);
    assert.deepEqual(breaches(problem, assignment), []);
  });
}

for (const given of [
  { columns: 10, rows: 10, photos: 100, min: 1, max: 1, spacing: 2 },
  { columns: 10, rows: 10, photos: 25, min: 4, max: 4, spacing: 2 },
  { columns: 12, rows: 12, photos: 36, min: 0, max: 4, spacing: 3 },
  { columns: 20, rows: 20, photos: 50, min: 8, max: 8, spacing: 2 },
]) {
  test(`tight bounds: ${JSON.stringify(given)}`, async () => {
    const problem = problemOf(given);
    const assignment = await solve(problem);
    assert.ok(assignment !== undefined, 'an arrangement exists');
    assert.deepEqual(breaches(problem, assignment), []);
  });
}

test('pinned photos stay, banned ones are absent, groups count as one', async () => {
  const problem = problemOf({ columns: 12, rows: 9, photos: 40, min: 1, max: 9, spacing: 2 });
  problem.rules.pinned.set([5, 17, 3], 20);
  problem.rules.maxUses[7] = 0;
  problem.rules.minUses[7] = 0;
  problem.groups[1] = problem.groups[2];
  const assignment = await solve(problem);
  assert.ok(assignment !== undefined);
  assert.deepEqual(breaches(problem, assignment), []);
});

test('the same seed gives the same assignment, and the cost is the sum over cells', async () => {
  const problem = problemOf({ columns: 15, rows: 10, photos: 60, min: 0, max: 3, spacing: 1 });
  const [a, b] = [await solve(problem, 5), await solve(problem, 5)];
  assert.ok(a !== undefined && b !== undefined);
  assert.deepEqual(a, b);
  const sum = a.reduce((total, view, cell) => total + squaredDistance(problem.cells, cell, problem.views, view), 0);
  assert.equal(assignmentCost(problem, a), sum);
});

for (const [given, subject, first] of [
  [{ photos: 240, max: 10 }, 'maxUses', { set: 'maxUses', atLeast: 20 }],
  [{ photos: 709, min: 7, max: UNLIMITED }, 'minUses', { set: 'minUses', atMost: 6 }],
  [{ photos: 5000, min: 1, max: UNLIMITED }, 'minUses', { set: 'minUses', atMost: 0 }],
  [{ photos: 10, min: 3, max: 2 }, 'minUses', { set: 'maxUses', atLeast: 3 }],
  [{ photos: 8, spacing: 2 }, 'spacing', { set: 'spacing', to: 1 }],
  [{ photos: 1, spacing: 2 }, 'spacing', { set: 'spacing', to: 0 }],
  [{ photos: 20, min: 200, spacing: 9 }, 'spacing', { set: 'spacing', to: 3 }],
] as const) {
  test(`impossible by arithmetic: ${JSON.stringify(given)}`, () => {
    const { rules, groups } = problemOf({ columns: 80, rows: 60, min: 0, max: UNLIMITED, spacing: 0, ...given });
    const reason = infeasibleReason(rules, groups, gridOf(80, 60));
    assert.equal(reason?.subject, subject);
    assert.deepEqual(reason?.waysOut?.[0], first);
  });
}

test('arithmetic at its edges: one more photo, one more use', () => {
  const size = { columns: 6, rows: 6 };
  const possible = (given: Partial<Given>) => {
    const { rules, groups } = problemOf({ ...size, photos: 9, min: 0, max: UNLIMITED, spacing: 2, ...given });
    return infeasibleReason(rules, groups, gridOf(6, 6)) === undefined;
  };
  assert.ok(possible({ photos: 9 }) && !possible({ photos: 8 }));
  assert.ok(possible({ max: 4 }) && !possible({ max: 3 }));
  assert.ok(possible({ min: 4 }) && !possible({ min: 5 }));
  assert.ok(possible({ photos: 36, min: 1, max: 1 }) && !possible({ photos: 37, min: 1, max: 1 }));
  // a grid narrower than the spacing needs fewer photos
  const { rules, groups } = problemOf({ columns: 1, rows: 6, photos: 3, min: 0, max: UNLIMITED, spacing: 2 });
  assert.equal(infeasibleReason(rules, groups, gridOf(1, 6)), undefined);
  assert.equal(widestSpacing({ ...rules, spacing: 5 }, groups, gridOf(1, 6)), 2);
});

test('the nearest spacing is found at once, however wide the one asked for', () => {
  const photos = 706;
  const rules = {
    minUses: new Uint32Array(photos),
    maxUses: new Uint32Array(photos).fill(UNLIMITED),
    spacing: 60,
    pinned: new Int32Array(80 * 66).fill(-1),
  };
  const groups = Uint32Array.from({ length: photos }, (_, i) => i);
  // 26 × 26 is 676; asking each lesser spacing for its own way out would take 2³⁴ steps
  const refusal = infeasibleReason(rules, groups, gridOf(80, 66));
  assert.equal(refusal?.received, 706);
  assert.deepEqual(refusal.waysOut, [{ set: 'spacing', to: 25 }, { add: 'photos' }]);
});
