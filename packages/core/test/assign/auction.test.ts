import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  boundsCostOf,
  infeasibleReason,
  inlinePool,
  type Problem,
  randomFrom,
  squaredDistance,
  UNLIMITED,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { gridOf } from '../support/steps.js';
import { exactCost } from './exact-assignment.js';

/** A problem without spacing, seeded. Costs are multiples of scale². */
interface Given {
  readonly cells: number;
  readonly photos: number;
  /** Views a photo. */
  readonly each: number;
  readonly dims: number;
  /** Coordinates are 0 … levels − 1, times `scale`. */
  readonly levels: number;
  readonly scale: number;
  readonly seed: number;
}

function problemOf({ cells, photos, each, dims, levels, scale, seed }: Given): Problem {
  const random = randomFrom(seed);
  const rowsOf = (rows: number) =>
    Float32Array.from({ length: rows * dims }, () => Math.floor(random() * levels) * scale);
  return {
    cells: { rows: cells, dims, data: rowsOf(cells) },
    views: {
      rows: photos * each,
      dims,
      data: rowsOf(photos * each),
      owner: Uint32Array.from({ length: photos * each }, (_, row) => Math.floor(row / each)),
      starts: Uint32Array.of(0, photos * each),
    },
    layout: gridOf(cells, 1),
    rules: {
      minUses: new Uint32Array(photos),
      maxUses: new Uint32Array(photos).fill(UNLIMITED),
      spacing: 0,
      pinned: new Int32Array(cells).fill(-1),
    },
    groups: Uint32Array.from({ length: photos }, (_, photo) => photo),
  };
}

async function solved(problem: Problem, delta: number, k = 8) {
  const effort = { ...EFFORT, sweeps: 0, k, delta, refinement: { ...EFFORT.refinement, sweeps: 0 } };
  const assigned = await assign(problem, effort, { pool: inlinePool(), random: randomFrom(1) });
  assert.ok(assigned !== undefined, 'there is an assignment');
  return assigned;
}

/** What each cell's best photo costs, all together; a pinned cell has one photo, and a banned one is nobody's. */
function nearestCost({ cells, views, rules }: Problem): number {
  let sum = 0;
  for (let cell = 0; cell < cells.rows; cell++) {
    const pinned = rules.pinned[cell];
    const allowed = [...views.owner.keys()].filter((view) => {
      const photo = views.owner[view];
      return pinned < 0 ? rules.maxUses[photo] > 0 : photo === pinned;
    });
    sum += Math.min(...allowed.map((view) => squaredDistance(cells, cell, views, view)));
  }
  return sum;
}

/** Checks an answer against the exact one: bounds kept, the bound a bound, the gap as promised. */
async function judge(problem: Problem, delta: number): Promise<void> {
  const best = exactCost(problem);
  assert.ok(best !== undefined);
  const { assignment, cost, lowerBound, nearest } = await solved(problem, delta);
  assert.equal(nearest, nearestCost(problem));
  assert.ok(nearest === 0 || boundsCostOf({ unspaced: lowerBound, nearest }) <= best / nearest - 1 + 1e-9);
  const uses = new Uint32Array(problem.rules.maxUses.length);
  for (const view of assignment) uses[problem.views.owner[view]]++;
  uses.forEach((count, photo) => {
    const { minUses, maxUses } = problem.rules;
    assert.ok(count >= minUses[photo] && count <= maxUses[photo], `photo ${photo} used ${count} times`);
  });
  assignment.forEach((view, cell) => {
    const pinned = problem.rules.pinned[cell];
    assert.ok(pinned < 0 || problem.views.owner[view] === pinned, `cell ${cell} is pinned`);
  });
  assert.ok(lowerBound <= best, `bound ${lowerBound} above the optimum ${best}`);
  assert.ok(cost >= best, `cost ${cost} below the optimum ${best}`);
  assert.ok(cost <= best * (1 + delta), `cost ${cost}, optimum ${best}, promised ${delta}`);
}

/** Bounds that can be met, drawn at random: any mix of minimums, maximums, bans and pins. */
function withRandomRules(problem: Problem, seed: number): Problem {
  const random = randomFrom(seed);
  const draw = (n: number) => Math.floor(random() * n);
  const { rules, cells } = problem;
  const photos = rules.maxUses.length;
  const style = draw(4);
  for (let photo = 0; photo < photos; photo++) {
    rules.maxUses[photo] = style === 0 ? Math.ceil(cells.rows / photos) : random() < 0.2 ? UNLIMITED : draw(4);
    rules.minUses[photo] = style === 1 ? 0 : Math.min(draw(3), rules.maxUses[photo]);
  }
  for (let i = 0; i < 3; i++) {
    const photo = draw(photos);
    if (style > 1 && rules.pinned.filter((each) => each === photo).length < rules.maxUses[photo]) {
      rules.pinned[draw(cells.rows)] = photo;
    }
  }
  return problem;
}

test('the optimum under random bounds, bans and pins, where costs leave room for the last ε', async () => {
  let tried = 0;
  const cases = fc.record({
    cells: fc.integer({ min: 1, max: 30 }),
    photos: fc.integer({ min: 1, max: 40 }),
    each: fc.integer({ min: 1, max: 3 }),
    dims: fc.integer({ min: 1, max: 6 }),
    levels: fc.integer({ min: 1, max: 9 }),
    // costs are multiples of 64² and no assignment has so many cells that ε = 1 could hide one
    scale: fc.constant(64),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async (given) => {
      const problem = withRandomRules(problemOf(given), given.seed);
      const refused = infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined;
      const best = exactCost(problem);
      assert.equal(refused, best === undefined, 'what is impossible is refused, and nothing else');
      if (refused) return;
      tried++;
      await judge(problem, 0);
    }),
    { numRuns: 150 },
  );
  assert.ok(tried > 30, `only ${tried} cases could be solved: the test says little`);
});

/** Problems in which an auction could bid for ever. Costs stay within what whole numbers hold. */
const HARD: readonly (Given & { readonly name: string; readonly min: number; readonly max: number })[] = [
  { name: 'all costs equal', cells: 150, photos: 150, each: 1, dims: 3, levels: 1, scale: 50, seed: 1, min: 1, max: 1 },
  { name: 'two costs only', cells: 150, photos: 150, each: 1, dims: 1, levels: 2, scale: 90, seed: 2, min: 0, max: 1 },
  {
    name: 'cells at exact capacity',
    cells: 320,
    photos: 4,
    each: 2,
    dims: 4,
    levels: 5,
    scale: 60,
    seed: 3,
    min: 0,
    max: 80,
  },
  { name: 'least = most', cells: 240, photos: 60, each: 1, dims: 4, levels: 4, scale: 60, seed: 4, min: 4, max: 4 },
  { name: 'one cell', cells: 1, photos: 50, each: 2, dims: 6, levels: 9, scale: 9, seed: 5, min: 0, max: 1 },
  { name: 'one photo', cells: 50, photos: 1, each: 3, dims: 6, levels: 9, scale: 9, seed: 6, min: 0, max: 50 },
  {
    name: 'everyone once, most unwanted',
    cells: 240,
    photos: 200,
    each: 1,
    dims: 1,
    levels: 300,
    scale: 10,
    seed: 7,
    min: 1,
    max: 3,
  },
  { name: 'many more photos', cells: 40, photos: 900, each: 1, dims: 5, levels: 9, scale: 40, seed: 8, min: 0, max: 1 },
];

for (const { name, min, max, ...given } of HARD) {
  test(`within the promised gap: ${name}`, async () => {
    const problem = problemOf(given);
    problem.rules.minUses.fill(min);
    problem.rules.maxUses.fill(max);
    await judge(problem, 0.001);
  });
}

test('photos that nobody wants, and distances as long as they can be', async () => {
  // all cells are nearly black, all photos but two are white: somebody has to take them
  const problem = problemOf({ cells: 60, photos: 60, each: 1, dims: 2, levels: 1, scale: 0, seed: 1 });
  const farthest = 8000;
  problem.views.data.fill(farthest);
  problem.views.data.fill(-farthest, 0, 4);
  problem.cells.data.forEach((_, i, data) => {
    data[i] = -farthest + (i % 7);
  });
  problem.rules.minUses.fill(1);
  problem.rules.maxUses.fill(1);
  await judge(problem, 0.001);
});

test('a price war beyond what a search can be told ends with rules kept and a true bound', async () => {
  // a chain: each cell is almost as happy with the next photo, and the first two want the same; prices climb along it
  const links = 120;
  const problem = problemOf({ cells: links, photos: links, each: 1, dims: 1, levels: 1, scale: 0, seed: 1 });
  for (let i = 0; i < links; i++) {
    problem.cells.data[i] = (i % 2 === 0 ? 1 : -1) * (10_000 + i);
    problem.views.data[i] = (i % 3 === 0 ? -1 : 1) * (10_000 - i);
  }
  problem.rules.maxUses.fill(1);
  await judge(problem, 0.01);
});

test('the same answer from lists of any length', async () => {
  const problem = problemOf({ cells: 40, photos: 30, each: 3, dims: 5, levels: 6, scale: 30, seed: 12 });
  problem.rules.maxUses.fill(2);
  const best = exactCost(problem);
  for (const k of [1, 2, 5, 30, 100]) {
    const { cost, lowerBound } = await solved(problem, 0, k);
    assert.ok(best !== undefined && lowerBound <= best);
    assert.equal(cost, best, `lists of ${k}`);
  }
});
