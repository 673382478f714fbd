import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AssignmentResult,
  assign,
  assignmentCost,
  bandsFor,
  errorFilter,
  type Features,
  infeasibleReason,
  inlinePool,
  type Problem,
  randomFrom,
  UNLIMITED,
} from '@tesserae/core/internal';
import { hurryClock, watchedSignal } from '@tesserae/testing';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { breaches, type Given as LatticeGiven, latticeProblem } from '../support/lattice-problem.js';
import { isPossible } from './every-arrangement.js';

type Given = Required<Pick<LatticeGiven, 'kind' | 'columns' | 'rows' | 'photos' | 'spacing' | 'seed'>> &
  Pick<LatticeGiven, 'dims'> & {
    /** Whether uses are bounded; else photos are banned at most. */
    readonly isBounded?: boolean;
  };

/** Rules of every kind at once: each photo its own bounds, some banned, some pinned, some in groups. Seeded. */
function problemOf({ dims = 4, isBounded = true, ...given }: Given): Problem {
  const { photos, spacing, seed } = given;
  const random = randomFrom(seed);
  const draw = (n: number) => Math.floor(random() * n);
  const loose = draw(3) > 0;
  const drawn = Uint32Array.from({ length: photos }, () => (loose && draw(2) > 0 ? UNLIMITED : draw(7)));
  const maxUses = drawn.map((most) => (isBounded || most === 0 ? most : UNLIMITED));
  const problem = latticeProblem({ ...given, views: 2, dims });
  const pinned = problem.rules.pinned.slice();
  for (let i = draw(4); i > 0; i--) pinned[draw(pinned.length)] = draw(photos);
  return {
    ...problem,
    rules: { minUses: maxUses.map((most) => (isBounded ? Math.min(most, draw(3) >> 1) : 0)), maxUses, spacing, pinned },
    groups: problem.groups.map((photo) => (draw(5) === 0 ? draw(photo + 1) : photo)),
  };
}

const solve = (problem: Problem, effort = EFFORT): Promise<AssignmentResult | undefined> =>
  assign(problem, effort, { pool: inlinePool(), random: randomFrom(1) });

test('rules of every kind at once are never broken', async () => {
  let solved = 0;
  const cases = fc.record({
    kind: fc.constantFrom('grid', 'brick'),
    columns: fc.integer({ min: 1, max: 11 }),
    rows: fc.integer({ min: 1, max: 9 }),
    photos: fc.integer({ min: 1, max: 60 }),
    spacing: fc.integer({ min: 0, max: 2 }),
    isBounded: fc.boolean(),
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

/** Numbers of a row of a whole cell: three channels of 4 × 4 samples. */
const DIMS = 48;

/** The same cells and rules, chosen as one picture. Half cells have half as many samples: the rest of their rows is empty. */
function asOnePicture(problem: Problem, detail: number): Problem {
  const { layout, cells, views } = problem;
  const filter = errorFilter(bandsFor(detail), [1, 1], layout.classes);
  const filled = ({ rows, data }: Features, classOf: (row: number) => number): Features['data'] => {
    const out = data.slice();
    for (let row = 0; row < rows; row++) {
      out.fill(0, row * DIMS + filter.forms[classOf(row)].channels.length, (row + 1) * DIMS);
    }
    return out;
  };
  const classOfView = (view: number): number => views.starts.findLastIndex((first) => first <= view);
  return {
    ...problem,
    filter,
    cells: { ...cells, data: filled(cells, (cell) => layout.classOf[cell]) },
    views: { ...views, data: filled(views, classOfView) },
  };
}

test('chosen as one picture, rules of every kind are not broken, and no bound is above the cost', async () => {
  const counts = { bounded: 0, free: 0, moved: 0 };
  const cases = fc.record({
    given: fc.record({
      kind: fc.constantFrom('grid', 'brick'),
      columns: fc.integer({ min: 1, max: 11 }),
      rows: fc.integer({ min: 1, max: 9 }),
      photos: fc.integer({ min: 1, max: 60 }),
      spacing: fc.integer({ min: 0, max: 2 }),
      dims: fc.constant(DIMS),
      isBounded: fc.boolean(),
      seed: fc.nat(),
    }),
    detail: fc.constantFrom(0, 50, 100),
    yielding: fc.integer({ min: 0, max: 3 }),
    repulsion: fc.constantFrom(0, 1),
    crowding: fc.constantFrom(0, 0.1),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ given, detail, ...refinement }) => {
      const problem = asOnePicture(problemOf(given), detail);
      if (infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined) return;
      const assigned = await solve(problem, { ...EFFORT, refinement: { sweeps: 5, seek: [0, 3], ...refinement } });
      if (assigned === undefined) return;
      const { assignment, cost, lowerBound, unspaced, nearest } = assigned;
      assert.deepEqual(breaches(problem, assignment), []);
      assert.equal(cost, assignmentCost(problem, assignment));
      assert.ok(lowerBound <= cost, `${lowerBound} above ${cost}`);
      assert.ok(lowerBound >= unspaced && unspaced >= nearest);
      counts[given.isBounded ? 'bounded' : 'free']++;
      const alone = await solve({ ...problem, filter: undefined });
      if (alone?.assignment.some((view, cell) => view !== assignment[cell])) counts.moved++;
    }),
    { numRuns: 120 },
  );
  assert.ok(counts.bounded > 10 && counts.free > 10 && counts.moved > 20, JSON.stringify(counts));
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
