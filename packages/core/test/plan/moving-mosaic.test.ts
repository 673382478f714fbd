import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  drawnSize,
  judge,
  MosaicError,
  type MosaicFrame,
  type MovingMosaic,
  makePlan,
  movingMosaic,
  type PhotoSource,
  type Plan,
  parseSettings,
  type Raster,
  randomFrom,
  raster,
  render,
  resample,
  verifyPlan,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';

const PHOTOS = 60;
const pictures = Array.from({ length: PHOTOS }, (_, seed) => syntheticPhoto(seed, 64, 64));
const photos: PhotoSource = {
  thumbnails: async (first, count) => pictures.slice(first, first + count),
  async view({ photo, crop }, width, height) {
    const box = { x: crop.x * 64, y: crop.y * 64, w: crop.w * 64, h: crop.h * 64 };
    return resample(pictures[photo], box, raster(width, height));
  },
};
const library = {
  ids: pictures.map((_, i) => String(i).padStart(64, '0')),
  sizes: new Uint32Array(PHOTOS * 2).fill(64),
  groups: Uint32Array.from(pictures.keys()),
};
const settings = parseSettings({ columns: 15, maxUses: 12 });
const [width, height] = [240, 160];
const shape = { kind: 'grid', columns: 15, rows: 10, cell: [1, 1] } as const;
const CELLS = 150;
const scene = syntheticPhoto(500, 480, 320);

/** A part of the scene, its corner at x, y. */
function cut(x: number, y: number): Raster {
  const out = raster(width, height);
  for (let row = 0; row < height; row++) {
    const from = ((y + row) * scene.width + x) * 4;
    out.data.set(scene.data.subarray(from, from + width * 4), row * width * 4);
  }
  return out;
}

/** As a sensor sees it in little light: Gaussian noise of so many steps of 255, near enough. */
function noisy(picture: Raster, sigma: number, seed: number): Raster {
  const random = randomFrom(seed);
  const noise = () => (random() + random() + random() + random() - 2) * sigma * Math.sqrt(3);
  return { ...picture, data: picture.data.map((value, i) => (i % 4 === 3 ? value : value + noise())) };
}

async function follow(frames: readonly Raster[], budget = 1): Promise<{ mosaic: MovingMosaic; all: MosaicFrame[] }> {
  const steadiness = { margin: 0.4, budget };
  const mosaic = await movingMosaic({ shape, size: { width, height }, library, photos, settings, steadiness });
  const all: MosaicFrame[] = [];
  const given = (async function* () {
    yield* frames;
  })();
  for await (const frame of mosaic.follow(given)) all.push(frame);
  return { mosaic, all };
}

async function likeness(plan: Plan, target: Raster): Promise<{ far_dE: number; edge: number }> {
  const eye = judge({ target, ...drawnSize(shape, 12), shape, recolor: 'none', leak: false });
  for await (const band of render(plan, photos, { cell: 12 })) eye.mosaic(band);
  return eye.result();
}

test('a still shot with noise stays still', async () => {
  const frames = Array.from({ length: 6 }, (_, n) => noisy(cut(100, 60), 8, n));
  const { all } = await follow(frames);
  const changed = all.slice(1).map((frame) => frame.changed.length / CELLS);
  // one or two cells of 150, now and then: what the whole picture costs also tells a cell of its neighbours' noise. Without a margin
  // .057 of the cells change, and up to .1
  const mean = changed.reduce((sum, share) => sum + share, 0) / changed.length;
  assert.ok(mean <= 0.01 && Math.max(...changed) <= 0.02, `${changed}`);
  // what moves in it is followed
  const { all: moved } = await follow([...frames.slice(0, 2), cut(110, 66)]);
  assert.ok(moved[2].changed.length > 8, `${moved[2].changed.length} cells changed`);
});

test('frames that were found before are gone on from, as if they had just been followed', async () => {
  const pan = Array.from({ length: 6 }, (_, n) => cut(20 + n * 6, 10 + n * 3));
  const frames = [...pan.slice(0, 4), noisy(cut(200, 150), 4, 1), ...pan.slice(4)];
  const { mosaic, all } = await follow(frames, 0.2);
  for (const n of [0, 3, 4, frames.length - 1]) {
    const given = (async function* () {
      yield* frames.slice(n);
    })();
    const rest: MosaicFrame[] = [];
    for await (const frame of mosaic.follow(given, {}, all[n])) rest.push(frame);
    assert.deepEqual(rest, all.slice(n + 1));
  }
});

test('a moving shot is followed nearly as well as each frame alone, and rules are kept', async () => {
  // by half a cell a frame
  const frames = Array.from({ length: 8 }, (_, n) => cut(20 + n * 8, 10 + n * 4));
  const { mosaic, all } = await follow(frames);
  assert.deepEqual(
    all.map(({ isCut }) => isCut),
    frames.map((_, n) => n === 0),
  );
  const sums = { followed: [0, 0], alone: [0, 0], kept: [0, 0] };
  const add = async (sum: number[], plan: Plan, target: Raster): Promise<void> => {
    const { far_dE, edge } = await likeness(plan, target);
    sum[0] += far_dE;
    sum[1] += edge;
  };
  for (const [n, target] of frames.entries()) {
    if (n % 4 !== 3) continue;
    const { plan } = await makePlan({ target, library, photos, settings });
    const mine = mosaic.plan(all[n]);
    assert.deepEqual(await verifyPlan(mine), []);
    await add(sums.followed, mine, target);
    await add(sums.alone, plan, target);
    await add(sums.kept, mosaic.plan(all[0]), target);
  }
  const { followed, alone, kept } = sums;
  assert.ok(followed[0] < alone[0] * 1.15, `${followed[0] / alone[0]} times as far as each frame alone`);
  assert.ok(followed[1] > alone[1] * 0.9, `${followed[1] / alone[1]} of the contours of each frame alone`);
  assert.ok(kept[0] > alone[0] * 1.5, `${kept[0] / alone[0]}: standing still would do, the test says nothing`);
  assert.ok(kept[1] < alone[1] * 0.6, `${kept[1] / alone[1]}: the same of contours`);
});

test('a frame of another size is refused, and no frames are no mosaics', async () => {
  const isShape = (error: unknown) => error instanceof MosaicError && error.code === 'shape';
  await assert.rejects(follow([cut(0, 0), raster(10, 10)]), isShape);
  assert.deepEqual((await follow([])).all, []);
});

test('frames are ended with whoever stops listening, even at the first', async () => {
  let ended = 0;
  const frames = async function* () {
    try {
      for (;;) yield cut(0, 0);
    } finally {
      ended++;
    }
  };
  const steadiness = { margin: 0.4, budget: 1 };
  const input = { shape, size: { width, height }, library, photos, settings, steadiness };
  const mosaic = await movingMosaic(input);
  for await (const _ of mosaic.follow(frames())) break;
  assert.equal(ended, 1);
  let n = 0;
  for await (const _ of mosaic.follow(frames())) if (++n === 2) break;
  assert.equal(ended, 2);
  const controller = new AbortController();
  controller.abort();
  await assert.rejects(async () => {
    for await (const _ of mosaic.follow(frames(), { signal: controller.signal })) break;
  }, MosaicError);
  assert.equal(ended, 3);
});
