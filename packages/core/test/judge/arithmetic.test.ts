import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Arithmetic,
  labFromLinear,
  lightness,
  openArithmetic,
  plainArithmetic,
  randomFrom,
  resampledRows,
  sampledBlur,
} from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';

/** What both make of the same numbers. */
function byBoth(work: (arithmetic: Arithmetic) => readonly number[]): readonly number[] {
  const [fast, plain] = [openArithmetic(), plainArithmetic()].map(work);
  assert.deepEqual(fast, plain);
  return fast;
}

/** Linear light from black to white, dark ones among them more often. */
function lights(count: number): Float32Array {
  const random = randomFrom(5);
  return Float32Array.from({ length: count }, (_, i) => (i < 4 ? [0, 1, 1e-7, 0.008856][i] : random() ** 3));
}

/** What an operation in place makes of the numbers. */
function inPlace(numbers: Float32Array, operate: (arithmetic: Arithmetic, at: number) => void): readonly number[] {
  return byBoth((arithmetic) => {
    const at = arithmetic.room(numbers.length);
    arithmetic.floats(at, numbers.length).set(numbers);
    operate(arithmetic, at);
    return Array.from(arithmetic.floats(at, numbers.length));
  });
}

test('lightness and CIELAB are those of the formulas, and those of the plain twin to the bit', () => {
  const numbers = lights(3 * 997);
  const light = inPlace(numbers, (arithmetic, at) => arithmetic.lightness(at, numbers.length));
  light.forEach((value, i) => {
    assert.ok(Math.abs(value - lightness(numbers[i])) < 4e-5, `${numbers[i]}: ${value}`);
  });
  const lab = inPlace(numbers, (arithmetic, at) => arithmetic.lab(at, numbers.length / 3));
  const expected = new Float32Array(3);
  for (let i = 0; i < lab.length; i += 3) {
    labFromLinear(numbers, i, expected, 0);
    for (let c = 0; c < 3; c++) assert.ok(Math.abs(lab[i + c] - expected[c]) < 2e-4, `${i}: ${lab[i + c]}`);
  }
});

test('stored values are those of the standard', () => {
  const numbers = lights(1001);
  const stored = inPlace(numbers, (arithmetic, at) => arithmetic.encode(at, numbers.length));
  stored.forEach((value, i) => {
    const x = numbers[i];
    const expected = x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055;
    assert.ok(Math.abs(value - expected) < 4e-7, `${x}: ${value}, not ${expected}`);
  });
});

test('blurred and scaled rows are those of the plain twin to the bit', () => {
  const picture = syntheticPhoto(3, 37, 29);
  for (const [offset, stride, channels] of [
    [0, 1, 3],
    [2, 4, 3],
    [0, 2, 1],
    [5, 1, 4],
  ]) {
    const size = { width: 23, height: 17, channels };
    const rows = lights(size.width * channels * size.height);
    const out = byBoth((arithmetic) => {
      const found: number[] = [];
      const add = sampledBlur(arithmetic, size, { sigma: 2, radius: 7, offset, stride }, (row) => found.push(...row));
      for (let y = 0; y < size.height; y++)
        add(rows.subarray(y * size.width * channels, (y + 1) * size.width * channels));
      return found;
    });
    assert.ok(out.length > 0);
  }
  for (const to of [
    { width: 8, height: 11 },
    { width: 64, height: 40 },
  ]) {
    byBoth((arithmetic) => {
      const found: number[] = [];
      const add = resampledRows(arithmetic, { width: 31, height: 29 }, to, (row) => found.push(...row));
      for (let y = 0; y < 29; y++) add(picture, 6, y);
      assert.equal(found.length, to.width * to.height * 3);
      return found;
    });
  }
});
