import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ciede2000,
  ENCODED,
  encodeSrgb,
  LINEAR,
  labFromLinear,
  lightness,
  luminance,
  oklabFromRgb,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';
import { SHARMA } from './sharma.js';

function close(actual: ArrayLike<number>, expected: readonly number[], tolerance: number): void {
  expected.forEach((value, i) => {
    assert.ok(Math.abs(actual[i] - value) <= tolerance, `number ${i}: ${actual[i]}, not ${value}`);
  });
}

test('every byte comes back from its light', () => {
  for (let byte = 0; byte < 256; byte++) {
    assert.equal(encodeSrgb(LINEAR[byte]), byte);
    assert.equal(ENCODED[byte], Math.fround(byte / 255));
  }
});

test('light is encoded to the nearest byte, as the power says', () => {
  const encoded = (x: number) => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055);
  fc.assert(
    fc.property(evenly(0, 1), (linear) => {
      const exact = encoded(linear) * 255;
      // the two pieces of the standard's curve meet only to seven digits: nothing is asked within that of a turn
      fc.pre(Math.abs((exact % 1) - 0.5) > 1e-4);
      assert.equal(encodeSrgb(linear), Math.round(exact));
    }),
    { seed: 1, numRuns: 2000 },
  );
  assert.deepEqual([-1, 0, 1, 7, Number.NaN].map(encodeSrgb), [0, 0, 255, 255, 0]);
});

test('OKLab has the values of its author', () => {
  // the table of the source gives XYZ; these are its sRGB primaries, as CSS Color 4 prints them
  const published: [rgba: number[], lab: number[]][] = [
    [
      [255, 255, 255, 255],
      [1, 0, 0],
    ],
    [
      [255, 0, 0, 0],
      [0.62796, 0.22486, 0.12585],
    ],
    [
      [0, 255, 0, 9],
      [0.86644, -0.23389, 0.1795],
    ],
    [
      [0, 0, 255, 255],
      [0.45201, -0.03246, -0.31153],
    ],
    [
      [0, 0, 0, 255],
      [0, 0, 0],
    ],
  ];
  for (const [rgba, lab] of published) close(oklabFromRgb(Uint8Array.from(rgba.slice(0, 3))), lab, 1e-5);
});

test('Lab under D65 has the values of Lindbloom', () => {
  const published: [rgb: [number, number, number], lab: number[]][] = [
    [
      [1, 1, 1],
      [100, 0, 0],
    ],
    [
      [1, 0, 0],
      [53.2408, 80.0925, 67.2032],
    ],
    [
      [0, 1, 0],
      [87.7347, -86.1827, 83.1793],
    ],
    [
      [0, 0, 1],
      [32.297, 79.1875, -107.8602],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
  ];
  for (const [rgb, lab] of published) {
    const out = new Float32Array(5).fill(7);
    labFromLinear(Float32Array.from(rgb), 0, out, 1);
    close(out, [7, ...lab, 7], 2e-3);
    close([lightness(luminance(...rgb))], [lab[0]], 2e-3);
  }
});

test('lightness follows its straight piece in the dark', () => {
  close([lightness(0.001), lightness(0.125)], [0.9033, 42], 1e-3);
});

test("CIEDE2000 gives Sharma's 34 pairs, both ways round", () => {
  assert.equal(SHARMA.length, 34);
  for (const [l1, a1, b1, l2, a2, b2, expected] of SHARMA) {
    const pair = Float64Array.of(l1, a1, b1, l2, a2, b2);
    close([ciede2000(pair, 0, pair, 3), ciede2000(pair, 3, pair, 0)], [expected, expected], 5e-5);
  }
});

test('a colour differs from itself by nothing', () => {
  const lab = new Float32Array(6);
  const rgb = new Float32Array(3);
  const axis = evenly(0, 1);
  fc.assert(
    fc.property(axis, axis, axis, (r, g, b) => {
      rgb.set([r, g, b]);
      labFromLinear(rgb, 0, lab, 0);
      labFromLinear(rgb, 0, lab, 3);
      assert.equal(ciede2000(lab, 0, lab, 3), 0);
    }),
    { seed: 1 },
  );
});
