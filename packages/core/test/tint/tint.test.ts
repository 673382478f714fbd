import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  chooseGains,
  collect,
  darkSamples,
  isRecoloured,
  judge,
  layoutOf,
  limitRecolouring,
  makePlan,
  type PhotoSource,
  type Plan,
  type Progress,
  parseSettings,
  type Raster,
  randomFrom,
  raster,
  render,
  type Samples,
  SIDE,
  squareGrid,
  tintPlan,
} from '@tesserae/core/internal';
import { golden, syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

const SIGMA = SIDE / 2;
const REACH = 5;
const RIDGE = 0.1;
const GLIMMER = 0.003;

/** The blur along one axis, from its middle outwards. */
const BELL = Array.from({ length: REACH + 1 }, (_, k) => Math.exp((-k * k) / (2 * SIGMA * SIGMA)));
const WHOLE = 2 * BELL.reduce((sum, weight) => sum + weight, 0) - 1;
BELL.forEach((weight, k) => {
  BELL[k] = weight / WHOLE;
});

/** Noise of light, brighter or darker from cell to cell; now and then black. */
function noise(columns: number, rows: number, seed: number): Samples {
  const random = randomFrom(seed);
  const levels = Float32Array.from({ length: columns * rows }, () => (random() < 0.1 ? 0 : random() ** 2));
  const width = columns * SIDE;
  const data = Float32Array.from({ length: width * rows * SIDE * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return levels[Math.floor(y / SIDE) * columns + Math.floor(x / SIDE)] * (0.5 + 0.5 * random());
  });
  return { ...darkSamples(squareGrid(columns, rows)), data };
}

/** What the gains minimize, written down as it is defined: the whole picture blurred, sample by sample. */
function objective(target: Samples, mosaic: Samples, gains: Float32Array): number {
  const { width, height } = mosaic;
  const columns = width / SIDE;
  const cellOf = (x: number, y: number) => Math.floor(y / SIDE) * columns + Math.floor(x / SIDE);
  let sum = 0;
  for (let i = 0; i < target.data.length; i++) {
    const [c, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    let seen = 0;
    for (let v = Math.max(0, y - REACH); v <= Math.min(height - 1, y + REACH); v++) {
      for (let u = Math.max(0, x - REACH); u <= Math.min(width - 1, x + REACH); u++) {
        const at = (v * width + u) * 3 + c;
        const weight = BELL[Math.abs(u - x)] * BELL[Math.abs(v - y)];
        seen += weight * (target.data[at] - gains[cellOf(u, v) * 3 + c] * mosaic.data[at]);
      }
    }
    const change = (gains[cellOf(x, y) * 3 + c] - 1) * mosaic.data[i];
    sum += (target.data[i] + GLIMMER) ** (-4 / 3) * (seen * seen + RIDGE * change * change);
  }
  return sum;
}

test('no single gain can be bettered, by an objective written down anew', async () => {
  const [target, mosaic] = [noise(5, 3, 1), noise(5, 3, 2)];
  const bound = 1.25; // both ends are whole steps
  const gains = await chooseGains(target, mosaic, bound);
  const least = objective(target, mosaic, gains);
  assert.ok(least < objective(target, mosaic, gains.slice().fill(1)));
  let inside = 0;
  for (let i = 0; i < gains.length; i++) {
    if (gains[i] > 1 / bound + 0.01 && gains[i] < bound - 0.01) inside++;
    for (const step of [-0.02, 0.02]) {
      const other = gains.slice();
      other[i] = Math.min(bound, Math.max(1 / bound, other[i] + step));
      assert.ok(objective(target, mosaic, other) >= least * (1 - 1e-4), `gain ${i}: ${gains[i]}`);
    }
  }
  assert.ok(inside > 5, 'some gains are chosen, not only cut off');
});

test('gains lie within the bound, change nothing that is black or right already, and cost less than no tint', async () => {
  const sides = fc.integer({ min: 1, max: 4 });
  const bounds = evenly(1, 2);
  await fc.assert(
    fc.asyncProperty(sides, sides, fc.nat(999), bounds, async (columns, rows, seed, bound) => {
      const [target, mosaic] = [noise(columns, rows, seed), noise(columns, rows, seed + 1000)];
      const gains = await chooseGains(target, mosaic, bound);
      assert.ok(gains.every((gain) => gain >= 1 / bound - 1e-6 && gain <= bound + 1e-6));
      const plain = objective(target, mosaic, gains.slice().fill(1));
      // gains are rounded to whole steps, which near a bound of 1 is as much as they could gain
      assert.ok(objective(target, mosaic, gains) <= plain * 1.001);
      // a very dark cell beside a bright one sees the rounding of 32-bit sums: it may change, but nothing is seen of it
      assert.ok(objective(target, target, await chooseGains(target, target, bound)) <= plain * 1e-4);
      const black = darkSamples(squareGrid(columns, rows));
      assert.ok((await chooseGains(target, black, bound)).every((gain) => gain === 1));
    }),
    { numRuns: 20 },
  );
});

test('an abort is heard', async () => {
  await assert.rejects(chooseGains(noise(2, 2, 1), noise(2, 2, 2), 1.1, { signal: AbortSignal.abort() }), {
    code: 'aborted',
  });
});

test('enough: the tint is that of the last whole sweep, or none, and rules hold', async () => {
  const [target, mosaic] = [noise(20, 20, 1), noise(20, 20, 2)];
  const stopAfter = async (sweeps: number) => {
    const stop = new AbortController();
    if (sweeps === 0) stop.abort();
    const onProgress = ({ done }: Progress): void => {
      if (done === sweeps) stop.abort();
    };
    return await chooseGains(target, mosaic, 1.2, { enough: stop.signal, onProgress });
  };
  assert.ok((await stopAfter(0)).every((gain) => gain === 1));
  const costs = [objective(target, mosaic, new Float32Array(1200).fill(1))];
  for (const sweeps of [1, 2, 12]) costs.push(objective(target, mosaic, await stopAfter(sweeps)));
  for (let i = 1; i < costs.length; i++) assert.ok(costs[i] < costs[i - 1], String(costs));
});

const CELL = 12;
const photos = Array.from({ length: 40 }, (_, seed) => syntheticPhoto(seed, 24, 24));
const source: PhotoSource = {
  thumbnails: async (first, count) => photos.slice(first, first + count),
  view: async ({ photo, crop, mirrored }, width, height) => {
    const out = raster(width, height);
    for (let i = 0; i < width * height; i++) {
      const x = (i % width) / width;
      const u = Math.floor((crop.x + (mirrored ? 1 - 1 / width - x : x) * crop.w) * 24);
      const v = Math.floor((crop.y + (Math.floor(i / width) / height) * crop.h) * 24);
      out.data.set(photos[photo].data.subarray((v * 24 + u) * 4, (v * 24 + u) * 4 + 4), i * 4);
    }
    return out;
  },
};
const library = {
  ids: photos.map((_, i) => i.toString(16).padStart(64, '0')),
  sizes: Uint32Array.from(photos.flatMap(() => [24, 24])),
  groups: Uint32Array.from(photos.keys()),
};

async function make(target: Raster, input: object): Promise<Plan> {
  const settings = parseSettings({ columns: 14, spacing: 1, ...input });
  return (await makePlan({ target, library, photos: source, settings })).plan;
}

async function drawn(plan: Plan, target?: Raster): Promise<Raster> {
  const { columns, rows } = plan.layout.shape;
  return collect(render(plan, source, { cell: CELL, target }), columns * CELL, rows * CELL);
}

function farOf(target: Raster, plan: Plan, mosaic: Raster): number {
  const { width, height } = mosaic;
  const eye = judge({ target, width, height, shape: plan.layout.shape, recolor: 'none', leak: false });
  eye.mosaic({ y: 0, raster: mosaic });
  return eye.result().far_dE;
}

test('the more tint, the nearer the mosaic when seen from afar', async () => {
  for (const seed of [99, 23]) {
    const target = syntheticPhoto(seed, 140, 97);
    const plain = await make(target, {});
    let far = farOf(target, plain, await drawn(plain));
    for (const bound of [1.08, 1.15, 1.3]) {
      const plan = await tintPlan(plain, { target, photos: source }, bound);
      const nearer = farOf(target, plan, await drawn(plan));
      assert.ok(nearer < far, `seed ${seed}, tint ${bound}: ${nearer}, with less ${far}`);
      far = nearer;
    }
  }
});

test('tint moves no photo; without any the plan is what it was', async () => {
  const target = syntheticPhoto(99, 140, 97);
  const plain = await make(target, {});
  assert.deepEqual(await make(target, { tint: 1 }), plain);
  assert.deepEqual({ ...(await make(target, { tint: 1.15 })), tint: plain.tint }, plain);
  assert.ok(plain.tint.every((gain) => gain === 1));
});

test('told that it is enough while it looks or tints, a plan is complete and untinted, at once', async () => {
  const target = syntheticPhoto(99, 140, 97);
  const plain = await make(target, {});
  for (const looks of [0, 1, 5]) {
    const stop = new AbortController();
    let looked = 0;
    if (looks === 0) stop.abort();
    const thumbnails: PhotoSource['thumbnails'] = (...which) => {
      if (++looked === looks) stop.abort();
      return source.thumbnails(...which);
    };
    const photos = { ...source, thumbnails };
    assert.deepEqual(await tintPlan(plain, { target, photos }, 1.2, { enough: stop.signal }), plain);
    assert.equal(looked, looks);
  }
});

test('held to 1 the plan is drawn as it is without tint; held to less, gains are cut off', async () => {
  const target = syntheticPhoto(99, 140, 97);
  const plain = await make(target, {});
  const plan = await make(target, { tint: 1.3, overlay: 20 });
  assert.ok(isRecoloured(plan) && !isRecoloured(plain));
  assert.deepEqual(limitRecolouring(plan, { tint: 1, overlay: 0 }), plain);
  const held = limitRecolouring(plan, { tint: 1.1, overlay: 100 });
  assert.equal(held.overlay, 20);
  held.tint.forEach((gain, i) => {
    assert.equal(gain, Math.fround(Math.min(1.1, Math.max(1 / 1.1, plan.tint[i]))));
  });
});

test('bands carry their rows untouched where that is asked for, from views that are loaded once', async () => {
  const target = syntheticPhoto(99, 140, 97);
  const [plain, plan] = [await make(target, {}), await make(target, { tint: 1.2, overlay: 10 })];
  let loads = 0;
  const counting: PhotoSource = {
    ...source,
    view: (...all) => {
      loads++;
      return source.view(...all);
    },
  };
  const { columns, rows } = plan.layout.shape;
  const parts: { y: number; raster: Raster }[] = [];
  const both: { y: number; raster: Raster }[] = [];
  const copy = ({ width, height, data }: Raster): Raster => ({ width, height, data: data.slice() });
  for await (const { y, raster: band, untouched } of render(plan, counting, { cell: CELL, target, untouched: true })) {
    assert.ok(untouched);
    both.push({ y, raster: copy(band) });
    parts.push({ y, raster: copy(untouched) });
  }
  const whole = async (bands: typeof parts) =>
    collect(
      (async function* () {
        yield* bands;
      })(),
      columns * CELL,
      rows * CELL,
    );
  assert.deepEqual(await whole(parts), await drawn(plain));
  assert.deepEqual(await whole(both), await drawn(plan, target));
  const views = plan.photos.map((photo, i) => Number(`${photo}${(plan.crops[i * 4] * 1e4) | 0}`));
  assert.ok(loads <= columns * rows && loads >= new Set(views).size);
});

test('an overlay is that share of the target, and cannot be drawn without it', async () => {
  const { width, height } = { width: 63, height: 41 };
  const target = syntheticPhoto(5, width, height);
  const layout = layoutOf({ kind: 'grid', columns: 9, rows: 6, cell: [1, 1] }, width, height);
  const plain = { ...(await make(syntheticPhoto(5, 140, 93), { columns: 9, rows: 6 })), layout };
  const whites = raster(24, 24);
  whites.data.fill(255);
  const white: PhotoSource = { ...source, view: async (_, w, h) => raster(w, h, whites.data.slice(0, w * h * 4)) };
  const under = (overlay: number, t?: Raster) =>
    collect(render({ ...plain, overlay }, white, { cell: 7, target: t }), 63, 42);

  const all = await under(100, target);
  const half = await under(50, target);
  half.data.forEach((byte, i) => {
    assert.ok(Math.abs(byte - (all.data[i] + 255) / 2) <= 0.5);
  });
  // 61.5 × 41 of the target's 63 × 41 pixels are shown at 63 × 42: nearly one to one, so all but the finest detail stays
  let off = 0;
  for (let y = 0; y < 41; y++) {
    for (let x = 0; x < 60; x++) {
      const from = (y * width + Math.round(0.75 + (x * 61.5) / 63)) * 4;
      off += Math.abs(all.data[(Math.round((y * 42) / 41) * 63 + x) * 4] - target.data[from]);
    }
  }
  assert.ok(off / (41 * 60) < 8, `${off / (41 * 60)}`);
  await assert.rejects(under(10), { code: 'shape' });
  await assert.rejects(under(10, syntheticPhoto(5, 64, 41)), { code: 'shape' });
});

test('a tinted mosaic looks as it did when it was looked at', async (t) => {
  const target = syntheticPhoto(99, 140, 97);
  // the classic placement, which no tuning of the search moves
  const classic = { match: 'mean', space: 'srgb', views: 'whole', spacing: 0 };
  const plan = await make(target, { ...classic, columns: 16, tint: 1.15 });
  const { columns, rows } = plan.layout.shape;
  const mosaic = await collect(render(plan, source, { cell: 8 }), columns * 8, rows * 8);
  await golden(t, new URL('../../test/golden/', import.meta.url), 'tinted', mosaic);
});
