import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeSrgb, halveRows, LINEAR, randomFrom } from '@tesserae/core/internal';
import fc from 'fast-check';

/** The obvious twin: light in floating point, pixel by pixel. */
function slowly(upper: Uint8Array, lower: Uint8Array, width: number): number[] {
  const out: number[] = [];
  for (let x = 0; x < width; x += 2) {
    const right = Math.min(x + 1, width - 1);
    for (let c = 0; c < 3; c++) {
      const light = [upper[x * 3 + c], upper[right * 3 + c], lower[x * 3 + c], lower[right * 3 + c]];
      out.push(encodeSrgb(light.reduce((sum, byte) => sum + LINEAR[byte], 0) / 4));
    }
  }
  return out;
}

test('two rows become the one that floating point makes of them, but for ties', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer(), (width, seed) => {
      const random = randomFrom(seed);
      const rgb = Uint8Array.from({ length: width * 6 + 5 }, () => random() * 256);
      const half = Math.ceil(width / 2);
      const out = new Uint8Array(half * 3 + 4).fill(7);
      halveRows({ rgb, width, upper: 2, lower: 5 + width * 3 }, out, 2);
      const expected = slowly(rgb.subarray(2), rgb.subarray(5 + width * 3), width);
      for (const [i, byte] of expected.entries()) assert.ok(Math.abs(out[2 + i] - byte) <= 1, `${out[2 + i]} ${byte}`);
      // and nothing beside it
      assert.deepEqual([...out.subarray(0, 2), ...out.subarray(2 + half * 3)], [7, 7, 7, 7]);
    }),
  );
});

test('what is of one colour stays so, of every byte, also without a second row', () => {
  for (let byte = 0; byte < 256; byte++) {
    const out = new Uint8Array(6);
    halveRows({ rgb: new Uint8Array(9).fill(byte), width: 3, upper: 0, lower: 0 }, out, 0);
    assert.deepEqual([...out], Array(6).fill(byte));
  }
});

test('light is what is averaged: black and white make the grey that shines half as bright', () => {
  const out = new Uint8Array(3);
  halveRows({ rgb: Uint8Array.of(0, 0, 0, 255, 255, 255), width: 2, upper: 0, lower: 0 }, out, 0);
  assert.deepEqual([...out], [188, 188, 188]);
});
