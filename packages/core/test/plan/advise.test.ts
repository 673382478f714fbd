import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  advise,
  clustersOf,
  colourName,
  oklabFromRgb,
  parseSettings,
  type Raster,
  raster,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';

type Rgb = readonly [number, number, number];

const nameOf = (rgb: Rgb): string => {
  const [l, a, b] = oklabFromRgb(Uint8Array.from(rgb));
  return colourName(l, a, b);
};

for (const [name, ...colours] of [
  ['black', [0, 0, 0], [10, 10, 14]],
  ['dark grey', [60, 60, 60]],
  ['grey', [128, 128, 128]],
  ['light grey', [200, 200, 200]],
  ['white', [255, 255, 255]],
  ['red', [255, 0, 0], [200, 30, 30]],
  ['dark red', [100, 0, 0]],
  ['brown', [110, 60, 20], [90, 60, 40]],
  ['light beige', [240, 200, 170], [225, 180, 155]],
  ['yellow', [190, 180, 20], [255, 250, 60]],
  ['olive', [110, 110, 20]],
  ['green', [0, 160, 0]],
  ['dark green', [10, 70, 20]],
  ['blue', [40, 90, 220]],
  ['dark blue', [0, 0, 120]],
  ['light blue', [110, 185, 255]],
  ['purple', [140, 60, 190]],
] as const) {
  test(`people call it ${name}`, () => {
    for (const rgb of colours) assert.equal(nameOf(rgb as Rgb), name, String(rgb)); // three, as listed
  });
}

test('every colour has a name', () => {
  const byte = fc.nat(255);
  fc.assert(fc.property(byte, byte, byte, (r, g, b) => assert.match(nameOf([r, g, b]), /^[a-z -]+$/)));
});

test('clusters: centres are the means of their points, and like points are together', () => {
  const points = fc.array(fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 5 }), (rows, most) => {
      const { centres, groupOf } = clustersOf(Float64Array.from(rows.flat()), most);
      const groups = centres.length / 3;
      assert.ok(groups >= 1 && groups <= most && groupOf.every((group) => group < groups));
      for (let group = 0; group < groups; group++) {
        const members = rows.filter((_, i) => groupOf[i] === group);
        if (members.length === 0) continue;
        const mean = members.reduce((sum, row) => sum + row[0], 0) / members.length;
        assert.ok(Math.abs(mean - centres[group * 3]) < 1e-9);
      }
    }),
  );
  const two = clustersOf(Float64Array.from([0, 0, 0, 1, 0, 0, 90, 0, 0, 91, 0, 0]), 2);
  assert.deepEqual([...two.centres], [90.5, 0, 0, 0.5, 0, 0]);
  assert.deepEqual([...two.groupOf], [1, 1, 0, 0]);
  assert.equal(clustersOf(new Float64Array(30), 4).centres.length, 3);
});

/** A photo of one colour, about. */
function flat(rgb: Rgb, seed: number): Raster {
  const photo = raster(40, 40);
  const shift = (seed % 5) - 2;
  for (let i = 0; i < photo.data.length; i += 4) photo.data.set([...rgb.map((value) => value + shift), 255], i);
  return photo;
}

function collectionOf(rasters: readonly Raster[]) {
  return {
    library: {
      ids: rasters.map((_, i) => i.toString(16).padStart(64, '0')),
      sizes: Uint32Array.from(rasters.flatMap(({ width, height }) => [width, height])),
      groups: Uint32Array.from(rasters, (_, i) => i),
    },
    photos: {
      thumbnails: async (first: number, n: number) => rasters.slice(first, first + n),
      view: async () => assert.fail('advice needs no pixels but thumbnails'),
    },
  };
}

/** The left third green, the rest red. */
function greenAndRed(): Raster {
  const target = raster(120, 80);
  for (let i = 0; i < target.data.length; i += 4) {
    target.data.set((i / 4) % 120 < 40 ? [0, 150, 0, 255] : [190, 20, 20, 255], i);
  }
  return target;
}

test('the colour that the photos lack is named, with how many cells want it', async () => {
  const reds = Array.from({ length: 20 }, (_, i) => flat([190, 20, 20], i));
  const settings = parseSettings({ columns: 12, spacing: 2 });
  const input = { target: greenAndRed(), settings };
  const { lacks } = await advise({ ...input, ...collectionOf(reds) });
  assert.deepEqual(
    lacks.map(({ colour, cells, photos }) => [colour, cells, photos]),
    [['green', 32, 9]],
  );
  assert.ok(lacks[0].difference > 30 && lacks[0].oklab[1] < 0);
  // for few photos, the program itself takes less
  const left = await advise({ ...input, settings: parseSettings({ columns: 12 }), ...collectionOf(reds) });
  assert.deepEqual(
    left.lacks.map(({ photos }) => photos),
    [4],
  );

  // one green photo is not enough where neighbours must differ, nine are
  const one = await advise({ ...input, ...collectionOf([...reds, flat([0, 150, 0], 1)]) });
  assert.deepEqual(
    one.lacks.map(({ colour }) => colour),
    ['green'],
  );
  const nine = [...reds, ...Array.from({ length: 9 }, (_, i) => flat([0, 150, 0], i))];
  assert.deepEqual((await advise({ ...input, ...collectionOf(nine) })).lacks, []);
  const alone = { ...input, settings: parseSettings({ columns: 12, spacing: 0 }) };
  assert.deepEqual((await advise({ ...alone, ...collectionOf([...reds, flat([0, 150, 0], 1)]) })).lacks, []);

  // banned, they are no help; and with a cap it takes more of them
  const maxUses = new Uint32Array(29).fill(8).fill(0, 20);
  const capped = await advise({ ...input, ...collectionOf(nine), rules: { maxUses } });
  assert.deepEqual(
    capped.lacks.map(({ colour, photos }) => [colour, photos]),
    [['green', 9]],
  );
  const twice = await advise({
    ...input,
    rules: { maxUses: new Uint32Array(60).fill(2) },
    ...collectionOf(Array.from({ length: 60 }, (_, i) => flat([190, 20, 20], i))),
  });
  assert.deepEqual(
    twice.lacks.map(({ photos }) => photos),
    [16],
  );
});

test('the more cells want a colour, the more photos of it are asked for', async () => {
  const reds = Array.from({ length: 20 }, (_, i) => flat([190, 20, 20], i));
  const settings = parseSettings({ columns: 60, match: 'mean' });
  const { lacks } = await advise({ target: greenAndRed(), settings, ...collectionOf(reds) });
  assert.deepEqual(
    lacks.map(({ colour, cells, photos }) => [colour, cells, photos]),
    [['green', 800, 50]],
  );
});

test('of a very large target a part of the cells stands for all', async () => {
  const settings = parseSettings({ columns: 120, match: 'mean' });
  const reds = Array.from({ length: 20 }, (_, i) => flat([190, 20, 20], i));
  const { lacks } = await advise({ target: greenAndRed(), settings, ...collectionOf(reds) });
  assert.ok(Math.abs(lacks[0].cells - 3200) < 60, String(lacks[0].cells));
  const rich = Array.from({ length: 60 }, (_, i) => syntheticPhoto(i, 40, 40));
  const advice = await advise({ target: greenAndRed(), settings, ...collectionOf(rich) });
  assert.ok(advice.difference < 60 && advice.difference > 0);
});
