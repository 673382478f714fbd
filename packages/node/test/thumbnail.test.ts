import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';
import { decodeThumbnail, encodeThumbnail } from '../dist/decode/thumbnail-code.js';
import { thumbnailSize } from '../dist/decode/thumbnail-size.js';

const isDamaged = (error: unknown): boolean => error instanceof MosaicError && error.code === 'library-damaged';

test('a thumbnail comes back with every byte within 1, whatever it shows', () => {
  // extremes are frequent: the largest jumps between neighbours and between channels are what could overflow
  const byte = fc.oneof(fc.constantFrom(0, 1, 254, 255), fc.nat(255));
  const picture = fc.tuple(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 17 })).chain(([width, height]) =>
    fc.record({
      width: fc.constant(width),
      height: fc.constant(height),
      rgb: fc.array(byte, { minLength: width * height * 3, maxLength: width * height * 3 }),
    }),
  );
  fc.assert(
    fc.property(picture, ({ width, height, rgb }) => {
      const back = decodeThumbnail(encodeThumbnail(Uint8Array.from(rgb), width, height));
      assert.deepEqual([back.width, back.height], [width, height]);
      for (let i = 0; i < width * height; i++) {
        for (let c = 0; c < 3; c++) assert.ok(Math.abs(back.data[i * 4 + c] - rgb[i * 3 + c]) <= 1);
        assert.equal(back.data[i * 4 + 3], 255);
      }
    }),
  );
});

test('a decoded thumbnail encodes to itself: keeping it again loses nothing', () => {
  const { data } = syntheticPhoto(3, 85, 64);
  const rgb = Uint8Array.from({ length: 85 * 64 * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)]);
  const once = decodeThumbnail(encodeThumbnail(rgb, 85, 64));
  const onceRgb = Uint8Array.from(rgb, (_, i) => once.data[Math.floor(i / 3) * 4 + (i % 3)]);
  assert.deepEqual(decodeThumbnail(encodeThumbnail(onceRgb, 85, 64)), once);
});

test('bytes that are no thumbnail are called damaged', () => {
  const good = encodeThumbnail(new Uint8Array(9 * 5 * 3).fill(77), 9, 5);
  const changed = (at: number, value: number): Uint8Array => Uint8Array.from(good, (b, i) => (i === at ? value : b));
  for (const bad of [new Uint8Array(0), good.subarray(0, 4), good.subarray(0, -1), changed(0, 2), changed(1, 8)]) {
    assert.throws(() => decodeThumbnail(bad), isDamaged);
  }
});

test('the short side becomes 64, the long one at most 256, and nothing is enlarged', () => {
  assert.deepEqual(thumbnailSize(4000, 3000), { width: 85, height: 64 });
  assert.deepEqual(thumbnailSize(3000, 4000), { width: 64, height: 85 });
  assert.deepEqual(thumbnailSize(6000, 40), { width: 256, height: 2 });
  assert.deepEqual(thumbnailSize(50, 40), { width: 50, height: 40 });
  assert.deepEqual(thumbnailSize(100_000, 1), { width: 256, height: 1 });
});
