import assert from 'node:assert/strict';
import { test } from 'node:test';
import { i420FromRgb } from '@tesserae/core/internal';
import fc from 'fast-check';

/** BT.709 with real numbers, as the recommendation has it. @returns lightness and colours, in steps, not rounded */
function slow([r, g, b]: readonly number[]): [number, number, number] {
  const y = (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  return [16 + 219 * y, 128 + (224 * (b / 255 - y)) / 1.8556, 128 + (224 * (r / 255 - y)) / 1.5748];
}

test('is BT.709 in limited range, rounded, at odd half sizes', () => {
  const pixels = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })).chain(([w, h]) =>
    fc.record({
      w: fc.constant(w * 2),
      h: fc.constant(h * 2),
      rgb: fc.uint8Array({ minLength: w * h * 12, maxLength: w * h * 12 }),
    }),
  );
  fc.assert(
    fc.property(pixels, ({ w, h, rgb }) => {
      const out = i420FromRgb(rgb, w, h);
      const at = (x: number, y: number) => [...rgb.subarray((y * w + x) * 3, (y * w + x) * 3 + 3)];
      for (let y = 0; y < h; y++)
        for (let x = 0; x < w; x++) assert.ok(Math.abs(out[y * w + x] - slow(at(x, y))[0]) < 0.51);
      for (let y = 0; y < h; y += 2) {
        for (let x = 0; x < w; x += 2) {
          const four = [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
          const mean = [0, 1, 2].map((c) => four.reduce((sum, pixel) => sum + pixel[c], 0) / 4);
          const [, u, v] = slow(mean);
          const i = (y / 2) * (w / 2) + x / 2;
          assert.ok(Math.abs(out[w * h + i] - u) < 0.51, `blue at ${x} ${y}`);
          assert.ok(Math.abs(out[w * h * 1.25 + i] - v) < 0.51, `red at ${x} ${y}`);
        }
      }
    }),
  );
});

test('grey has no colour; black, white and the primaries are where the recommendation has them', () => {
  const of = (...pixel: number[]) =>
    [...i420FromRgb(Uint8Array.from([pixel, pixel, pixel, pixel].flat()), 2, 2)].slice(3);
  for (let grey = 0; grey < 256; grey++) assert.deepEqual(of(grey, grey, grey).slice(1), [128, 128]);
  assert.deepEqual(of(0, 0, 0), [16, 128, 128]);
  assert.deepEqual(of(255, 255, 255), [235, 128, 128]);
  // BT.709's colour bars at 100 %, as test generators print them
  assert.deepEqual(of(255, 0, 0), [63, 102, 240]);
  assert.deepEqual(of(0, 255, 0), [173, 42, 26]);
  assert.deepEqual(of(0, 0, 255), [32, 240, 118]);
});
