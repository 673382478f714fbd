import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enlargedCells, layoutOf, type Plan } from '@tesserae/core/internal';
import { loosePlan } from '@tesserae/testing';
import fc from 'fast-check';

/** A row of cells, each with a photo of its own of which the middle half shows. */
function planOf(count: number): Plan {
  const layout = layoutOf({ kind: 'grid', columns: count, rows: 1, cell: [2, 1] }, 20 * count, 10);
  const crops = Float32Array.from({ length: count * 4 }, (_, i) => [0.25, 0.25, 0.5, 0.5][i % 4]);
  return loosePlan(
    layout,
    Uint32Array.from({ length: count }, (_, i) => i),
    count,
    { crops },
  );
}

test('a part with the pixels of its cell is not enlarged, one with a pixel less is', () => {
  const plan = planOf(3);
  // cells of 40 × 20: a half of 80 × 40
  assert.deepEqual(enlargedCells(plan, Uint32Array.of(80, 40, 200, 90, 80, 40), 40), { cells: 0, worst: 1 });
  assert.deepEqual(enlargedCells(plan, Uint32Array.of(78, 40, 200, 90, 80, 20), 40), { cells: 2, worst: 2 });
  // not known: not counted
  assert.deepEqual(enlargedCells(plan, Uint32Array.of(0, 0, 200, 90, 80, 40), 40), { cells: 0, worst: 1 });
});

test('at the size that the worst factor allows nothing is enlarged', () => {
  const sizes = fc.uint32Array({ minLength: 10, maxLength: 10, min: 2, max: 500 });
  fc.assert(
    fc.property(sizes, fc.integer({ min: 2, max: 400 }), (known, cell) => {
      const { cells, worst } = enlargedCells(planOf(5), known, cell * 2);
      assert.equal(cells > 0, worst > 1);
      const fitting = Math.floor(cell / worst) * 2;
      if (fitting >= 2) assert.equal(enlargedCells(planOf(5), known, fitting).cells, 0);
    }),
  );
});
