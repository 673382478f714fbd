import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  inlinePool,
  layoutOf,
  leastUses,
  type Problem,
  parseSettings,
  rulesFor,
  suitableSpacing,
  UNLIMITED,
  widestSuitable,
} from '@tesserae/core/internal';
import { latticeProblem } from '../support/lattice-problem.js';

const groups = (photos: number) => Uint32Array.from({ length: photos }, (_, photo) => photo);

test('the widest spacing grows with the photos, and counts near-duplicates once', () => {
  assert.equal(widestSuitable(groups(706), 6400), 3);
  assert.equal(widestSuitable(groups(60), 6400), 2);
  assert.equal(widestSuitable(groups(5), 6400), 1);
  assert.equal(widestSuitable(groups(20_000), 6400), 5);
  assert.equal(widestSuitable(new Uint32Array(706), 6400), 1);
  let before = 0;
  for (const photos of [1, 20, 60, 120, 3500, 7000, 30_000]) {
    const spacing = widestSuitable(groups(photos), 6400);
    assert.ok(spacing >= before);
    before = spacing;
  }
});

test('photos that may not be used make no spacing wider', () => {
  const photos = 706;
  const layout = layoutOf({ kind: 'grid', columns: 80, rows: 80, cell: [1, 1] }, 800, 800);
  const ids = Array.from({ length: photos }, (_, i) => i.toString(16).padStart(64, '0'));
  const library = { ids, sizes: new Uint32Array(2 * photos).fill(100), groups: groups(photos) };
  const spacingOf = (allowed: number): number => {
    const maxUses = Uint32Array.from(ids, (_, photo) => (photo < allowed ? UNLIMITED : 0));
    return rulesFor(parseSettings({ spacing: 'auto' }), library, layout, { maxUses }).spacing;
  };
  assert.deepEqual([photos, 60, 5].map(spacingOf), [3, 2, 1]);
});

/** A problem in which `good` photos look like every cell, and the others like none. */
function flat(good: number): Problem {
  const problem = latticeProblem({ columns: 20, rows: 20, photos: 200, dims: 24, spacing: 3 });
  const data = problem.views.data.map((_, i) => (Math.floor(i / 24) < good ? 10 + (i % 3) : 900));
  return {
    ...problem,
    cells: { ...problem.cells, data: problem.cells.data.fill(0) },
    views: { ...problem.views, data },
  };
}

test('the spacing is as wide as there are photos that suit', async () => {
  const suitable = (good: number) => suitableSpacing(flat(good), inlinePool(), {});
  assert.deepEqual(await Promise.all([200, 16, 9, 4, 1].map(suitable)), [3, 3, 2, 1, 1]);
});

test('near-duplicates that suit count once', async () => {
  const inPairs = (good: number): Problem => {
    const problem = flat(good);
    return { ...problem, groups: problem.groups.map((photo) => photo & ~1) };
  };
  const suitable = (good: number) => suitableSpacing(inPairs(good), inlinePool(), {});
  assert.deepEqual(await Promise.all([200, 32, 18, 16].map(suitable)), [3, 3, 2, 1]);
});

test('soft least uses ask for each photo once where there are cells for it', () => {
  assert.equal(leastUses({ minUses: 'soft' }, 100, 100), 1);
  assert.equal(leastUses({ minUses: 'soft' }, 101, 100), 0);
  assert.equal(leastUses({ minUses: 3 }, 101, 100), 3);
});
