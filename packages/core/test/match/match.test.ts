import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Allowed,
  type Features,
  kdTree,
  kdTreeInTurns,
  nearestByScan,
  nearestInTree,
  select,
  squaredDistance,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { latticeFeatures } from '../support/lattice-features.js';

/** The obvious answer: every allowed row, sorted by cost, then by number. */
function bySorting(views: Features, cells: Features, cell: number, allowed: Allowed): number {
  const rows = Array.from({ length: views.rows }, (_, row) => row).filter(allowed);
  const cost = (row: number) => squaredDistance(cells, cell, views, row);
  rows.sort((a, b) => cost(a) - cost(b) || a - b);
  return rows[0] ?? -1;
}

for (const [rows, dims] of [
  [1, 3],
  [2, 1],
  [8, 3],
  [9, 3],
  [17, 2],
  [500, 3],
  [300, 12],
  [2000, 3],
  [64, 48],
]) {
  test(`tree and scan find the nearest of ${rows} rows of ${dims} as sorting them all does`, async () => {
    const views = latticeFeatures(rows, dims, 1);
    const cells = latticeFeatures(60, dims, 2);
    const tree = kdTree(views);
    assert.deepEqual(await kdTreeInTurns(views), tree);
    const rules: Allowed[] = [() => true, (row) => row % 3 !== 0, (row) => row > rows / 2, () => false];
    for (let cell = 0; cell < cells.rows; cell++) {
      for (const allowed of rules) {
        const expected = bySorting(views, cells, cell, allowed);
        assert.equal(nearestByScan(views, cells, cell, allowed), expected, `scan, cell ${cell}`);
        assert.equal(nearestInTree(tree, cells, cell, allowed), expected, `tree, cell ${cell}`);
      }
    }
  });
}

test('the tree holds every row once', () => {
  const tree = kdTree(latticeFeatures(1000, 3, 7));
  assert.deepEqual(
    [...tree.order].sort((a, b) => a - b),
    Array.from({ length: 1000 }, (_, row) => row),
  );
});

test('selection leaves nothing larger before k and nothing smaller behind it', () => {
  const arrays = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(arrays, fc.nat(59), (numbers, at) => {
      const k = at % numbers.length;
      const values = Float32Array.from(numbers);
      const order = Uint32Array.from(numbers, (_, i) => i);
      select({ order, values, stride: 1, offset: 0 }, 0, order.length, k);
      const arranged = Array.from(order, (row) => values[row]);
      assert.deepEqual(
        [...order].sort((a, b) => a - b),
        numbers.map((_, i) => i),
      );
      assert.equal(arranged[k], [...numbers].sort((a, b) => a - b)[k]);
      assert.ok(arranged.slice(0, k).every((value) => value <= arranged[k]));
      assert.ok(arranged.slice(k).every((value) => value >= arranged[k]));
    }),
  );
});
