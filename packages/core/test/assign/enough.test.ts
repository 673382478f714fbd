import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  type Hooks,
  inlinePool,
  multiscaleDescriptor,
  type Problem,
  type Progress,
  randomFrom,
  UNLIMITED,
} from '@tesserae/core/internal';
import { EFFORT } from '../support/effort.js';
import { breaches, latticeProblem } from '../support/lattice-problem.js';

const OWN_EFFORT = {
  ...EFFORT,
  k: 24,
  delta: 0.0001,
  sweeps: 4,
  refinement: { ...EFFORT.refinement, sweeps: 4, yielding: 2, repulsion: 0.5 },
};
const { filter } = multiscaleDescriptor({
  ...{ match: 'multiscale', detail: 50, cut: false },
  ...{ cell: [1, 1], classes: [{ aspect: [1, 1] }] },
});

function problemOf(max: number, min: number): Problem {
  const problem = latticeProblem({ columns: 30, rows: 20, photos: 200, dims: 48, min, max, spacing: 2 });
  problem.rules.pinned[40] = 3;
  return { ...problem, filter };
}

const solve = (problem: Problem, hooks: Hooks) =>
  assign(problem, OWN_EFFORT, { pool: inlinePool(), random: randomFrom(1) }, hooks);

for (const [name, max, min] of [
  ['without bounds', UNLIMITED, 0],
  ['at most 4 uses', 4, 0],
  ['each at least once, at most 4 times', 4, 1],
] as const) {
  test(`enough at any moment gives what obeys the rules: ${name}`, async () => {
    const problem = problemOf(max, min);
    const events: Progress[] = [];
    const full = await solve(problem, { onProgress: (progress) => events.push(progress) });
    assert.ok(full !== undefined && events.length > 3);
    let differs = 0;
    // 0: before anything is begun
    for (let stopAt = 0; stopAt < events.length; stopAt += Math.ceil(events.length / 6)) {
      const controller = new AbortController();
      if (stopAt === 0) controller.abort();
      let seen = 0;
      const onProgress = (): void => {
        if (++seen === stopAt) controller.abort();
      };
      const found = await solve(problem, { enough: controller.signal, onProgress });
      assert.ok(found !== undefined);
      assert.deepEqual(breaches(problem, found.assignment), []);
      assert.ok(found.lowerBound <= found.cost);
      if (String(found.assignment) !== String(full.assignment)) differs++;
    }
    assert.ok(differs > 0, 'nothing was ever cut short: the test says little');
  });
}

test('progress grows to its total, and says how good what there is is', async () => {
  const byThemselves = latticeProblem({ columns: 30, rows: 20, photos: 200, spacing: 2 });
  for (const problem of [problemOf(UNLIMITED, 0), problemOf(4, 1), byThemselves]) {
    const events: Progress[] = [];
    const found = await solve(problem, { onProgress: (progress) => events.push(progress) });
    assert.ok(found !== undefined);
    for (let i = 1; i < events.length; i++) {
      assert.ok(events[i].done >= events[i - 1].done && events[i].total === events[0].total, `event ${i}`);
    }
    const last = events[events.length - 1];
    assert.equal(last.done, last.total);
    assert.deepEqual(last.score, { cost: found.cost, gap: found.cost / found.lowerBound - 1 });
  }
});
