import assert from 'node:assert/strict';
import { test } from 'node:test';
import { constants, deflateRawSync } from 'node:zlib';
import { MosaicError, type Raster } from '@tesserae/core';
import { type Random, randomFrom } from '@tesserae/core/internal';
import { kernelThumbnail } from '@tesserae/core/thumbnails';
import { decodeThumbnail, decodeWithoutKernel, encodeThumbnail } from '@tesserae/node/internal';

const HEADER = 5;

/** Pixels that go up and down by steps of which large ones are rare: codes of all lengths. */
function wandering(width: number, height: number, rarity: number, random: Random): Uint8Array {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < rgb.length; i++) {
    const step = 200 * random() ** rarity * (random() < 0.5 ? -1 : 1);
    rgb[i] = (i < 3 ? 128 : rgb[i - 3]) + step;
  }
  return rgb;
}

const bodyOf = (rgb: Uint8Array, width: number, height: number): Uint8Array =>
  encodeThumbnail(rgb, width, height).subarray(HEADER);

for (const [width, height] of [
  [64, 64],
  [85, 64],
  [67, 101],
  [256, 3],
  [3, 256],
  [255, 251], // several blocks
  [31, 29],
]) {
  test(`the kernel takes what was written of ${width} × ${height} pixels, and decodes it as its twin does`, () => {
    const random = randomFrom(width * 1000 + height);
    for (const rarity of [6, 12, 40, 100]) {
      const rgb = wandering(width, height, rarity, random);
      const drawn = kernelThumbnail(bodyOf(rgb, width, height), width, height);
      assert.ok(drawn, `rarity ${rarity}`);
      assert.deepEqual(drawn, decodeWithoutKernel(bodyOf(rgb, width, height), width, height));
      rgb.forEach((value, i) => {
        if (drawn.data[Math.floor(i / 3) * 4 + (i % 3)] !== value) assert.fail(`rarity ${rarity}, value ${i}`);
      });
    }
  });
}

test('what the kernel does not take is decoded by its twin: blocks without codes of their own, and matches', () => {
  const codes = Uint8Array.from({ length: 20 * 10 * 3 }, (_, i) => (i * 31) % 7);
  for (const options of [{ level: 0 }, { strategy: constants.Z_FIXED }, { level: 9 }]) {
    const body = deflateRawSync(codes, options);
    assert.equal(kernelThumbnail(body, 20, 10), undefined);
    const whole = Uint8Array.of(2, 20, 0, 10, 0, ...body);
    const plainly = deflateRawSync(codes, { strategy: constants.Z_HUFFMAN_ONLY });
    assert.deepEqual(decodeThumbnail(whole), kernelThumbnail(plainly, 20, 10));
  }
});

/** What the twin makes of a stream; undefined if that is damaged. */
function plainly(body: Uint8Array, width: number, height: number): Raster | undefined {
  try {
    return decodeWithoutKernel(body, width, height);
  } catch (error) {
    assert.ok(error instanceof MosaicError && error.code === 'library-damaged');
    return undefined;
  }
}

test('a damaged stream is left to the twin, or decoded as it does', () => {
  const random = randomFrom(5);
  const [width, height] = [61, 59];
  let taken = 0;
  for (let i = 0; i < 3000; i++) {
    const whole = bodyOf(wandering(width, height, 1 + random() * 12, random), width, height);
    const cut = i % 3 === 0 ? Math.floor(whole.length * random()) : whole.length;
    const body = Uint8Array.from(whole.subarray(0, cut));
    // the first bytes say what the codes are: there, damage does most
    const flips = i % 3 === 0 ? 0 : 1 + (i % 4);
    for (let k = 0; k < flips; k++) body[Math.floor(random() ** 3 * cut)] ^= 1 << Math.floor(random() * 8);
    const drawn = kernelThumbnail(body, width, height);
    if (drawn === undefined) continue;
    taken++;
    assert.deepEqual(drawn, plainly(body, width, height), `case ${i}`);
  }
  assert.ok(taken > 30, `${taken} taken`);
});

test('sizes that a stream cannot hold are left alone', () => {
  const body = bodyOf(wandering(20, 10, 3, randomFrom(1)), 20, 10);
  for (const [width, height] of [
    [65_535, 65_535],
    [10, 10],
    [20, 11],
    [21, 10],
  ]) {
    assert.equal(kernelThumbnail(body, width, height), undefined);
  }
});
