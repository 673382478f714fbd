import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  clique,
  countNear,
  independentSets,
  mostBefore,
  nearOf,
  nearRuns,
  packing,
  pairPrices,
  priceBeside,
  randomFrom,
  randomIndependentSets,
  roomForRuns,
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

test('prices of pairs go by the distance of their cells, as far as they reach', () => {
  fc.assert(
    fc.property(layouts, fc.constantFrom(2, 3, 10), ({ kind, columns, rows }, reach) => {
      const { shape, boxes, classOf } = layoutOfKind(kind, columns, rows);
      const price = (down: number, across: number) => Math.exp(-(down * down + across * across) / 9);
      const prices = pairPrices(shape, reach, (down, halves) => price(down, halves / 2));
      const next = Int32Array.from(classOf, (_, cell) => cell - 1);
      // a half cell counts as a whole one that sticks out
      const middle = (cell: number): number =>
        boxes[cell * 4] + boxes[cell * 4 + 2] / 2 + (classOf[cell] === 0 ? 0 : boxes[cell * 4] === 0 ? -0.25 : 0.25);
      for (const cell of classOf.keys()) {
        let sum = 0;
        for (const other of classOf.keys()) {
          const y = boxes[cell * 4 + 1] - boxes[other * 4 + 1];
          const x = middle(cell) - middle(other);
          if (other === cell || Math.max(Math.abs(x), Math.abs(y)) > reach) continue;
          sum += price(y, x);
        }
        assert.ok(Math.abs(priceBeside(prices, cell, { first: classOf.length - 1, next }) - sum) < 1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

test('sets that chance puts together hold every cell once, and no two cells that are near', () => {
  for (const kind of ['grid', 'brick'] as const) {
    for (const steps of [0, 1, 3]) {
      const near = nearOf({ kind, columns: 9, rows: 7, cell: [1, 1] }, steps);
      const sets = randomIndependentSets(near, randomFrom(steps));
      const cells = sets.flat().sort((a, b) => a - b);
      assert.deepEqual(cells, [...cells.keys()]);
      assert.equal(cells.length, kind === 'grid' ? 63 : 66);
      for (const set of sets) {
        for (const a of set) for (const b of set) assert.ok(a === b || stepsApart(near, a, b) > steps);
      }
    }
  }
});
