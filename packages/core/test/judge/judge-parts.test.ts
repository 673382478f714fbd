import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  differences,
  edges,
  openArithmetic,
  PAPER_WINDOW,
  pairRows,
  randomFrom,
  sampledBlur,
  similarity,
} from '@tesserae/core/internal';
import fc from 'fast-check';

/** height rows of `width` floats, 0 … range. */
function noise(width: number, height: number, seed: number, range = 1): Float32Array[] {
  const random = randomFrom(seed);
  return Array.from({ length: height }, () => Float32Array.from({ length: width }, () => random() * range));
}

/** The Gaussian mean around x, y: every pixel of the window one by one, the picture's edge repeated. */
function slowBlur(rows: readonly Float32Array[], place: [x: number, y: number], sigma: number, radius: number): number {
  let sum = 0;
  let weights = 0;
  for (let dy = -radius; dy <= radius; dy++) {
    for (let dx = -radius; dx <= radius; dx++) {
      const weight = Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
      const y = Math.min(Math.max(place[1] + dy, 0), rows.length - 1);
      sum += weight * rows[y][Math.min(Math.max(place[0] + dx, 0), rows[0].length - 1)];
      weights += weight;
    }
  }
  return sum / weights;
}

for (const [width, height, sigma, radius, offset, stride] of [
  [24, 16, 8, 28, 2, 4],
  [37, 21, 4, 14, 0, 2],
  [9, 7, 1, 4, 0, 1],
  [3, 40, 1.5, 5, 1, 3],
  [1, 1, 2, 7, 0, 1],
]) {
  test(`blurs ${width}×${height} with σ ${sigma} at ${offset}, ${offset + stride}, … as the plain sum does`, () => {
    const picture = noise(width, height, 7);
    const rows: Float32Array[] = [];
    const add = sampledBlur(
      openArithmetic(),
      { width, height, channels: 1 },
      { sigma, radius, offset, stride },
      (row) => rows.push(row.slice()),
    );
    for (const row of picture) add(row);
    assert.equal(rows.length, Math.ceil((height - offset) / stride));
    rows.forEach((row, j) => {
      assert.equal(row.length, Math.ceil((width - offset) / stride));
      row.forEach((value, i) => {
        const expected = slowBlur(picture, [offset + i * stride, offset + j * stride], sigma, radius);
        assert.ok(Math.abs(value - expected) < 1e-6, `${i}, ${j}: ${value}, not ${expected}`);
      });
    });
  });
}

test('channels are blurred apart', () => {
  const sampling = { sigma: 2, radius: 7, offset: 1, stride: 2 };
  const size = { width: 11, height: 6 };
  const channels = [1, 2, 3].map((seed) => noise(size.width, size.height, seed));
  const together: number[] = [];
  const apart: number[][] = [[], [], []];
  const all = sampledBlur(openArithmetic(), { ...size, channels: 3 }, sampling, (row) => together.push(...row));
  const each = apart.map((out) =>
    sampledBlur(openArithmetic(), { ...size, channels: 1 }, sampling, (row) => out.push(...row)),
  );
  for (let y = 0; y < size.height; y++) {
    all(Float32Array.from({ length: 33 }, (_, i) => channels[i % 3][y][Math.floor(i / 3)]));
    for (let c = 0; c < 3; c++) each[c](channels[c][y]);
  }
  assert.deepEqual(
    together,
    apart[0].flatMap((value, i) => [value, apart[1][i], apart[2][i]]),
  );
});

/** Gradients over whole pictures, as an array of [dx, dy]: one-sided at the edges. */
function slowGradients(rows: readonly Float32Array[]): number[] {
  const slope = (line: readonly number[], i: number) => {
    const before = i === 0 ? 0 : i - 1;
    const after = i === line.length - 1 ? i : i + 1;
    return (line[after] - line[before]) / (after - before);
  };
  return rows.flatMap((row, y) =>
    Array.from(row).flatMap((_, x) => [
      slope(Array.from(row), x),
      slope(
        rows.map((other) => other[x]),
        y,
      ),
    ]),
  );
}

for (const [width, height] of [
  [2, 2],
  [5, 3],
  [16, 9],
]) {
  test(`edges of ${width}×${height} agree as the whole gradient fields do`, () => {
    const left = noise(width, height, 1, 100);
    const right = noise(width, height, 2, 100).map((row, y) => row.map((value, x) => value + left[y][x]));
    const meter = edges({ width, height });
    left.forEach((row, y) => {
      meter.add(row, right[y]);
    });
    const [p, q] = [slowGradients(left), slowGradients(right)];
    const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
    assert.ok(Math.abs(meter.agreement() - dot(p, q) / Math.sqrt(dot(p, p) * dot(q, q))) < 1e-9);
  });
}

/** SSIM window by window, each with its own 121 weights. */
function slowSimilarity(
  left: readonly Float32Array[],
  right: readonly Float32Array[],
  { sigma, radius }: typeof PAPER_WINDOW,
): number {
  const product = (a: readonly Float32Array[], b: readonly Float32Array[]) =>
    a.map((row, y) => row.map((value, x) => value * b[y][x]));
  const moments = [left, right, product(left, left), product(right, right), product(left, right)];
  let sum = 0;
  let windows = 0;
  for (let y = radius; y < left.length - radius; y++) {
    for (let x = radius; x < left[0].length - radius; x++, windows++) {
      const [l, r, ll, rr, lr] = moments.map((rows) => slowBlur(rows, [x, y], sigma, radius));
      const structure = (2 * (lr - l * r) + 9) / (ll - l * l + rr - r * r + 9);
      sum += ((2 * l * r + 1) / (l * l + r * r + 1)) * structure;
    }
  }
  return sum / windows;
}

for (const [width, height, window] of [
  [11, 11, PAPER_WINDOW],
  [17, 12, PAPER_WINDOW],
  [12, 23, PAPER_WINDOW],
  [29, 30, { sigma: 4, radius: 14 }],
] as const) {
  test(`structure of ${width}×${height} is as similar as window by window`, () => {
    const left = noise(width, height, 3, 100);
    const right = noise(width, height, 4, 60).map((row, y) => row.map((value, x) => value + 0.4 * left[y][x]));
    const meter = similarity(openArithmetic(), { width, height }, window);
    left.forEach((row, y) => {
      meter.add(row, right[y]);
    });
    assert.ok(Math.abs(meter.mean()! - slowSimilarity(left, right, window)) < 1e-5);
  });
}

test('structure of less than a window has no similarity', () => {
  for (const [width, height] of [
    [10, 30],
    [30, 10],
    [2, 2],
  ]) {
    const meter = similarity(openArithmetic(), { width, height }, PAPER_WINDOW);
    for (const row of noise(width, height, 1)) meter.add(row, row);
    assert.equal(meter.mean(), null);
  }
});

test('quantiles are interpolated between the differences in order', () => {
  const meter = differences(5);
  // greys differ by lightness alone: the order of the light is the order of the differences
  const light = [0.5, 0.1, 0, 0.9, 0.3];
  for (const y of light) meter.add(new Float32Array(3), new Float32Array(3).fill(y));
  const [lowest, , , second, highest] = [0, 0.25, 0.5, 0.75, 1].map(meter.quantile);
  assert.equal(lowest, 0);
  // L* 95.997 over the weight 1.01227 of lightness
  assert.ok(Math.abs(highest - 94.833) < 1e-3, `${highest}`);
  assert.ok(Math.abs(meter.quantile(0.95) - (second * 0.2 + highest * 0.8)) < 1e-4);
  const each = [0, 0.25, 0.5, 0.75, 1].map(meter.quantile);
  assert.ok(Math.abs(meter.mean() - each.reduce((sum, value) => sum + value, 0) / 5) < 1e-4);
});

test('rows of two pictures meet, however one runs ahead', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (turns) => {
      const met: [number, number][] = [];
      const { left, right } = pairRows((p, q) => met.push([p[0], q[0]]));
      const sent = [0, 0];
      const row = new Float32Array(1); // one buffer for all: what waits must have been copied
      for (const turn of turns) {
        row[0] = sent[turn ? 1 : 0]++;
        (turn ? right : left)(row);
        row[0] = -1;
      }
      assert.deepEqual(
        met,
        Array.from({ length: Math.min(...sent) }, (_, y) => [y, y]),
      );
    }),
    { seed: 1 },
  );
});
