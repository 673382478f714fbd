import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areaMeans,
  focusWeights,
  LINEAR,
  layoutOf,
  makePlan,
  type Plan,
  parseSettings,
  type Raster,
  raster,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';

const target = syntheticPhoto(99, 96, 64);
const rasters = Array.from({ length: 120 }, (_, i) => syntheticPhoto(i, 32, 32));
const collection = {
  photos: {
    thumbnails: async (first: number, n: number) => rasters.slice(first, first + n),
    view: async () => assert.fail(),
  },
  library: {
    ids: rasters.map((_, i) => i.toString(16).padStart(64, '0')),
    sizes: Uint32Array.from(rasters.flatMap(({ width, height }) => [width, height])),
    groups: Uint32Array.from(rasters.keys()),
  },
};

/** A map that has a grey on the left of a place, and another on the right. */
function halves(left: number, right: number): Raster {
  const data = Uint8ClampedArray.from([left, left, left, 255, right, right, right, 255]);
  return raster(2, 1, data);
}

async function made(input: object, focus?: Raster): Promise<Plan> {
  const settings = parseSettings({ columns: 12, spacing: 0, ...input });
  return (await makePlan({ target, ...collection, settings, ...(focus ? { focus } : {}) })).plan;
}

/** How much the cells of each half differ from the target: squared, in light. */
function differences({ layout, photos, crops }: Plan): [left: number, right: number] {
  const grid = { columns: 4, rows: 4, curve: LINEAR };
  const sums: [number, number] = [0, 0];
  photos.forEach((photo, cell) => {
    const [x, y, w, h] = layout.boxes.subarray(cell * 4, cell * 4 + 4);
    const [cx, cy, cw, ch] = crops.subarray(cell * 4, cell * 4 + 4);
    const wanted = areaMeans(target, { x, y, w, h }, grid);
    const shown = areaMeans(rasters[photo], { x: cx * 32, y: cy * 32, w: cw * 32, h: ch * 32 }, grid);
    sums[x < target.width / 2 ? 0 : 1] += shown.reduce((sum, value, i) => sum + (value - wanted[i]) ** 2, 0);
  });
  return sums;
}

test('what is in focus comes closer where photos are scarce', async () => {
  const [onLeft, onRight] = [
    differences(await made({ maxUses: 1 }, halves(255, 0))),
    differences(await made({ maxUses: 1 }, halves(0, 255))),
  ];
  assert.ok(onLeft[0] < 0.95 * onRight[0], `left: ${onLeft[0]} in focus, ${onRight[0]} out of it`);
  assert.ok(onRight[1] < 0.95 * onLeft[1], `right: ${onRight[1]} in focus, ${onLeft[1]} out of it`);
});

test('the same focus everywhere is none', async () => {
  for (const input of [{}, { maxUses: 2 }, { match: 'mean' }]) {
    assert.deepEqual(await made(input, halves(128, 128)), await made(input));
  }
});

test('a cell weighs what the greys above it do on average, whatever the size of the map', () => {
  const scenes = fc.record({ columns: fc.integer({ min: 1, max: 9 }), width: fc.integer({ min: 1, max: 7 }) });
  fc.assert(
    fc.property(scenes, fc.integer({ min: 0, max: 255 }), ({ columns, width }, grey) => {
      const layout = layoutOf({ kind: 'grid', columns, rows: 3, cell: [1, 1] }, columns * 8, 24);
      const map = raster(width, 2, new Uint8ClampedArray(width * 2 * 4).fill(grey));
      const expected = 8 ** ((grey < 128 ? grey - 127 : grey - 128) / 127);
      for (const weight of focusWeights(map, layout, { width: columns * 8, height: 24 })) {
        assert.ok(Math.abs(weight - expected) < 1e-4 * expected, `${weight} is not ${expected}`);
      }
    }),
  );
  const layout = layoutOf({ kind: 'grid', columns: 2, rows: 1, cell: [1, 1] }, 20, 10);
  assert.deepEqual([...focusWeights(halves(255, 0), layout, { width: 20, height: 10 })], [8, 0.125]);
});
