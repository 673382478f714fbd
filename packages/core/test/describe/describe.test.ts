import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areaMeans,
  describeCells,
  LINEAR,
  layoutOf,
  meanDescriptor,
  multiscaleDescriptor,
  NAMED_VIEWS,
  oklabFromLinear,
  photoViews,
  randomFrom,
  viewCount,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import { energyByDefinition } from '../support/energy.js';

const SQUARES = { match: 'multiscale', detail: 50, cell: [1, 1], classes: [{ aspect: [1, 1] }], cut: false } as const;

/** 4 × 4 random colours in linear light. */
function meansOf(seed: number): Float32Array {
  const random = randomFrom(seed);
  return Float32Array.from({ length: 48 }, () => random());
}

/** OKLab of 4 × 4 colours, as the descriptor scales it: a plane a channel. */
function planesOf(means: Float32Array): Float64Array[] {
  const lab = new Float32Array(48);
  for (let i = 0; i < 48; i += 3) oklabFromLinear(means, i, lab, i);
  return [100, 158, 158].map((scale, c) => Float64Array.from({ length: 16 }, (_, i) => scale * lab[i * 3 + c]));
}

test('distances of multiscale rows are what the difference costs, in whole 40ths', () => {
  for (const detail of [0, 50, 100]) {
    const descriptor = multiscaleDescriptor({ ...SQUARES, detail });
    const sums = [0, 0];
    for (let seed = 0; seed < 20; seed++) {
      const [a, b] = [meansOf(seed), meansOf(seed + 100)];
      const { dims } = descriptor;
      const rows = new Float32Array(2 * dims);
      descriptor.encode(a, 0, rows, 0);
      descriptor.encode(b, 0, rows, dims);
      let cost = 0;
      for (let i = 0; i < 48; i++) cost += (rows[i] - rows[dims + i]) ** 2;
      assert.ok(rows.every(Number.isInteger));
      const [ofA, ofB] = [planesOf(a), planesOf(b)];
      const difference = ofA.map((plane, c) => plane.map((value, i) => value - ofB[c][i]));
      const expected = 1600 * energyByDefinition(difference, 4, detail, [1, 1]);
      // both rows are rounded to whole 40ths: each difference is at most one off
      assert.ok(Math.abs(Math.sqrt(cost) - Math.sqrt(expected)) < Math.sqrt(48), `${cost} is not ${expected}`);
      sums[0] += cost;
      sums[1] += expected;
    }
    // rounding goes both ways
    assert.ok(Math.abs(sums[0] / sums[1] - 1) < 2e-3, `${sums}`);
  }
});

test('mean in sRGB is the plain average of the bytes, in OKLab the average of light', () => {
  const raster = { width: 2, height: 1, data: Uint8ClampedArray.of(0, 10, 200, 255, 255, 30, 100, 255) };
  const row = new Float32Array(3);
  for (const [space, expected] of [
    ['srgb', [127.5, 20, 150]],
    ['oklab', undefined],
  ] as const) {
    const descriptor = meanDescriptor(space);
    const lattice = { columns: 1, rows: 1, curve: descriptor.curve };
    descriptor.encode(areaMeans(raster, { x: 0, y: 0, w: 2, h: 1 }, lattice), 0, row, 0);
    const light = Float32Array.of(
      (LINEAR[0] + LINEAR[255]) / 2,
      (LINEAR[10] + LINEAR[30]) / 2,
      (LINEAR[200] + LINEAR[100]) / 2,
    );
    oklabFromLinear(light, 0, light, 0);
    const want = expected ?? Array.from(light, (value) => value * 100);
    for (let i = 0; i < 3; i++) assert.ok(Math.abs(row[i] - want[i]) < 1e-3, `${space}[${i}]: ${row[i]}, ${want[i]}`);
  }
});

test('a cell is described by exactly the pixels below it', async () => {
  // 3 × 2 cells of 4 × 4 pixels: each sixteenth is one pixel
  const target = syntheticPhoto(3, 12, 8);
  const layout = layoutOf({ kind: 'grid', columns: 3, rows: 2, cell: [1, 1] }, 12, 8);
  const descriptor = multiscaleDescriptor(SQUARES);
  const cells = await describeCells(target, layout, descriptor);
  for (let cell = 0; cell < 6; cell++) {
    const means = new Float32Array(48);
    for (let i = 0; i < 16; i++) {
      const x = (cell % 3) * 4 + (i % 4);
      const y = Math.floor(cell / 3) * 4 + Math.floor(i / 4);
      for (let c = 0; c < 3; c++) means[i * 3 + c] = LINEAR[target.data[(y * 12 + x) * 4 + c]];
    }
    const row = new Float32Array(descriptor.dims);
    descriptor.encode(means, 0, row, 0);
    for (let i = 0; i < 48; i++) assert.ok(Math.abs(row[i] - cells.data[cell * descriptor.dims + i]) < 1e-3);
  }
});

test('the first view is the largest centred part of the cell’s aspect; all views lie in the photo and have that aspect', () => {
  for (const [width, height, aspect, whole] of [
    [400, 200, 1, { x: 0.25, y: 0, w: 0.5, h: 1 }],
    [200, 400, 1, { x: 0, y: 0.25, w: 1, h: 0.5 }],
    [300, 200, 1.5, { x: 0, y: 0, w: 1, h: 1 }],
  ] as const) {
    for (const set of Object.values(NAMED_VIEWS)) {
      const views = photoViews({ width, height }, aspect, set);
      assert.equal(views.length, viewCount(set));
      assert.deepEqual(views[0], { crop: whole, mirrored: false });
      assert.equal(new Set(views.map((view) => JSON.stringify(view))).size, views.length);
      for (const { crop } of views) {
        assert.ok(crop.x >= 0 && crop.y >= 0 && crop.x + crop.w <= 1 + 1e-12 && crop.y + crop.h <= 1 + 1e-12);
        assert.ok(Math.abs((crop.w * width) / (crop.h * height) - aspect) < 1e-9);
      }
    }
  }
});
