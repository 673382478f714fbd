import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  assignmentCost,
  type Board,
  bestView,
  conflictingCells,
  costOf,
  emptyBoard,
  fillByLattice,
  inlinePool,
  interchange,
  type Problem,
  photoAt,
  photosByCost,
  placeView,
  raiseToMinimums,
  randomFrom,
  separate,
  squaredDistance,
  wantsLattice,
} from '@tesserae/core/internal';
import { watchedSignal } from '@tesserae/testing';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { type Given, latticeProblem } from '../support/lattice-problem.js';

test('a lattice takes the photos that suit all cells best first, one of each group, no banned one', () => {
  const problem = latticeProblem({ columns: 9, rows: 7, photos: 30, views: 3, spacing: 2 });
  problem.rules.maxUses[4] = 0;
  problem.groups.set([11, 11, 11], 11);
  const { cells, views, groups } = problem;
  const costs = problem.rules.maxUses.map((_, photo) => {
    const sums = [0, 1, 2].map((i) => {
      let sum = 0;
      for (let cell = 0; cell < cells.rows; cell++) sum += squaredDistance(cells, cell, views, photo * 3 + i);
      return sum;
    });
    return Math.min(...sums);
  });
  const sorted = [...costs.keys()].filter((photo) => photo !== 4).sort((a, b) => costs[a] - costs[b] || a - b);
  const seen = new Set<number>();
  const firsts = sorted.filter((photo) => !seen.has(groups[photo]) && seen.add(groups[photo]));
  const expected = [...firsts, ...sorted.filter((photo) => !firsts.includes(photo))];
  assert.deepEqual([...photosByCost(problem)], expected);
  assert.equal(expected.length, 29);
});

test('a lattice is wanted where raster order may get stuck', () => {
  const wanted = (given: Partial<Given>) =>
    wantsLattice(latticeProblem({ columns: 9, rows: 9, photos: 12, spacing: 2, ...given }));
  assert.ok(wanted({}) && wanted({ photos: 9 }) && !wanted({ photos: 13 }) && !wanted({ spacing: 0 }));
  // one row: two cells to the left are all there is
  assert.ok(wanted({ rows: 1, photos: 2 }) && !wanted({ rows: 1, photos: 3 }));
});

/** A full board that keeps its rules. */
async function latticeBoard(problem: Problem): Promise<Board> {
  const filled = emptyBoard(problem);
  await fillByLattice(filled, {});
  assert.ok(filled.views.every((view) => view >= 0));
  return filled;
}

/** All photos, the best for a cell first. */
function wishes(filled: Board) {
  const cost = (cell: number, photo: number) => costOf(filled, cell, bestView(filled, cell, photo));
  return (cell: number) => [...filled.uses.keys()].sort((a, b) => cost(cell, a) - cost(cell, b) || a - b);
}

test('interchange keeps every rule and never raises the cost', async () => {
  const cases = fc.record({
    columns: fc.integer({ min: 1, max: 12 }),
    rows: fc.integer({ min: 1, max: 12 }),
    spare: fc.integer({ min: 0, max: 5 }),
    spacing: fc.integer({ min: 0, max: 3 }),
    slack: fc.integer({ min: 0, max: 3 }),
    pinned: fc.array(fc.nat(143), { maxLength: 4 }),
  });
  let gained = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ({ columns, rows, spare, spacing, slack, pinned }) => {
      const photos = (spacing + 1) ** 2 + spare;
      const problem = latticeProblem({ columns, rows, photos, views: 2, spacing });
      const filled = await latticeBoard(problem);
      // bounds and pins as they fit what is there
      filled.uses.forEach((uses, photo) => {
        problem.rules.minUses[photo] = Math.max(0, uses - slack);
        problem.rules.maxUses[photo] = uses + slack;
      });
      for (const cell of pinned) if (cell < columns * rows) problem.rules.pinned[cell] = photoAt(filled, cell);
      const before = assignmentCost(problem, filled.views);
      await interchange(filled, wishes(filled));
      const after = assignmentCost(problem, filled.views);
      assert.ok(after <= before);
      if (after < before) gained++;
      assert.deepEqual(await conflictingCells(filled), []);
      const { minUses, maxUses } = problem.rules;
      filled.uses.forEach((uses, photo) => {
        assert.ok(uses >= minUses[photo] && uses <= maxUses[photo]);
      });
      problem.rules.pinned.forEach((photo, cell) => {
        assert.ok(photo < 0 || photoAt(filled, cell) === photo);
      });
    }),
    { numRuns: 100 },
  );
  assert.ok(gained > 40, `only ${gained} of 100 gained: the test says little`);
});

test('interchange finds the rows of a lattice that were exchanged', async () => {
  const problem = latticeProblem({ columns: 12, rows: 12, photos: 9, spacing: 2 });
  const filled = await latticeBoard(problem);
  // the target is this very mosaic, but in each band of three rows two photos have changed places
  const { cells, views } = problem;
  for (let cell = 0; cell < 144; cell++) {
    const band = Math.floor(cell / 36);
    const [a, b] = [photoAt(filled, band * 36), photoAt(filled, band * 36 + 1)];
    const photo = photoAt(filled, cell);
    const wanted = photo === a ? b : photo === b ? a : photo;
    const swapped = band % 2 === 0 ? wanted : photo;
    cells.data.set(views.data.subarray(swapped * views.dims, (swapped + 1) * views.dims), cell * cells.dims);
  }
  assert.ok(assignmentCost(problem, filled.views) > 0);
  await interchange(filled, wishes(filled));
  assert.equal(assignmentCost(problem, filled.views), 0);
});

test('a photo below its minimum goes where it does not repeat, though another place were cheaper', async () => {
  const problem = latticeProblem({ columns: 5, rows: 1, photos: 5, dims: 3, spacing: 1 });
  problem.rules.minUses[0] = 2;
  // cell 1 is what photo 0 looks like; but photo 0 stands beside it
  problem.cells.data.fill(50);
  problem.views.data.fill(50);
  problem.views.data.fill(7, 0, 3);
  problem.cells.data.fill(7, 3, 6);
  const filled = emptyBoard(problem);
  [0, 1, 2, 3, 1].forEach((photo, cell) => {
    placeView(filled, cell, photo);
  });
  await raiseToMinimums(filled, { mayCrowd: true }, {});
  assert.equal(filled.uses[0], 2);
  assert.notEqual(photoAt(filled, 1), 0);
  assert.deepEqual(await conflictingCells(filled), []);
});

test('trades that change nothing by themselves lead out of dead ends', async () => {
  for (let seed = 1; seed <= 3; seed++) {
    const problem = latticeProblem({ columns: 14, rows: 14, photos: 14, min: 14, max: 14, spacing: 2 });
    const random = randomFrom(seed);
    const order = Array.from({ length: 196 }, (_, cell) => ({ cell, key: random() })).sort((a, b) => a.key - b.key);
    const filled = emptyBoard(problem);
    order.forEach(({ cell }, i) => {
      placeView(filled, cell, i % 14);
    });
    assert.ok(await separate(filled, random, {}), `seed ${seed}`);
    assert.deepEqual(await conflictingCells(filled), []);
    assert.ok(filled.uses.every((uses) => uses === 14));
  }
});

const OWN_EFFORT = { ...EFFORT, k: 60, delta: 0.005, sweeps: 6, refinement: { ...EFFORT.refinement, sweeps: 2 } };

for (const given of [
  { columns: 30, rows: 24, photos: 9, views: 8, spacing: 2 },
  { columns: 30, rows: 24, photos: 12, views: 8, spacing: 2 },
  { columns: 30, rows: 24, photos: 180, views: 2, spacing: 12 },
  { columns: 30, rows: 24, photos: 180, views: 2, max: 5, spacing: 7 },
]) {
  test(`an answer after a bounded number of steps: ${JSON.stringify(given)}`, async () => {
    const problem = latticeProblem({ ...given, dims: 24 });
    const { signal, looks } = watchedSignal();
    const assigned = await assign(problem, OWN_EFFORT, { pool: inlinePool(), random: randomFrom(1) }, { signal });
    assert.ok(looks() < 10_000, `${looks()} looks`);
    assert.ok(assigned !== undefined || given.max !== undefined);
  });
}
