import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  boardOf,
  layoutOf,
  type Problem,
  randomFrom,
  repeatPrice,
  repeatPrices,
  stepsApart,
  UNLIMITED,
} from '@tesserae/core/internal';
import fc from 'fast-check';

/** A board full of photos of `photos` groups at random. */
function boardAtRandom(kind: 'grid' | 'brick', columns: number, photos: number, seed: number) {
  const layout = layoutOf({ kind, columns, rows: 6, cell: [1, 1] }, columns * 8, 48);
  const cells = layout.classOf.length;
  const random = randomFrom(seed);
  const rows = layout.classes.length * photos;
  const problem: Problem = {
    cells: { rows: cells, dims: 4, data: new Float32Array(cells * 4) },
    views: {
      ...{ rows, dims: 4, data: new Float32Array(rows * 4) },
      owner: Uint32Array.from({ length: rows }, (_, row) => row % photos),
      starts: Uint32Array.from({ length: layout.classes.length + 1 }, (_, shape) => shape * photos),
    },
    layout,
    rules: {
      minUses: new Uint32Array(photos),
      maxUses: new Uint32Array(photos).fill(UNLIMITED),
      spacing: 2,
      pinned: new Int32Array(cells).fill(-1),
    },
    groups: Uint32Array.from({ length: photos }, (_, photo) => photo),
  };
  return boardOf(
    problem,
    Int32Array.from(layout.classOf, (shape) => shape * photos + Math.floor(random() * photos)),
  );
}

test('a repeat costs a conflict within the spacing, and a use the more the more there are', () => {
  const scenes = fc.record({
    kind: fc.constantFrom('grid' as const, 'brick' as const),
    columns: fc.integer({ min: 2, max: 8 }),
    photos: fc.integer({ min: 1, max: 9 }),
    seed: fc.nat({ max: 1000 }),
  });
  fc.assert(
    fc.property(scenes, ({ kind, columns, photos, seed }) => {
      const board = boardAtRandom(kind, columns, photos, seed);
      const prices = repeatPrices(board, { repulsion: 0, conflict: 7, crowding: 3 });
      const mean = Math.max(1, board.views.length / photos);
      for (let cell = 0; cell < board.views.length; cell++) {
        for (let photo = 0; photo < photos; photo++) {
          let expected = 0;
          board.views.forEach((view, other) => {
            if (other === cell || board.problem.views.owner[view] !== photo) return;
            expected += 3 / mean + (stepsApart(board.near, cell, other) <= 2 ? 7 : 0);
          });
          assert.ok(Math.abs(repeatPrice(prices, cell, photo) - expected) < 1e-9);
          const told = repeatPrice(prices, cell, photo, expected / 2);
          assert.ok(told <= expected + 1e-9 && told >= expected / 2 - 1e-9, 'enough is enough');
        }
      }
    }),
    { numRuns: 40 },
  );
});
