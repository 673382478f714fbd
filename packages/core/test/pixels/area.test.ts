import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type AreaGrid,
  areaMeans,
  ENCODED,
  LINEAR,
  type Raster,
  type Rect,
  randomFrom,
  raster,
  summedAreaTable,
  summedMeans,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

function noise(width: number, height: number, seed: number): Raster {
  const random = randomFrom(seed);
  return raster(
    width,
    height,
    Uint8ClampedArray.from({ length: width * height * 4 }, () => random() * 256),
  );
}

/** The obvious twin: every pixel of the picture, weighted by how much of it lies in the part. */
function slowMeans(picture: Raster, box: Rect, lattice: AreaGrid): number[] {
  const { columns, rows, curve } = lattice;
  const means: number[] = [];
  const overlap = (pixel: number, from: number, to: number) =>
    Math.max(0, Math.min(pixel + 1, to) - Math.max(pixel, from));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const x0 = box.x + (box.w / columns) * column;
      const y0 = box.y + (box.h / rows) * row;
      const sums = [0, 0, 0, 0];
      for (let y = 0; y < picture.height; y++) {
        for (let x = 0; x < picture.width; x++) {
          const weight = overlap(x, x0, x0 + box.w / columns) * overlap(y, y0, y0 + box.h / rows);
          for (let c = 0; c < 3; c++) sums[c] += weight * curve[picture.data[(y * picture.width + x) * 4 + c]];
          sums[3] += weight;
        }
      }
      means.push(sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3]);
    }
  }
  return means;
}

function close(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < expected.length; i++) {
    assert.ok(Math.abs(actual[i] - expected[i]) <= tolerance, `number ${i}: ${actual[i]}, not ${expected[i]}`);
  }
}

test('averages a box as weighing every pixel does, at any size and place', () => {
  const fraction = evenly(0, 1);
  const sizes = fc.record({
    width: fc.integer({ min: 1, max: 23 }),
    height: fc.integer({ min: 1, max: 19 }),
    columns: fc.integer({ min: 1, max: 7 }),
    rows: fc.integer({ min: 1, max: 7 }),
    seed: fc.nat(1000),
  });
  fc.assert(
    fc.property(sizes, fc.tuple(fraction, fraction, fraction, fraction), (size, [x, y, w, h]) => {
      const picture = noise(size.width, size.height, size.seed);
      const box = { x: x * 0.9 * size.width, y: y * 0.9 * size.height, w: 0, h: 0 };
      box.w = (size.width - box.x) * (0.01 + 0.99 * w);
      box.h = (size.height - box.y) * (0.01 + 0.99 * h);
      const lattice = { columns: size.columns, rows: size.rows, curve: LINEAR };
      const expected = slowMeans(picture, box, lattice);
      close(areaMeans(picture, box, lattice), expected, 1e-6);
      close(summedMeans(summedAreaTable(picture, LINEAR), box, lattice), expected, 1e-6);
    }),
    { seed: 1 },
  );
});

test('sums of one picture after the other in the same room', () => {
  const lattice = { columns: 3, rows: 2, curve: ENCODED };
  let room: Float64Array | undefined;
  for (const [width, height] of [
    [9, 4],
    [3, 8],
    [1, 1],
    [5, 5],
  ]) {
    const picture = noise(width, height, width);
    const table = summedAreaTable(picture, ENCODED, room);
    room ??= table.sums;
    assert.equal(table.sums, room);
    const box = { x: 0, y: 0, w: width, h: height };
    close(summedMeans(table, box, lattice), slowMeans(picture, box, lattice), 1e-6);
  }
});

test('gives whole pixels back exactly', () => {
  const picture = noise(7, 5, 3);
  const means = areaMeans(picture, { x: 0, y: 0, w: 7, h: 5 }, { columns: 7, rows: 5, curve: ENCODED });
  for (let i = 0; i < 35; i++) {
    for (let c = 0; c < 3; c++) assert.equal(means[i * 3 + c], ENCODED[picture.data[i * 4 + c]]);
  }
});

test('a part smaller than a pixel has its colour', () => {
  const picture = noise(3, 3, 4);
  const means = areaMeans(picture, { x: 1, y: 2, w: 1, h: 1 }, { columns: 4, rows: 4, curve: LINEAR });
  for (let i = 0; i < 48; i++) {
    close([means[i]], [LINEAR[picture.data[(2 * 3 + 1) * 4 + (i % 3)]]], 1e-7);
  }
});

test('fills the array it is given, all of it', () => {
  const picture = noise(5, 4, 5);
  const lattice = { columns: 2, rows: 1, curve: LINEAR };
  const box = { x: 0.25, y: 0.5, w: 4, h: 3 };
  const out = new Float32Array(6).fill(9);
  assert.equal(areaMeans(picture, box, lattice, out), out);
  assert.deepEqual(out, areaMeans(picture, box, lattice));
});

test('a box that hangs over by rounding stays finite', () => {
  const picture = noise(5, 5, 6);
  const means = areaMeans(picture, { x: 4, y: -1e-4, w: 1.0001, h: 5.0002 }, { columns: 1, rows: 5, curve: LINEAR });
  const expected = slowMeans(picture, { x: 4, y: 0, w: 1, h: 5 }, { columns: 1, rows: 5, curve: LINEAR });
  close(means, expected, 1e-3);
  const hangingOver = { x: 4, y: -1e-4, w: 1.0001, h: 5.0002 };
  close(summedMeans(summedAreaTable(picture, LINEAR), hangingOver, { columns: 1, rows: 5 }), expected, 1e-3);
});

test('a mean over a large picture keeps its digits', () => {
  const picture = raster(2001, 1501);
  picture.data.fill(77);
  const means = areaMeans(picture, { x: 0.3, y: 0.7, w: 2000, h: 1500 }, { columns: 1, rows: 1, curve: LINEAR });
  close(means, [LINEAR[77], LINEAR[77], LINEAR[77]], 1e-7);
});
