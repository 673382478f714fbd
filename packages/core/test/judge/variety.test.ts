import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Layout, type Placement, variety } from '@tesserae/core/internal';
import fc from 'fast-check';
import { gridOf, layoutOfKind } from '../support/steps.js';

function placed(columns: number, photos: readonly number[], count: number): Placement {
  return { shape: gridOf(columns, photos.length / columns).shape, photos: Uint32Array.from(photos), count };
}

/** Every pair of cells, one by one. */
function slowRepeats({ boxes, classOf, shape }: Layout, photos: Uint32Array): { clones: number; least: number | null } {
  // a half cell is as far away as it would be as a whole one, which would stick out
  const halves = (at: number): number => Math.round(boxes[at] * 2) / 2;
  const left = (cell: number): number => halves(cell * 4) - (classOf[cell] === 1 && halves(cell * 4) === 0 ? 0.5 : 0);
  const far = shape.kind === 'grid' ? 0 : 0.5;
  const cloned = new Set<number>();
  let least = Infinity;
  for (let i = 0; i < photos.length; i++) {
    for (let j = 0; j < photos.length; j++) {
      if (i === j || photos[i] !== photos[j]) continue;
      const x = Math.abs(left(i) - left(j));
      const y = Math.abs(halves(i * 4 + 1) - halves(j * 4 + 1));
      // a row down, a brick is half a step to the side
      if (Math.max(y, x + far * y) <= 2) cloned.add(i);
      least = Math.min(least, Math.sqrt(x * x + y * y));
    }
  }
  return { clones: cloned.size / photos.length, least: least === Infinity ? null : least };
}

test('clones and the least distance are those of all pairs', () => {
  const shape = fc.tuple(
    fc.constantFrom<'grid' | 'brick'>('grid', 'brick'),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 60 }),
  );
  fc.assert(
    fc.property(shape, fc.infiniteStream(fc.nat(1000)), ([kind, columns, rows, count], stream) => {
      const layout = layoutOfKind(kind, columns, rows);
      const photos = Uint32Array.from(Array.from(stream.take(layout.classOf.length), (n) => n % count));
      const expected = slowRepeats(layout, photos);
      const found = variety({ shape: layout.shape, photos, count });
      assert.equal(found.clones, expected.clones);
      assert.equal(found.min_repeat_dist, expected.least);
      assert.equal(found.distinct, new Set(photos).size);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('every photo once is all the variety there is', () => {
  const found = variety(placed(3, [5, 4, 3, 2, 1, 0], 6));
  assert.ok(Math.abs(found.eff_photos - 6) < 1e-12);
  assert.deepEqual(
    { ...found, eff_photos: 6, variety: 1 },
    {
      distinct: 6,
      max_use: 1,
      eff_photos: 6,
      variety: 1,
      clones: 0,
      min_repeat_dist: null,
    },
  );
  assert.ok(Math.abs(found.variety - 1) < 1e-12);
});

test('one photo everywhere has none', () => {
  assert.deepEqual(variety(placed(2, [1, 1, 1, 1], 100)), {
    distinct: 1,
    max_use: 4,
    eff_photos: 1,
    variety: 0.25,
    clones: 1,
    min_repeat_dist: 1,
  });
});

test('photos that are not many enough to differ everywhere count by their number', () => {
  // uses 2, 1, 1: entropy = 1.5 bits
  const found = variety(placed(4, [0, 1, 2, 0], 3));
  assert.ok(Math.abs(found.variety - 2 ** 1.5 / 3) < 1e-12);
  assert.equal(found.clones, 0);
  assert.equal(found.min_repeat_dist, 3);
});
