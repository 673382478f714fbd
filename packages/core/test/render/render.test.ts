import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Band,
  cellPixels,
  cellsIn,
  collect,
  drawnSize,
  encodeSrgb,
  LINEAR,
  layoutOf,
  type PhotoSource,
  type Plan,
  place,
  type Raster,
  type RenderOptions,
  randomFrom,
  raster,
  render,
  type Shape,
  viewOf,
} from '@tesserae/core/internal';
import { hurryClock, loosePlan } from '@tesserae/testing';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';
import { drawn, fakeSource } from './fake-source.js';

const CROPS = [
  [0, 0, 1, 1],
  [0.1, 0.2, 0.62, 0.62],
  [0.38, 0, 0.62, 0.62],
] as const;

/** Some plan: few photos, so that views repeat; `tintPlan` gives some cells a gain. */
function somePlan(given: Omit<Shape, 'kind'> & Partial<Pick<Shape, 'kind'>>, seed: number, tinted = false): Plan {
  const random = randomFrom(seed);
  const shape: Shape = { kind: 'grid', ...given };
  const cells = cellsIn(shape);
  const whole = (below: number) => Math.floor(random() * below);
  const photos = Uint32Array.from({ length: cells }, () => whole(5));
  return loosePlan(layoutOf(shape, 100, 80), photos, 5, {
    crops: Float32Array.from(Array.from({ length: cells }, () => CROPS[whole(CROPS.length)]).flat()),
    mirrored: Uint8Array.from({ length: cells }, () => whole(2)),
    tint: Float32Array.from({ length: cells * 3 }, () => (tinted && random() < 0.5 ? 0.8 + 0.5 * random() : 1)),
    seed,
  });
}

/** The obvious twin: every cell's pixels, one after the other. */
function slowly(plan: Plan, cell: number): Raster {
  const { width, height, boxes } = place(plan.layout.shape, cell);
  const out = raster(width, height);
  for (let i = 0; i < plan.photos.length; i++) {
    const [left, top, w, h] = boxes.subarray(i * 4, i * 4 + 4);
    if (w === 0) continue;
    const pixels = drawn(viewOf(plan, i), w, h).data;
    for (let p = 0; p < w * h; p++) {
      const to = ((top + Math.floor(p / w)) * width + left + (p % w)) * 4;
      assert.equal(out.data[to + 3], 0, 'no two cells overlap');
      for (let c = 0; c < 3; c++) out.data[to + c] = encodeSrgb(LINEAR[pixels[p * 4 + c]] * plan.tint[i * 3 + c]);
      out.data[to + 3] = 255;
    }
  }
  return out;
}

async function drawAll(plan: Plan, source: PhotoSource, options: RenderOptions): Promise<Raster> {
  const { width, height } = drawnSize(plan.layout.shape, options.cell);
  return collect(render(plan, source, options), width, height);
}

for (const cell of [1, 7, 64]) {
  test(`draws as placing pixel by pixel does, cells of ${cell} px`, async () => {
    const shapes = fc.record({
      kind: fc.constantFrom('grid', 'brick'),
      columns: fc.integer({ min: 1, max: 6 }),
      rows: fc.integer({ min: 1, max: 6 }),
      cell: fc.constantFrom([1, 1] as const, [3, 2] as const, [2, 5] as const),
    });
    await fc.assert(
      fc.asyncProperty(
        shapes,
        fc.nat(999),
        fc.boolean(),
        fc.integer({ min: 0, max: 12 }),
        async (shape, seed, tinted, room) => {
          const plan = somePlan(shape, seed, tinted);
          const size = cellPixels(plan.layout.shape, cell);
          const budget = room * size.width * size.height * 4;
          assert.deepEqual(
            await drawAll(plan, fakeSource(seed).source, { cell, budget, parallel: 3 }),
            slowly(plan, cell),
          );
        },
      ),
      { numRuns: cell === 64 ? 15 : 60 },
    );
  });
}

test('bands cover every row once, in order, at the full width, and none is large', async () => {
  const plan = somePlan({ columns: 9, rows: 3, cell: [2, 3] }, 1);
  const { width, height } = drawnSize(plan.layout.shape, 601);
  let y = 0;
  for await (const band of render(plan, fakeSource().source, { cell: 601 })) {
    assert.equal(band.y, y);
    assert.equal(band.raster.width, width);
    assert.ok(band.raster.data.length <= 16 * 2 ** 20);
    y += band.raster.height;
  }
  assert.equal(y, height);
});

test('loads every distinct view once, a bounded number at a time', async () => {
  const plan = somePlan({ columns: 8, rows: 20, cell: [1, 1] }, 3);
  const { source, asked, mostAtOnce } = fakeSource();
  await drawAll(plan, source, { cell: 4, parallel: 3 });
  const keys = asked.map(({ photo, crop, mirrored }) => `${photo} ${crop.x} ${crop.y} ${crop.w} ${crop.h} ${mirrored}`);
  assert.equal(new Set(keys).size, keys.length);
  const cells = Array.from(
    plan.photos,
    (photo, i) => `${photo} ${plan.crops.slice(i * 4, i * 4 + 4)} ${plan.mirrored[i]}`,
  );
  assert.equal(keys.length, new Set(cells).size);
  assert.equal(mostAtOnce(), 3);
});

test('goes on loading while a band is out, but not beyond the budget', async () => {
  const plan = somePlan({ columns: 2, rows: 30, cell: [1, 1] }, 4);
  const { source, asked } = fakeSource();
  const bands = render(plan, source, { cell: 2, budget: 6 * 16, parallel: 2 });
  await bands.next();
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(asked.length, 6);
  await bands.return();
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(asked.length, 6, 'a drawing that was left loads no more');
});

test('tells how far it is, in rows of pixels', async () => {
  const plan = somePlan({ columns: 2, rows: 3, cell: [1, 2] }, 1);
  const told: number[] = [];
  const onProgress = ({ stage, done, total }: { stage: string; done: number; total: number }) => {
    assert.equal(stage, 'draw');
    assert.equal(total, 30);
    told.push(done);
  };
  for await (const _ of render(plan, fakeSource().source, { cell: 5 }, { onProgress }));
  assert.deepEqual(told, [10, 20, 30]);
});

test('what the source throws comes out where the view is needed, bands before it are drawn', async () => {
  const plan = somePlan({ columns: 1, rows: 4, cell: [1, 1] }, 1);
  plan.photos.set([0, 1, 2, 3]);
  const source: PhotoSource = {
    ...fakeSource().source,
    view: async (view, w, h) => {
      if (view.photo === 2) throw new Error('gone');
      return drawn(view, w, h);
    },
  };
  const seen: Band[] = [];
  await assert.rejects(async () => {
    for await (const band of render(plan, source, { cell: 3 })) seen.push(band);
  }, /gone/);
  assert.equal(seen.length, 2);
});

test('a view of the wrong size is refused', async () => {
  const plan = somePlan({ columns: 1, rows: 1, cell: [1, 1] }, 1);
  const source: PhotoSource = { ...fakeSource().source, view: async () => raster(3, 4) };
  await assert.rejects(drawAll(plan, source, { cell: 4 }), { code: 'shape' });
});

test('pixels that do not lie on word boundaries are drawn all the same', async () => {
  const plan = somePlan({ columns: 3, rows: 2, cell: [1, 1] }, 1);
  const source: PhotoSource = {
    ...fakeSource().source,
    async view(view, w, h) {
      const bytes = new Uint8ClampedArray(w * h * 4 + 1);
      bytes.set(drawn(view, w, h).data, 1);
      return raster(w, h, bytes.subarray(1));
    },
  };
  assert.deepEqual(await drawAll(plan, source, { cell: 5 }), slowly(plan, 5));
});

test('an abort ends it at once, even while the source is silent', { timeout: 60_000 }, async () => {
  const plan = somePlan({ columns: 2, rows: 2, cell: [1, 1] }, 1);
  const silent: PhotoSource = { ...fakeSource().source, view: () => new Promise(() => {}) };
  const stop = new AbortController();
  const next = render(plan, silent, { cell: 4 }, { signal: stop.signal }).next();
  setTimeout(() => stop.abort(), 20);
  await assert.rejects(next, { code: 'aborted' });
});

test('an abort ends it even when nothing ever waits, before the next band', { timeout: 60_000 }, async (t) => {
  hurryClock(t);
  const plan = somePlan({ columns: 4, rows: 500, cell: [1, 1] }, 1);
  const source: PhotoSource = { ...fakeSource().source, view: async (view, w, h) => drawn(view, w, h) };
  const stop = new AbortController();
  let late = 0;
  setTimeout(() => stop.abort(), 10);
  await assert.rejects(
    async () => {
      for await (const _ of render(plan, source, { cell: 4 }, { signal: stop.signal })) if (stop.signal.aborted) late++;
    },
    { code: 'aborted' },
  );
  assert.equal(late, 0);
});

test('a window of a mosaic, at any size, is that part of the whole', async () => {
  const kind = fc.constantFrom('grid', 'brick');
  const side = evenly(0, 0.999);
  await fc.assert(
    fc.asyncProperty(kind, fc.nat(999), fc.integer({ min: 1, max: 9 }), side, side, async (kind, seed, cell, u, v) => {
      const plan = somePlan({ kind, columns: 4, rows: 5, cell: [2, 3] }, seed, true);
      const { width, height } = drawnSize(plan.layout.shape, cell);
      const [x, y] = [Math.floor(u * width), Math.floor(v * height)];
      const random = randomFrom(seed);
      const window = { x, y, w: 1 + Math.floor(random() * (width - x)), h: 1 + Math.floor(random() * (height - y)) };
      const whole = await collect(render(plan, fakeSource().source, { cell }), width, height);
      let next = y;
      for await (const band of render(plan, fakeSource().source, { cell, window, budget: 3000 })) {
        assert.deepEqual([band.y, band.raster.width], [next, window.w]);
        for (let row = 0; row < band.raster.height; row++, next++) {
          const from = (next * width + x) * 4;
          const drawn = band.raster.data.subarray(row * window.w * 4, (row + 1) * window.w * 4);
          assert.deepEqual(drawn, whole.data.subarray(from, from + window.w * 4));
        }
      }
      assert.equal(next, y + window.h);
    }),
    { numRuns: 60 },
  );
});

test('one plan drawn at four sizes shows the same photo and the same part of it in each cell', async () => {
  const plan = somePlan({ columns: 6, rows: 5, cell: [3, 2] }, 11);
  /** Answers with one colour for each view, by which it is known in the drawing. */
  const shown = async (cell: number) => {
    const views: string[] = [];
    const source: PhotoSource = {
      thumbnails: () => Promise.reject(new Error('not asked for')),
      view: async (view, width, height) => {
        const name = JSON.stringify(view);
        if (!views.includes(name)) views.push(name);
        const out = raster(width, height);
        new Uint32Array(out.data.buffer).fill(views.indexOf(name) + 1);
        return out;
      },
    };
    const { width, height } = drawnSize(plan.layout.shape, cell);
    const { data } = await collect(render(plan, source, { cell }), width, height);
    const words = new Uint32Array(data.buffer);
    const one = cellPixels(plan.layout.shape, cell);
    return Array.from({ length: 30 }, (_, i) => {
      const [x, y] = [(i % 6) * one.width, Math.floor(i / 6) * one.height];
      return views[words[y * width + x] - 1];
    });
  };
  const expected = Array.from({ length: 30 }, (_, i) => JSON.stringify(viewOf(plan, i)));
  for (const cell of [3, 8, 41, 120]) assert.deepEqual(await shown(cell), expected, `${cell} px`);
});
