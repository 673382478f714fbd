import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  assignmentCost,
  decodePlan,
  encodePlan,
  infeasibleReason,
  inlinePool,
  makePlan,
  type PhotoSource,
  type Problem,
  parseSettings,
  type Rules,
  randomFrom,
  squaredDistance,
  UNLIMITED,
  verifyPlan,
  widestSpacing,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { latticeFeatures } from '../support/lattice-features.js';
import { latticeProblem } from '../support/lattice-problem.js';
import { gridOf, walker } from '../support/steps.js';

const OWN_EFFORT = { ...EFFORT, k: 16, delta: 0.001 };

const solve = (problem: Problem) => assign(problem, OWN_EFFORT, { pool: inlinePool(), random: randomFrom(1) });

interface Given {
  readonly columns: number;
  readonly rows: number;
  readonly groups: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly spacing: number;
  readonly pinned: number;
  readonly banned: number;
}

/** A problem whose photos share budgets; `pinned` is a photo for cell 0, `banned` one that may not be used. */
function problemOf({ columns, rows, groups, min, max, spacing, pinned, banned }: Given): Problem {
  const photos = groups.length;
  const problem = latticeProblem({ columns, rows, photos, views: 2, dims: 4, min, max, spacing });
  const rules = { ...problem.rules, groupBudget: true };
  if (pinned < photos) rules.pinned[0] = pinned;
  if (banned < photos && banned !== pinned) {
    rules.maxUses[banned] = 0;
    rules.minUses[banned] = 0;
  }
  return { ...problem, rules, groups: Uint32Array.from(groups) };
}

/** What breaks the rules, by the obvious counting. */
function breaches({ rules, layout, views, groups }: Problem, assignment: Uint32Array): string[] {
  const photos = Array.from(assignment, (view) => views.owner[view]);
  const walk = walker(layout);
  const found: string[] = [];
  for (const group of new Set(groups)) {
    const members = [...groups.keys()].filter((photo) => groups[photo] === group && rules.maxUses[photo] > 0);
    if (members.length === 0) continue;
    const uses = photos.filter((photo) => groups[photo] === group).length;
    const least = Math.max(...members.map((photo) => rules.minUses[photo]));
    const most = Math.max(...members.map((photo) => rules.maxUses[photo]));
    if (uses < least || uses > most) found.push(`group ${group} is used ${uses} times`);
  }
  photos.forEach((photo, a) => {
    if (rules.maxUses[photo] === 0) found.push(`photo ${photo} is banned`);
    if (rules.pinned[a] >= 0 && rules.pinned[a] !== photo) found.push(`cell ${a} is not as pinned`);
    const near = walk(a, rules.spacing);
    for (let b = 0; b < a; b++) {
      if (near.has(b) && groups[photo] === groups[photos[b]]) found.push(`${a} near ${b}`);
    }
  });
  return found;
}

test('random rules with groups are kept, or refused: budgets, spacing, pins and bans', async () => {
  const cases = fc.record({
    columns: fc.integer({ min: 1, max: 9 }),
    rows: fc.integer({ min: 1, max: 9 }),
    groups: fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 1, maxLength: 30 }),
    min: fc.integer({ min: 0, max: 3 }),
    max: fc.oneof(fc.integer({ min: 3, max: 12 }), fc.constant(UNLIMITED)),
    spacing: fc.integer({ min: 0, max: 2 }),
    pinned: fc.integer({ min: 0, max: 40 }),
    banned: fc.integer({ min: 0, max: 40 }),
  });
  let solved = 0;
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const problem = problemOf(given);
      if (infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined) return;
      const assigned = await solve(problem);
      if (assigned === undefined) {
        assert.ok(given.spacing > 0);
        return;
      }
      solved++;
      assert.deepEqual(breaches(problem, assigned.assignment), []);
      assert.equal(assigned.cost, assignmentCost(problem, assigned.assignment));
      assert.ok(assigned.lowerBound <= assigned.cost);
    }),
    { numRuns: 150 },
  );
  assert.ok(solved > 30, `only ${solved} cases were solvable: the test says little`);
});

test('small problems: the bound is below the best of all assignments, and the cost is not far above', async () => {
  for (let seed = 0; seed < 12; seed++) {
    const groups = [0, 1, 0, 2, 1].map((group) => (group + seed) % 3);
    const given = {
      columns: 3,
      rows: 2,
      groups,
      min: 1,
      max: 2,
      spacing: 0,
      pinned: 99,
      banned: [0, 1, 2, 4, 99][seed % 5],
    };
    const problem = { ...problemOf(given), cells: latticeFeatures(6, 4, 10 + seed) };
    const result = await assign(problem, OWN_EFFORT, { pool: inlinePool(), random: randomFrom(1) });
    assert.ok(result !== undefined);
    const best = cheapest(problem);
    assert.ok(result.lowerBound <= best && best <= result.cost, `${result.lowerBound} ≤ ${best} ≤ ${result.cost}`);
    assert.ok(result.cost <= best * 1.01 + 6, `${result.cost} for ${best}`);
  }
});

/** The least cost of all assignments that obey the bounds: tries every photo in every cell. */
function cheapest(problem: Problem): number {
  const { cells, views } = problem;
  let least = Number.POSITIVE_INFINITY;
  const assignment = new Uint32Array(cells.rows);
  const fill = (cell: number, cost: number): void => {
    if (cost >= least) return;
    if (cell === cells.rows) {
      if (breaches(problem, assignment).length === 0) least = cost;
      return;
    }
    for (let view = 0; view < views.rows; view += 2) {
      const [one, other] = [view, view + 1].map((v) => squaredDistance(cells, cell, views, v));
      assignment[cell] = one <= other ? view : view + 1;
      fill(cell + 1, cost + Math.min(one, other));
    }
  };
  fill(0, 0);
  return least;
}

/** Twelve scenes, each as two photos that are alike. */
function pairs() {
  const rasters = Array.from({ length: 24 }, (_, i) => syntheticPhoto(i >> 1, 40 + (i & 1), 30));
  const photos: PhotoSource = {
    thumbnails: async (first, n) => rasters.slice(first, first + n),
    view: async () => assert.fail('a plan needs no pixels but thumbnails'),
  };
  const library = {
    ids: rasters.map((_, i) => i.toString(16).padStart(64, '0')),
    sizes: Uint32Array.from(rasters.flatMap(({ width, height }) => [width, height])),
    groups: Uint32Array.from(rasters, (_, i) => i & ~1),
  };
  return { library, photos, target: syntheticPhoto(99, 60, 40) };
}

test('a plan with group budgets: kept, saved, read, and checked from the plan alone', async () => {
  const settings = parseSettings({ columns: 6, maxUses: 2, minUses: 2, spacing: 1, groupBudget: true });
  const { plan, violations } = await makePlan({ ...pairs(), settings });
  assert.deepEqual(violations, []);
  const uses = new Map<number, number>();
  for (const photo of plan.photos) uses.set(photo >> 1, (uses.get(photo >> 1) ?? 0) + 1);
  assert.deepEqual([...uses.values()], Array(12).fill(2));

  const file = {
    ...{ plan, target: { path: 't', sha256: 'f'.repeat(64), width: 60, height: 40 }, library: 'l' },
    ...{ paths: plan.ids.map(String), settings: {}, certificate: null, violations: [], metrics: null },
  };
  const read = decodePlan(encodePlan(file)).plan;
  assert.equal(read.rules.groupBudget, true);
  assert.deepEqual(await verifyPlan(read), []);

  const other = plan.photos.findIndex((photo) => photo >> 1 !== plan.photos[0] >> 1);
  const damaged = {
    ...plan,
    photos: plan.photos.with(other, plan.photos[0] ^ 1),
    rules: { ...plan.rules, spacing: 0 },
  };
  const found = await verifyPlan(damaged);
  assert.deepEqual(found.map(({ rule }) => rule).sort(), ['max-uses', 'min-uses']);
  assert.ok(found.some(({ values }) => values.group === 1 && values.uses === 3));
  // without the shared budget each photo must be used twice: half of them are not
  assert.ok((await verifyPlan({ ...plan, rules: { ...plan.rules, groupBudget: false } })).length > 0);
  const banned = { ...plan.rules, maxUses: plan.rules.maxUses.with(plan.photos[0], 0) };
  assert.ok((await verifyPlan({ ...plan, rules: banned })).some(({ rule }) => rule === 'banned'));
});

const rulesOf = (groups: readonly number[], rules: Partial<Rules>): Rules => ({
  minUses: new Uint32Array(groups.length),
  maxUses: new Uint32Array(groups.length).fill(UNLIMITED),
  spacing: 0,
  pinned: new Int32Array(36).fill(-1),
  ...rules,
});

const SIX = gridOf(6, 6);
const TEN = [0, 0, 2, 3, 4, 5, 6, 7, 8, 9];

test('what is impossible is counted in groups and says so', () => {
  const refusal = (rules: Partial<Rules>, groups = TEN) =>
    infeasibleReason(rulesOf(groups, rules), Uint32Array.from(groups), SIX);
  const each = (uses: number) => new Uint32Array(10).fill(uses);

  assert.equal(refusal({ spacing: 2 }), undefined);
  assert.deepEqual(refusal({ spacing: 2 }, [0, 0, 0, 3, 4, 5, 6, 7, 8, 9]), {
    subject: 'spacing',
    expected: 'at least 9 photos for repeats more than 2 cells apart',
    received: '8, as near-duplicates count as one photo',
    waysOut: [{ set: 'spacing', to: 1 }, { add: 'photos' }],
  });
  assert.equal(widestSpacing(rulesOf(TEN, { spacing: 5 }), Uint32Array.from(TEN), SIX), 2);

  assert.equal(refusal({ maxUses: each(4), groupBudget: true }), undefined);
  assert.equal(refusal({ maxUses: each(4), spacing: 2, groupBudget: true }), undefined);
  assert.deepEqual(refusal({ maxUses: each(3) }), {
    subject: 'maxUses',
    expected: '36 uses in all, one a cell',
    received: '10 photos used at most 3 times, which makes 30',
    waysOut: [
      { set: 'maxUses', atLeast: 4 },
      { set: 'columns', atMost: 5 },
    ],
  });
  const nine = TEN.with(9, 8);
  assert.deepEqual(refusal({ maxUses: each(4), groupBudget: true }, nine), {
    subject: 'maxUses',
    expected: '36 uses in all, one a cell',
    received: '8 photos used at most 4 times, which makes 32, as near-duplicates count as one photo',
    waysOut: [{ set: 'maxUses', atLeast: 5 }, { set: 'columns', atMost: 5 }, { omit: 'groupBudget' }],
  });
  assert.equal(refusal({ minUses: each(4), groupBudget: true }), undefined);
  assert.match(String(refusal({ minUses: each(4) })?.received), /^10 photos used at least 4 times, .* 40$/);
  const twice = { pinned: new Int32Array(36).fill(-1), maxUses: each(1).fill(9, 2), groupBudget: true };
  twice.pinned.set([0, 1]);
  assert.deepEqual(
    [refusal(twice)?.subject, refusal(twice)?.received],
    ['pin', '2, as near-duplicates count as one photo'],
  );
});
