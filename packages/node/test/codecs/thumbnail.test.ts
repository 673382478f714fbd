import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { decodeThumbnail, encodeThumbnail, thumbnailSize } from '@tesserae/node/internal';
import { decodePhoto, openPicture, overWhite } from '@tesserae/node/internal-codecs';
import { canRun, samplesFolder } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';

const isDamaged = (error: unknown): boolean => error instanceof MosaicError && error.code === 'library-damaged';

test('a thumbnail comes back byte for byte, whatever it shows', () => {
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
        assert.deepEqual([...back.data.subarray(i * 4, i * 4 + 4)], [...rgb.slice(i * 3, i * 3 + 3), 255]);
      }
    }),
  );
});

/** The mean of each channel, 0 … 255. */
function meansOf(pixels: Uint8Array | Uint8ClampedArray, channels: number): number[] {
  const sums = [0, 0, 0];
  for (let i = 0; i < pixels.length; i += channels) for (let c = 0; c < 3; c++) sums[c] += pixels[i + c];
  return sums.map((sum) => (sum * channels) / pixels.length);
}

test('a flat photo has a thumbnail of its very colour', async () => {
  for (const [r, g, b] of [
    [0, 0, 0],
    [255, 255, 255],
    [1, 2, 4],
    [77, 78, 76],
    [200, 41, 254],
    [31, 254, 0],
  ]) {
    const file = await sharp({ create: { width: 211, height: 97, channels: 3, background: { r, g, b } } })
      .png()
      .toBuffer();
    const photo = await decodePhoto(file);
    assert.ok(photo.state === 'usable');
    assert.deepEqual(meansOf(decodeThumbnail(photo.thumbnail).data, 4), [r, g, b]);
  }
});

test('a thumbnail has the mean colour of the photo', async (t) => {
  const samples = samplesFolder();
  if (!canRun(t, samples !== undefined, 'the real photos of shared/samples') || samples === undefined) return;
  const folder = join(samples, 'photos');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jpg'));
  const off: number[] = [];
  for (const name of files.sort().filter((_, i) => i % 40 === 0)) {
    const bytes = readFileSync(join(folder, name));
    const photo = await decodePhoto(bytes);
    if (photo.state === 'refused') continue;
    const whole = meansOf(await overWhite(openPicture(bytes, false)).raw().toBuffer(), 3);
    const small = meansOf(decodeThumbnail(photo.thumbnail).data, 4);
    off.push(Math.max(...whole.map((value, c) => Math.abs(value - small[c]))));
  }
  assert.ok(off.length >= 10);
  // what is left is the rounding of the resizer, and of decoders that shrink as they load
  assert.ok(Math.max(...off) < 1.2, `${Math.max(...off)}`);
  assert.ok(off.reduce((sum, value) => sum + value) / off.length < 0.25, off.join());
});

test('bytes that are no thumbnail are called damaged', () => {
  const good = encodeThumbnail(new Uint8Array(9 * 5 * 3).fill(77), 9, 5);
  const changed = (at: number, value: number): Uint8Array => Uint8Array.from(good, (b, i) => (i === at ? value : b));
  for (const bad of [new Uint8Array(0), good.subarray(0, 4), good.subarray(0, -1), changed(0, 1), changed(1, 8)]) {
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
