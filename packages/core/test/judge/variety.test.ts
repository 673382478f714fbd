import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Layout, NAMED_VIEWS, type Placement, photoViews, variety } from '@tesserae/core/internal';
import fc from 'fast-check';
import { gridOf, layoutOfKind } from '../support/steps.js';

function placed(columns: number, photos: readonly number[], count: number): Placement {
  return { shape: gridOf(columns, photos.length / columns).shape, photos: Uint32Array.from(photos), count };
}

/** Where the left upper corner of each cell is, in cells. A half cell is where it would be as a whole one, which would stick out. */
function cornersOf({ boxes, classOf }: Layout): { x: (cell: number) => number; y: (cell: number) => number } {
  const halves = (at: number): number => Math.round(boxes[at] * 2) / 2;
  return {
    x: (cell) => halves(cell * 4) - (classOf[cell] === 1 && halves(cell * 4) === 0 ? 0.5 : 0),
    y: (cell) => halves(cell * 4 + 1),
  };
}

/** Every pair of cells, one by one. */
function slowRepeats(layout: Layout, photos: Uint32Array): { twins: number; least: number | null } {
  const corner = cornersOf(layout);
  const far = layout.shape.kind === 'grid' ? 0 : 0.5;
  const twins = new Set<number>();
  let least = Infinity;
  for (let i = 0; i < photos.length; i++) {
    for (let j = 0; j < photos.length; j++) {
      if (i === j || photos[i] !== photos[j]) continue;
      const x = Math.abs(corner.x(i) - corner.x(j));
      const y = Math.abs(corner.y(i) - corner.y(j));
      // a row down, a brick is half a step to the side
      if (Math.max(y, x + far * y) <= 3) twins.add(i);
      least = Math.min(least, Math.sqrt(x * x + y * y));
    }
  }
  return { twins: twins.size / photos.length, least: least === Infinity ? null : least };
}

/** The share of equal pairs at every offset, counted pair by pair. */
function slowEcho(layout: Layout, photos: Uint32Array): { echo: number; echo_at: readonly [number, number] | null } {
  const corner = cornersOf(layout);
  const found = new Map<string, { down: number; right: number; pairs: number; equal: number }>();
  for (let i = 0; i < photos.length; i++) {
    for (let j = 0; j < photos.length; j++) {
      const [down, right] = [corner.y(j) - corner.y(i), corner.x(j) - corner.x(i)];
      if (down < 0 || (down === 0 && right <= 0) || down > 12 || Math.abs(right) > 12) continue;
      const at = found.get(`${down} ${right}`) ?? { down, right, pairs: 0, equal: 0 };
      at.pairs++;
      if (photos[i] === photos[j]) at.equal++;
      found.set(`${down} ${right}`, at);
    }
  }
  const shares = [...found.values()].map(({ down, right, pairs, equal }) => ({ down, right, share: equal / pairs }));
  shares.sort((a, b) => b.share - a.share || b.down - a.down || b.right - a.right);
  const [most] = shares;
  if (most === undefined || most.share === 0) return { echo: 0, echo_at: null };
  return { echo: most.share, echo_at: [most.down, most.right] };
}

test('twins, the strongest echo and the least distance are those of all pairs', () => {
  const shape = fc.tuple(
    fc.constantFrom<'grid' | 'brick'>('grid', 'brick'),
    fc.integer({ min: 1, max: 16 }),
    fc.integer({ min: 1, max: 15 }),
    fc.integer({ min: 1, max: 60 }),
  );
  fc.assert(
    fc.property(shape, fc.infiniteStream(fc.nat(1000)), ([kind, columns, rows, count], stream) => {
      const layout = layoutOfKind(kind, columns, rows);
      const photos = Uint32Array.from(Array.from(stream.take(layout.classOf.length), (n) => n % count));
      const expected = slowRepeats(layout, photos);
      const found = variety({ shape: layout.shape, photos, count });
      assert.equal(found.twins, expected.twins);
      const { echo, echo_at } = found;
      assert.deepEqual({ echo, echo_at }, slowEcho(layout, photos));
      assert.equal(found.min_repeat_dist, expected.least);
      assert.equal(found.distinct, new Set(photos).size);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('every photo once is all the variety there is', () => {
  const found = variety(placed(3, [5, 4, 3, 2, 1, 0], 6));
  assert.ok(Math.abs(found.eff_photos - 6) < 1e-12);
  assert.deepEqual(
    { ...found, eff_photos: 6, variety: 1 },
    {
      ...{ distinct: 6, max_use: 1, top50: 1, eff_photos: 6, variety: 1 },
      ...{ twins: 0, echo: 0, echo_at: null, min_repeat_dist: null, shown: null, mirrored: null },
    },
  );
  assert.ok(Math.abs(found.variety - 1) < 1e-12);
});

test('one photo everywhere has none', () => {
  assert.deepEqual(variety(placed(2, [1, 1, 1, 1], 100)), {
    ...{ distinct: 1, max_use: 4, top50: 1, eff_photos: 1, variety: 0.25 },
    ...{ twins: 1, echo: 1, echo_at: [1, 1], min_repeat_dist: 1, shown: null, mirrored: null },
  });
});

test('photos that are not many enough to differ everywhere count by their number', () => {
  // uses 2, 1, 1: entropy = 1.5 bits
  const found = variety(placed(4, [0, 1, 2, 0], 3));
  assert.ok(Math.abs(found.variety - 2 ** 1.5 / 3) < 1e-12);
  assert.equal(found.twins, 0.5);
  assert.equal(found.min_repeat_dist, 3);
});

test('a lattice is an echo at its offset, however far apart its photos are', () => {
  for (const [down, right] of [
    [7, 3],
    [7, -2],
    [0, 11],
  ]) {
    // a photo stands again at the offset, and nowhere else within reach
    const columns = 60;
    const photos = Array.from({ length: columns * 40 }, (_, cell) => cell);
    for (let cell = 0; cell < photos.length; cell++) {
      const [x, y] = [(cell % columns) - right, Math.floor(cell / columns) - down];
      if (x >= 0 && x < columns && y >= 0) photos[cell] = photos[y * columns + x];
    }
    const found = variety(placed(columns, photos, photos.length));
    assert.deepEqual([found.echo, found.echo_at, found.twins], [1, [down, right], 0]);
  }
});

test('the fifty most used photos fill what their uses add up to', () => {
  // uses 3 of ten photos, 2 of sixty, 1 of fifty
  const uses = Array.from({ length: 120 }, (_, photo) => (photo < 10 ? 3 : photo < 70 ? 2 : 1));
  const photos = uses.flatMap((n, photo) => new Array<number>(n).fill(photo)).reverse();
  assert.equal(variety(placed(20, photos, 500)).top50, (10 * 3 + 40 * 2) / 200);
});

test('what is shown is the share of the largest part, whole or not, of wide photos and high ones', () => {
  const photos = new Uint32Array(6);
  const sizes = [
    [300, 200],
    [200, 300],
    [640, 480],
    [99, 1000],
    [5, 5],
    [1200, 7],
  ];
  const aspect = 1.5;
  const partsOf = (view: number) => {
    const views = sizes.map(([width, height]) => photoViews({ width, height }, aspect, NAMED_VIEWS.all)[view]);
    const crops = Float32Array.from(views.flatMap(({ crop }) => [crop.x, crop.y, crop.w, crop.h]));
    return { crops, mirrored: Uint8Array.from(views, ({ mirrored }) => Number(mirrored)) };
  };
  const shape = { kind: 'grid', columns: 3, rows: 2, cell: [3, 2] } as const;
  const measured = (parts: ReturnType<typeof partsOf>) => {
    const { shown, mirrored } = variety({ shape, photos, count: 1, parts });
    return { shown, mirrored };
  };
  assert.deepEqual(measured(partsOf(0)), { shown: 1, mirrored: 0 });
  assert.deepEqual(measured(partsOf(1)), { shown: 1, mirrored: 1 });
  // the smaller parts, in whatever place: by their area in pixels
  for (const view of [2, 5, 19, 20, 37]) {
    const parts = partsOf(view);
    const areas = sizes.map(([width, height], cell) => {
      const [w, h] = [parts.crops[cell * 4 + 2] * width, parts.crops[cell * 4 + 3] * height];
      return (w * h) / (Math.min(width, height * aspect) * Math.min(height, width / aspect));
    });
    areas.sort((a, b) => a - b);
    const { shown, mirrored } = measured(parts);
    assert.ok(shown! < 1 && Math.abs(shown! - (areas[2] + areas[3]) / 2) < 1e-6, `${shown}`);
    assert.equal(mirrored, view % 2);
  }
});
