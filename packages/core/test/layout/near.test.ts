import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  blurOf,
  clique,
  countNear,
  independentSets,
  mostBefore,
  nearOf,
  nearRuns,
  packing,
  randomFrom,
  roomForRuns,
  seenIn,
  stepsApart,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { layoutOfKind, walker } from '../support/steps.js';

const KINDS = ['grid', 'brick'] as const;
const layouts = fc.record({
  kind: fc.constantFrom(...KINDS),
  columns: fc.integer({ min: 1, max: 9 }),
  rows: fc.integer({ min: 1, max: 9 }),
  steps: fc.integer({ min: 0, max: 10 }),
});

test('which cells are near is what walking from cell to touching cell finds', () => {
  fc.assert(
    fc.property(layouts, ({ kind, columns, rows, steps }) => {
      const layout = layoutOfKind(kind, columns, rows);
      const near = nearOf(layout.shape, steps);
      const walk = walker(layout);
      const cells = [...layout.classOf.keys()];
      const runs = roomForRuns(near);
      // all cells, linked one to the next
      const next = Int32Array.from(cells, (cell) => (cell + 1 < cells.length ? cell + 1 : -1));
      for (const cell of cells) {
        const apart = walk(cell, Number.POSITIVE_INFINITY);
        const expected = cells.filter((other) => (apart.get(other) ?? 99) <= steps);
        const found: number[] = [];
        const end = nearRuns(near, cell, runs);
        for (let i = 0; i < end; i += 2) for (let other = runs[i]; other < runs[i + 1]; other++) found.push(other);
        assert.deepEqual(found, expected);
        assert.equal(countNear(near, cell, 0, next), expected.length - 1);
        assert.ok(expected.length <= near.most);
        assert.ok(expected.filter((other) => other < cell).length <= mostBefore(near));
        for (const other of cells) {
          assert.equal(stepsApart(near, cell, other), apart.get(other));
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('no class has two cells that are near, and there are as few classes as the largest clique allows', () => {
  fc.assert(
    fc.property(layouts, ({ kind, columns, rows, steps }) => {
      const near = nearOf(layoutOfKind(kind, columns, rows).shape, steps);
      const classes = independentSets(near);
      for (const cells of classes) {
        for (const [i, cell] of cells.entries()) {
          assert.ok(!cells.slice(i + 1).some((other) => stepsApart(near, cell, other) <= near.steps));
        }
      }
      const all = classes.flat().sort((a, b) => a - b);
      assert.deepEqual(all, [...layoutOfKind(kind, columns, rows).classOf.keys()]);
      assert.ok(clique(near) <= classes.length);
      assert.ok(packing(near) >= Math.max(...classes.map((cells) => cells.length)));
    }),
  );
  for (const kind of KINDS) {
    for (let steps = 0; steps <= 8; steps++) {
      const near = nearOf(layoutOfKind(kind, 30, 30).shape, steps);
      assert.equal(clique(near), independentSets(near).length, `${kind}, ${steps} steps`);
    }
  }
});

test('a blur weighs each other cell by the distance of centres', () => {
  fc.assert(
    fc.property(layouts, fc.constantFrom(0.5, 1, 1.5), ({ kind, columns, rows }, sigma) => {
      const { shape, boxes, classOf } = layoutOfKind(kind, columns, rows);
      const random = randomFrom(columns * 10 + rows);
      const values = Float64Array.from({ length: classOf.length * 3 }, random);
      const blur = blurOf(shape, sigma);
      const middle = (cell: number): number => boxes[cell * 4] + boxes[cell * 4 + 2] / 2;
      // a half cell is taken to be in reach if it would be as a whole one, which would stick out
      const asWhole = (cell: number): number =>
        middle(cell) + (classOf[cell] === 0 ? 0 : boxes[cell * 4] === 0 ? -0.25 : 0.25);
      for (const cell of classOf.keys()) {
        const sum = [0, 0, 0];
        for (const other of classOf.keys()) {
          const y = boxes[cell * 4 + 1] - boxes[other * 4 + 1];
          const x = middle(cell) - middle(other);
          const isInReach = Math.max(Math.abs(y), Math.abs(asWhole(cell) - asWhole(other))) <= blur.reach;
          if (other === cell || !isInReach) continue;
          assert.ok(stepsApart(blur, cell, other) <= blur.steps);
          const weight = Math.exp(-(x * x + y * y) / (4 * sigma * sigma));
          for (let k = 0; k < 3; k++) sum[k] += weight * values[other * 3 + k];
        }
        seenIn(blur, cell, values).forEach((value, k) => {
          assert.ok(Math.abs(value - sum[k]) < 1e-9, `cell ${cell}: ${value} is not ${sum[k]}`);
        });
      }
    }),
    { numRuns: 60 },
  );
});
