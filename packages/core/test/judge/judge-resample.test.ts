import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparedRect, LINEAR, openArithmetic, resampledRows, resamplingTaps } from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

/** Number `o` of `to`, from a line read off as a function: the integral of steps, or the polygon through middles. */
function slowNumber(line: readonly number[], to: number, o: number): number {
  const scale = line.length / to;
  if (to > line.length) {
    const x = (o + 0.5) * scale - 0.5;
    const at = (i: number) => line[Math.min(Math.max(i, 0), line.length - 1)];
    return at(Math.floor(x)) * (1 - (x - Math.floor(x))) + at(Math.floor(x) + 1) * (x - Math.floor(x));
  }
  return (
    line.reduce(
      (sum, value, i) => sum + value * Math.max(0, Math.min(i + 1, (o + 1) * scale) - Math.max(i, o * scale)),
      0,
    ) / scale
  );
}

const length = fc.integer({ min: 1, max: 60 });
const lines = fc.array(evenly(0, 1), { minLength: 1, maxLength: 60 });

test('a line changes its length as the plain definition says', () => {
  fc.assert(
    fc.property(lines, length, (line, to) => {
      const { first, starts, weights } = resamplingTaps(line.length, to);
      for (let o = 0; o < to; o++) {
        let sum = 0;
        for (let k = starts[o]; k < starts[o + 1]; k++) sum += weights[k] * line[first[o] + k - starts[o]];
        assert.ok(Math.abs(sum - slowNumber(line, to, o)) < 1e-7);
      }
    }),
    { seed: 1 },
  );
});

for (const [w, h, toW, toH] of [
  [13, 9, 8, 8],
  [31, 17, 7, 5],
  [5, 3, 24, 16],
  [40, 3, 8, 16],
  [1, 1, 8, 8],
]) {
  test(`${w}×${h} pixels become ${toW}×${toH}, in linear light, both ways one after the other`, () => {
    const picture = syntheticPhoto(3, w, h);
    const rows: number[][] = [];
    const [from, to] = [
      { width: w, height: h },
      { width: toW, height: toH },
    ];
    const add = resampledRows(openArithmetic(), from, to, (row) => rows.push([...row]));
    for (let y = 0; y < h; y++) add(picture, 0, y);
    assert.equal(rows.length, toH);
    for (let c = 0; c < 3; c++) {
      const across = Array.from({ length: h }, (_, y) => {
        const line = Array.from({ length: w }, (_, x) => LINEAR[picture.data[(y * w + x) * 4 + c]]);
        return Array.from({ length: toW }, (_, x) => slowNumber(line, toW, x));
      });
      for (let x = 0; x < toW; x++) {
        const column = across.map((row) => row[x]);
        for (let y = 0; y < toH; y++) {
          assert.ok(Math.abs(rows[y][x * 3 + c] - slowNumber(column, toH, y)) < 1e-6, `${x}, ${y}`);
        }
      }
    }
  });
}

test('a target is cropped only when its proportions are off by more than a hundredth', () => {
  const whole = { x: 0, y: 0, w: 1000, h: 500 };
  assert.deepEqual(comparedRect({ width: 1000, height: 500 }, 2), whole);
  assert.deepEqual(comparedRect({ width: 1000, height: 500 }, 2.018), whole);
  assert.deepEqual(comparedRect({ width: 1000, height: 500 }, 1.94), { x: 15, y: 0, w: 970, h: 500 });
  assert.deepEqual(comparedRect({ width: 1000, height: 500 }, 2.5), { x: 0, y: 50, w: 1000, h: 400 });
  assert.deepEqual(comparedRect({ width: 3, height: 900 }, 300), { x: 0, y: 449, w: 3, h: 1 });
});
