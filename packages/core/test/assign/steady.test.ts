import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  assign,
  assignmentCost,
  type Features,
  type FollowedFrame,
  follow,
  infeasibleReason,
  inlinePool,
  MosaicError,
  nearestByScan,
  type Problem,
  randomFrom,
  squaredDistance,
  UNLIMITED,
  type ViewFeatures,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { EFFORT } from '../support/effort.js';
import { latticeFeatures } from '../support/lattice-features.js';
import { breaches, latticeProblem } from '../support/lattice-problem.js';

/** Follows frames to their end. */
async function followed(
  problem: Problem,
  frames: readonly Features[],
  steadiness: { readonly margin: number; readonly budget: number },
): Promise<FollowedFrame[]> {
  const all: FollowedFrame[] = [];
  const given = (async function* () {
    yield* frames;
  })();
  const following = { effort: EFFORT, steadiness, pool: inlinePool(), chance: () => randomFrom(1) };
  for await (const frame of follow(problem, given, following)) all.push(frame);
  return all;
}

/** Rows that go from those of one table to those of another in so many steps, in whole numbers. */
function between(from: Features, to: Features, steps: number): Features[] {
  return Array.from({ length: steps + 1 }, (_, step) => ({
    ...from,
    data: from.data.map((value, i) => Math.round(value + ((to.data[i] - value) * step) / steps)),
  }));
}

const scaled = (features: Features, by: number): Features => ({ ...features, data: features.data.map((x) => x * by) });

/** A problem on lattice features, as far apart as those of photos are, and where its cells go. */
function moving(given: Parameters<typeof latticeProblem>[0]): { problem: Problem; to: Features } {
  const problem = latticeProblem(given);
  const { rows, dims } = problem.cells;
  const views = { ...problem.views, ...scaled(problem.views, 100) };
  return {
    problem: { ...problem, cells: scaled(problem.cells, 100), views },
    to: scaled(latticeFeatures(rows, dims, (given.seed ?? 1) + 77), 100),
  };
}

test('in every frame the rules are kept, and no more cells change than are allowed', async () => {
  let moved = 0;
  const cases = fc.record({
    columns: fc.integer({ min: 1, max: 9 }),
    rows: fc.integer({ min: 1, max: 7 }),
    photos: fc.integer({ min: 2, max: 70 }),
    max: fc.constantFrom(1, 2, 5, UNLIMITED),
    min: fc.constantFrom(0, 0, 1),
    spacing: fc.integer({ min: 0, max: 2 }),
    budget: fc.constantFrom(0, 0.1, 0.5, 1),
    margin: fc.constantFrom(0, 0.2, 0.6),
    seed: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ budget, margin, ...given }) => {
      const { problem, to } = moving({ ...given, views: 2, dims: 6 });
      if (infeasibleReason(problem.rules, problem.groups, problem.layout) !== undefined) return;
      const isImpossible = (error: unknown) => error instanceof MosaicError && error.code === 'rules-impossible';
      const frames = between(problem.cells, to, 4);
      const cells = given.columns * given.rows;
      let all: FollowedFrame[] = [];
      try {
        all = await followed(problem, frames, { margin, budget });
      } catch (error) {
        if (isImpossible(error)) return;
        throw error;
      }
      assert.equal(all.length, frames.length);
      all.forEach(({ assignment, changed, isCut }, n) => {
        assert.deepEqual(breaches({ ...problem, cells: frames[n] }, assignment), []);
        const before = all[n - 1]?.assignment;
        const differ = [...assignment.keys()].filter((cell) => before?.[cell] !== assignment[cell]);
        assert.deepEqual([...changed], differ);
        if (isCut) return;
        assert.ok(changed.length <= Math.max(1, Math.floor(budget * cells)), `${changed.length} of ${cells} changed`);
        moved += changed.length;
      });
      assert.deepEqual(await followed(problem, frames, { margin, budget }), all);
    }),
    { numRuns: 120 },
  );
  assert.ok(moved > 250, `only ${moved} cells moved: the test says little`);
});

test('without rules, a margin and a bound every frame costs what its nearest views cost', async () => {
  const { problem, to } = moving({ columns: 12, rows: 9, photos: 30, views: 3 });
  const frames = between(problem.cells, to, 6);
  const all = await followed(problem, frames, { margin: 0, budget: 1 });
  all.forEach(({ assignment, isCut }, n) => {
    assert.equal(isCut, n === 0, 'the motion was taken for a cut: the test says nothing');
    let nearest = 0;
    for (let cell = 0; cell < frames[n].rows; cell++) {
      const view = nearestByScan(problem.views, frames[n], cell, () => true);
      nearest += squaredDistance(frames[n], cell, problem.views, view);
    }
    assert.equal(assignmentCost({ ...problem, cells: frames[n] }, assignment), nearest);
  });
});

for (const [max, spacing] of [
  [UNLIMITED, 0],
  [UNLIMITED, 2],
  [3, 1],
  [1, 0],
]) {
  test(`a still target changes nothing: at most ${max} uses, spacing ${spacing}`, async () => {
    const { problem, to } = moving({ columns: 12, rows: 9, photos: 120, views: 2, max, spacing });
    const frames = [...Array(3).fill(problem.cells), ...Array(3).fill(to)];
    const all = await followed(problem, frames, { margin: 0.1, budget: 0.05 });
    assert.deepEqual(
      all.map(({ changed, isCut }) => [changed.length > 0, isCut]),
      [
        [true, true],
        [false, false],
        [false, false],
        [true, true],
        [false, false],
        [false, false],
      ],
    );
  });

  test(`frames are followed nearly as well as each alone: at most ${max} uses, spacing ${spacing}`, async () => {
    const { problem, to } = moving({ columns: 12, rows: 9, photos: 120, views: 2, max, spacing });
    const frames = between(problem.cells, to, 8);
    const all = await followed(problem, frames, { margin: 0.1, budget: 1 });
    let [followedCost, aloneCost, kept] = [0, 0, 0];
    for (const [n, { assignment }] of all.entries()) {
      const frame = { ...problem, cells: frames[n] };
      followedCost += assignmentCost(frame, assignment);
      aloneCost += (await assign(frame, EFFORT, { pool: inlinePool(), random: randomFrom(1) }))?.cost ?? 0;
      kept += n === 0 ? 0 : assignmentCost(frame, all[0].assignment);
    }
    assert.ok(followedCost < aloneCost * 1.2, `${followedCost / aloneCost} times what each alone costs`);
    assert.ok(kept > aloneCost * 1.5, 'the first assignment would do: the test says nothing');
  });
}

/** A row a value; a photo each. */
const column = (values: readonly number[]): ViewFeatures => ({
  rows: values.length,
  dims: 2,
  data: Float32Array.from(values.flatMap((x) => [x, 0])),
  owner: Uint32Array.from(values.keys()),
  starts: Uint32Array.of(0, values.length),
});

/** Cells in a row, and two far off on either side, or the whole would be taken for another shot. */
function inARow(first: readonly number[], photos: readonly number[], rules: { max?: number; spacing?: number } = {}) {
  const frameOf = (values: readonly number[]): Features => column([...values, 9000, -9000]);
  const given = { columns: first.length + 2, rows: 1, photos: photos.length + 2, dims: 2, ...rules };
  const problem = { ...latticeProblem(given), cells: frameOf(first), views: column([...photos, 9000, -9000]) };
  const follow = async (frames: readonly (readonly number[])[], margin: number, budget = 1): Promise<string[]> => {
    const all = await followed(problem, [first, ...frames].map(frameOf), { margin, budget });
    assert.deepEqual(
      all.map(({ isCut }) => isCut),
      all.map((_, n) => n === 0),
    );
    return all.map(({ assignment }) => assignment.slice(0, first.length).join(''));
  };
  return follow;
}

test('a photo stays until another is better by the margin, and those that gain most change first', async () => {
  const follow = inARow([0, 0, 0], [0, 1000]);
  // at 520 photo 1 costs 230,400, photo 0 270,400: 15 % less
  const frames = [
    [520, 0, 0],
    [560, 0, 0],
    [620, 900, 700],
    [620, 900, 700],
    [620, 900, 700],
  ];
  assert.deepEqual(await follow(frames, 0.3, 0.2), ['000', '000', '100', '110', '111', '111']);
});

test('a photo that is used up is given by who holds it if both together gain by the margin', async () => {
  const follow = inARow([0, 1000], [0, 1000], { max: 1 });
  // 0 → 700 gains 400,000 by photo 1; 1000 → 600 loses 200,000 by photo 0: together 31 % of 650,000
  assert.deepEqual(await follow([[700, 600]], 0.35), ['01', '01']);
  assert.deepEqual(await follow([[700, 600]], 0.25), ['01', '10']);
});

test('a photo that stands too near gives way to who needs it more', async () => {
  const follow = inARow([0, 1000, 3000], [0, 1000, 1040, 3000], { spacing: 1 });
  // the second cell can do with photo 2 for 900; the first gains 1,000,000 by photo 1, and 998,400 by photo 2
  assert.deepEqual(await follow([[1000, 1010, 3000]], 0.1), ['013', '123']);
});

test('motion that raises the cost manifold is no cut', async () => {
  const { problem } = moving({ columns: 12, rows: 9, photos: 108 });
  // a photo for every cell, then all colours move by less than they differ
  const views = {
    ...problem.cells,
    owner: Uint32Array.from({ length: 108 }, (_, i) => i),
    starts: Uint32Array.of(0, 108),
  };
  const moved = { ...problem.cells, data: problem.cells.data.map((value) => value + 70) };
  const all = await followed({ ...problem, views }, [problem.cells, moved], { margin: 0.1, budget: 0.05 });
  assert.equal(all[1].isCut, false);
});

test('near-duplicates that share a budget share it in every frame', async () => {
  const { problem, to } = moving({ columns: 9, rows: 6, photos: 60, views: 2, max: 2, spacing: 1 });
  const groups = problem.groups.map((photo) => photo >> 1);
  const shared = { ...problem, groups, rules: { ...problem.rules, groupBudget: true } };
  const all = await followed(shared, between(problem.cells, to, 4), { margin: 0.1, budget: 0.5 });
  for (const { assignment } of all) {
    const uses = new Uint32Array(30);
    for (const row of assignment) uses[groups[problem.views.owner[row]]]++;
    assert.ok(uses.every((count) => count <= 2));
  }
  assert.ok(all.slice(1).every(({ changed }) => changed.length > 0));
});

test('following can be cancelled', async () => {
  const { problem } = moving({ columns: 12, rows: 9, photos: 30 });
  const controller = new AbortController();
  const endless = (async function* () {
    for (;;) yield problem.cells;
  })();
  const following = {
    effort: EFFORT,
    steadiness: { margin: 0.1, budget: 1 },
    pool: inlinePool(),
    chance: () => randomFrom(1),
  };
  await assert.rejects(
    async () => {
      let n = 0;
      for await (const _ of follow(problem, endless, following, { signal: controller.signal }))
        if (++n === 3) controller.abort();
    },
    (error) => error instanceof MosaicError && error.code === 'aborted',
  );
});
