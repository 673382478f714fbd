import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  bannedPrices,
  blockOf,
  dualOf,
  inlinePool,
  listingsOf,
  openMarket,
  type Problem,
  randomFrom,
  recomputeBound,
  refreshLists,
  shortlists,
  UNLIMITED,
  windowsOf,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { latticeProblem } from '../support/lattice-problem.js';
import { walker } from '../support/steps.js';
import { cheapest } from './cheapest.js';

const GIVEN = fc.record({
  kind: fc.constantFrom('grid', 'brick'),
  columns: fc.integer({ min: 2, max: 4 }),
  rows: fc.integer({ min: 2, max: 3 }),
  photos: fc.integer({ min: 4, max: 7 }),
  spacing: fc.integer({ min: 1, max: 2 }),
  // whether uses are bounded, photos banned and cells pinned
  ruled: fc.boolean(),
  groupBudget: fc.boolean(),
  seed: fc.nat(),
});

type Given = typeof GIVEN extends fc.Arbitrary<infer T> ? T : never;

/** Costs are multiples of 64²: prices in whole numbers are fine steps beside them. */
const SCALE = 64;

function scaled(problem: Problem): Problem {
  const { cells, views } = problem;
  const data = (of: Problem['cells']['data']) => of.map((value) => value * SCALE);
  return { ...problem, cells: { ...cells, data: data(cells.data) }, views: { ...views, data: data(views.data) } };
}

function problemOf({ ruled, groupBudget, seed, ...given }: Given): Problem {
  const problem = scaled(latticeProblem({ ...given, views: 2, dims: 5, seed }));
  const random = randomFrom(seed);
  const draw = (n: number) => Math.floor(random() * n);
  const groups = problem.groups.map((photo) => (draw(4) === 0 ? draw(photo + 1) : photo));
  if (!ruled) return { ...problem, groups };
  const maxUses = problem.rules.maxUses.map(() => (draw(3) === 0 ? UNLIMITED : draw(6)));
  const minUses = maxUses.map((most) => Math.min(most, draw(4) >> 1));
  const pinned = problem.rules.pinned.slice();
  if (draw(2) === 0) pinned[draw(pinned.length)] = draw(maxUses.length);
  return { ...problem, groups, rules: { ...problem.rules, maxUses, minUses, pinned, groupBudget } };
}

const OWN_EFFORT = { ...EFFORT, k: 4, refinement: { ...EFFORT.refinement, sweeps: 0 } };

test('no arrangement costs less than the bound, whatever the rules; nor is it below that without spacing', async () => {
  let compared = 0;
  let raised = 0;
  await fc.assert(
    fc.asyncProperty(GIVEN, async (given) => {
      const problem = problemOf(given);
      const best = cheapest(problem);
      if (best === Number.POSITIVE_INFINITY) return;
      const pool = inlinePool();
      for (const diligence of ['quick', 'converge'] as const) {
        const { lowerBound, spaced } = await recomputeBound({ problem, pool }, diligence);
        assert.ok(lowerBound <= best, `${diligence}: ${lowerBound} above the optimum ${best}`);
        assert.ok(spaced);
      }
      const assigned = await assign(problem, OWN_EFFORT, { pool, random: randomFrom(1) });
      if (assigned === undefined) return;
      compared++;
      if (assigned.lowerBound > assigned.unspaced) raised++;
      assert.ok(assigned.lowerBound <= best, `${assigned.lowerBound} above the optimum ${best}`);
      assert.ok(assigned.lowerBound >= assigned.unspaced && assigned.unspaced >= assigned.nearest);
    }),
    { numRuns: 150 },
  );
  assert.ok(compared > 50 && raised > 25, `${raised} of ${compared}: the test says little`);
});

/** The lists of a problem, k photos of each cell, and its windows. */
async function listed(problem: Problem, k: number, prices = bannedPrices(problem.rules)) {
  const { market, close } = await openMarket(problem, inlinePool());
  const lists = shortlists(market.cells, k);
  await refreshLists(lists, market, market.all, { prices: prices });
  const listings = listingsOf(lists, market, problem.groups, k);
  const block = blockOf(problem.layout.shape, problem.rules.spacing);
  const windows = windowsOf(listings, block, new Set(problem.groups));
  close();
  return { listings, windows };
}

test('any prices prove a bound, lists being as short as they like', async () => {
  let positive = 0;
  const cases = fc.record({
    given: GIVEN,
    k: fc.integer({ min: 1, max: 5 }),
    height: fc.constantFrom(100, 3000, 20_000),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ given, k, height }) => {
      const problem = problemOf(given);
      const best = cheapest(problem);
      if (best === Number.POSITIVE_INFINITY) return;
      const random = randomFrom(given.seed + 1);
      const draw = (least: number) => Math.round((least + random() * (1 - least)) * height);
      const { rules } = problem;
      const priced = (): Float64Array =>
        Float64Array.from(rules.maxUses, (most) => (most === UNLIMITED ? 0 : most === 0 ? Infinity : draw(-1)));
      // made at some prices, and asked at others
      const { listings, windows } = await listed(problem, k, priced());
      const photos = priced().map((price) => (price === Infinity ? 2 ** 30 : price));
      const proved = dualOf(
        listings,
        windows,
        { windows: Float64Array.from({ length: windows.count }, () => (random() < 0.5 ? 0 : draw(0))), photos },
        rules,
      );
      if (proved > 0) positive++;
      assert.ok(proved <= best, `${proved} above the optimum ${best}`);
    }),
    { numRuns: 300 },
  );
  assert.ok(positive > 50, `${positive} bounds above 0: the test says little`);
});

test('windows are cells of one group that are all near one another, and every near pair is in one', async () => {
  for (const kind of ['grid', 'brick'] as const) {
    for (const [columns, rows, spacing] of [
      [9, 8, 1],
      [9, 8, 2],
      [8, 9, 3],
      [3, 12, 2],
      [12, 2, 4],
      [1, 5, 2],
    ]) {
      const problem = latticeProblem({ kind, columns, rows, photos: 30, dims: 4, spacing, seed: columns });
      const { listings, windows } = await listed(problem, 5);
      const { starts, ranges, count } = windows;
      const { cellOf, k } = listings;
      const groupOf = new Int32Array(cellOf.length);
      for (const [at, place] of listings.order.entries()) groupOf[place] = listings.photos[at];
      const walk = walker(problem.layout);
      const near = Array.from({ length: listings.cells }, (_, cell) => walk(cell, spacing));
      const together = new Set<string>();
      for (let window = 0; window < count; window++) {
        const places: number[] = [];
        for (let i = 2 * starts[window]; i < 2 * starts[window + 1]; i += 2) {
          for (let place = ranges[i]; place < ranges[i + 1]; place++) places.push(place);
        }
        assert.ok(places.length > 1);
        for (const a of places) {
          for (const b of places) {
            assert.ok(near[cellOf[a]].has(cellOf[b]) && groupOf[a] === groupOf[b], `${cellOf[a]}, ${cellOf[b]}`);
            together.add(`${a} ${b}`);
          }
        }
      }
      // bricks are near in more ways than blocks of rows have
      if (kind === 'brick' && spacing > 1) continue;
      for (let a = 0; a < cellOf.length; a++) {
        for (let b = 0; b < a; b++) {
          const isPair = groupOf[a] === groupOf[b] && near[cellOf[a]].has(cellOf[b]);
          assert.equal(together.has(`${a} ${b}`), isPair, `${kind} ${k}: ${cellOf[a]}, ${cellOf[b]}`);
        }
      }
    }
  }
});

test('the bound comes near the cost where spacing rules, the nearer the longer it is raised', async () => {
  for (const kind of ['grid', 'brick'] as const) {
    const given = { kind, columns: 16, rows: 12, photos: 60, views: 2, dims: 6, spacing: 2, seed: 3 };
    const problem = scaled(latticeProblem(given));
    const effort = { ...OWN_EFFORT, k: 32, depth: 2 };
    const found = await assign(problem, effort, { pool: inlinePool(), random: randomFrom(1) });
    assert.ok(found);
    const { cost, unspaced, lowerBound, steps } = found;
    assert.equal(steps, 60);
    const patient = await recomputeBound({ problem, pool: inlinePool() }, 'converge');
    assert.ok(patient.converged && patient.lowerBound >= lowerBound && patient.lowerBound <= cost);
    const explained = (bound: number): number => (bound - unspaced) / (cost - unspaced);
    assert.ok(explained(lowerBound) > (kind === 'grid' ? 0.9 : 0.7), `${kind}: ${explained(lowerBound)}`);
    assert.ok(explained(patient.lowerBound) > explained(lowerBound));
  }
});
