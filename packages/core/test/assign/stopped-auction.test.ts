import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign, inlinePool, randomFrom } from '@tesserae/core/internal';
import { watchedSignal } from '@tesserae/testing';
import { EFFORT } from '../support/effort.js';
import { breaches, latticeProblem } from '../support/lattice-problem.js';
import { exactCost } from './exact-assignment.js';

const effort = { ...EFFORT, delta: 1e-6, k: 6, sweeps: 0, refinement: { ...EFFORT.refinement, sweeps: 0 } };

for (const [min, max] of [
  [0, 1],
  [0, 3],
  [1, 4],
] as const) {
  test(`at least ${min} and at most ${max} uses: stopped between any two bids, the rules are kept and the bound is true`, async () => {
    const problem = latticeProblem({
      columns: 12,
      rows: 8,
      photos: 100 / Math.min(max, 2),
      dims: 6,
      min,
      max,
      spacing: 0,
    });
    const exact = exactCost(problem);
    assert.ok(exact !== undefined);
    const whole = watchedSignal();
    const solving = (enough: AbortSignal) =>
      assign(problem, effort, { pool: inlinePool(), random: randomFrom(1) }, { enough });
    await solving(whole.signal);
    let raised = 0;
    for (let last = 1; last < whole.looks(); last += Math.ceil(whole.looks() / 40)) {
      const found = await solving(watchedSignal(last).signal);
      assert.ok(found !== undefined);
      assert.deepEqual(breaches(problem, found.assignment), []);
      assert.ok(found.lowerBound <= exact && exact <= found.cost, `${found.lowerBound} ≤ ${exact} ≤ ${found.cost}`);
      if (found.lowerBound > found.nearest) raised++;
    }
    assert.ok(raised > 10, `${raised} bounds above that of the nearest: the test says little`);
  });
}
