import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  emptyCandidates,
  fallbackFinder,
  kernelFinder,
  queryRows,
  sketchDims,
  sketchOf,
  viewTable,
} from '@tesserae/core/internal';
import fc from 'fast-check';

const product = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
};

test('the product of two sketches is never below that of the rows, nor far above where what is left is parallel', () => {
  const coordinate = fc.integer({ min: -1600, max: 1600 });
  const rows = fc
    .integer({ min: 24, max: 52 })
    .chain((dims) => fc.tuple(...[1, 2].map(() => fc.array(coordinate, { minLength: dims, maxLength: dims }))));
  fc.assert(
    fc.property(rows, fc.boolean(), ([a, b], parallel) => {
      // the first coordinates differ; what is left is the same
      const other = parallel ? [...b.slice(0, 6), ...a.slice(6)] : b;
      const exact = product(a, other);
      const bound = product(sketchOf(a, 0, a.length), sketchOf(other, 0, a.length));
      assert.ok(bound >= exact, `${bound} below ${exact}`);
      const length = Math.sqrt(product(a.slice(6), a.slice(6)));
      if (parallel) assert.ok(bound <= exact + 2 * length + 1, `${bound} far above ${exact}`);
    }),
  );
  assert.equal(sketchDims(22), 0);
  assert.equal(sketchOf([1, 2, 3], 0, 3).length, 0);
});

test('rows that differ only far behind are found by the kernel as by its twin', async () => {
  const coordinate = fc.integer({ min: -1500, max: 1500 });
  const question = fc.record({
    dims: fc.integer({ min: 24, max: 50 }),
    row: fc.array(coordinate, { minLength: 50, maxLength: 50 }),
    steps: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 40, maxLength: 40 }),
    k: fc.integer({ min: 1, max: 5 }),
  });
  await fc.assert(
    fc.asyncProperty(question, async ({ dims, row, steps, k }) => {
      // view i is the query, one of whose later coordinates is a few steps off
      const data = Float32Array.from({ length: steps.length * dims }, (_, i) => {
        const [view, c] = [Math.floor(i / dims), i % dims];
        return row[c] + (c === 6 + (view % (dims - 6)) ? steps[view] : 0);
      });
      const owner = Uint32Array.from(steps, (_, view) => view);
      const table = await viewTable({ rows: steps.length, dims, data, owner });
      const queries = queryRows({ rows: 1, dims, data: Float32Array.from(row.slice(0, dims)) });
      // only what is exactly as good as the best is asked for
      const within = Int32Array.of(Math.min(...steps.map((step) => step * step)));
      const [kernel, twin] = [kernelFinder, fallbackFinder].map((open) => {
        const into = emptyCandidates(1, k);
        for (const _ of open(table)({ queries, terms: table.norms, within, into, from: 0, to: 1 }));
        return into;
      });
      assert.deepEqual(kernel, twin);
      assert.ok(kernel.rows[0] >= 0);
    }),
  );
});
