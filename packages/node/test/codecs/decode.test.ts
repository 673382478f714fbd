import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Raster } from '@tesserae/core';
import { decodeThumbnail, sniff } from '@tesserae/node/internal';
import { decodePhoto, type EstimateInput, estimateMemory, tooLarge } from '@tesserae/node/internal-codecs';
import { syntheticPhoto } from '@tesserae/testing';
import sharp, { type Sharp } from 'sharp';

interface Decoded {
  readonly width: number;
  readonly height: number;
  readonly state: string;
  readonly thumbnail: Raster;
}

async function decoded(bytes: Uint8Array): Promise<Decoded> {
  const photo = await decodePhoto(bytes);
  assert.ok(photo.state !== 'refused', JSON.stringify(photo));
  return { ...photo, thumbnail: decodeThumbnail(photo.thumbnail) };
}

const pixels = ({ data, width, height }: Raster): Sharp => sharp(data, { raw: { width, height, channels: 4 } });

/** Mean absolute difference of colour bytes. */
function difference(a: Raster, b: Raster): number {
  assert.deepEqual([a.width, a.height], [b.width, b.height]);
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / (a.width * a.height * 3);
}

/** The EXIF orientations: how the stored pixels are made of the upright ones, by the standard's definition. */
const STORED: readonly ((upright: Raster) => Raster)[] = [
  (r) => r,
  (r) => mapped(r, r.width, r.height, (x, y) => [r.width - 1 - x, y]),
  (r) => mapped(r, r.width, r.height, (x, y) => [r.width - 1 - x, r.height - 1 - y]),
  (r) => mapped(r, r.width, r.height, (x, y) => [x, r.height - 1 - y]),
  (r) => mapped(r, r.height, r.width, (x, y) => [y, x]),
  (r) => mapped(r, r.height, r.width, (x, y) => [r.width - 1 - y, x]),
  (r) => mapped(r, r.height, r.width, (x, y) => [r.width - 1 - y, r.height - 1 - x]),
  (r) => mapped(r, r.height, r.width, (x, y) => [y, r.height - 1 - x]),
];

function mapped(from: Raster, width: number, height: number, at: (x: number, y: number) => [number, number]): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = at(x, y);
      data.set(from.data.subarray((v * from.width + u) * 4, (v * from.width + u) * 4 + 4), (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

for (const format of ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const) {
  test(`${format} of all eight orientations is turned upright`, async () => {
    const upright = syntheticPhoto(11, 96, 64); // its thumbnail is itself
    for (const [i, store] of STORED.entries()) {
      const bytes = await pixels(store(upright))
        .withMetadata({ orientation: i + 1 })
        .toFormat(format, { quality: 95 })
        .toBuffer();
      const photo = await decoded(bytes);
      assert.deepEqual([photo.width, photo.height, photo.state], [96, 64, 'usable'], `orientation ${i + 1}`);
      assert.ok(difference(photo.thumbnail, upright) < 6, `orientation ${i + 1}: wrong way round`);
    }
  });
}

test('colours arrive as sRGB: grey, 16 bits, CMYK and wide gamut', async () => {
  const upright = syntheticPhoto(5, 96, 64);
  const grey = await pixels(upright).greyscale().png().toBuffer();
  const greyThumbnail = (await decoded(grey)).thumbnail;
  for (let i = 0; i < greyThumbnail.data.length; i += 4) {
    const [r, g, b] = greyThumbnail.data.subarray(i, i + 3);
    assert.ok(Math.abs(r - g) <= 2 && Math.abs(b - g) <= 2);
  }
  const deep = await pixels(upright).toColourspace('rgb16').png().toBuffer();
  assert.ok(difference((await decoded(deep)).thumbnail, upright) < 1.5);
  const wide = await pixels(upright).withIccProfile('p3').png().toBuffer();
  assert.ok(difference((await decoded(wide)).thumbnail, upright) < 2, 'Display P3 read as if it were sRGB');
  // the round trip through ink loses saturation, but an inverted picture would be off by a hundred
  const ink = await pixels(upright).toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 95 }).toBuffer();
  assert.ok(difference((await decoded(ink)).thumbnail, upright) < 25);
});

test('transparency is laid over white', async () => {
  const data = new Uint8ClampedArray(8 * 8 * 4);
  for (let i = 0; i < data.length; i += 4) data.set([255, 0, 0, i < data.length / 2 ? 0 : 128], i);
  const { thumbnail } = await decoded(await pixels({ width: 8, height: 8, data }).png().toBuffer());
  const near = (at: number, expected: readonly number[]): void => {
    for (const [c, value] of expected.entries()) assert.ok(Math.abs(thumbnail.data[at + c] - value) <= 2);
  };
  near(0, [255, 255, 255, 255]);
  near(thumbnail.data.length - 4, [255, 127, 127, 255]);
});

test('an edge between white and transparent leaves no trace when it is shrunk', async () => {
  const data = new Uint8ClampedArray(300 * 200 * 4); // transparent black
  data.fill(255, 0, 300 * 101 * 4);
  const { thumbnail } = await decoded(await pixels({ width: 300, height: 200, data }).png().toBuffer());
  assert.ok(thumbnail.data.every((value) => value >= 254));
});

test('of an animation the first frame is taken', async () => {
  const frames = new Uint8Array(10 * 20 * 3).fill(255, 10 * 10 * 3); // black, then white
  const film = sharp(frames, { raw: { width: 10, height: 20, channels: 3, pageHeight: 10 } });
  for (const bytes of [await film.clone().gif().toBuffer(), await film.clone().webp({ lossless: true }).toBuffer()]) {
    const photo = await decoded(bytes);
    assert.deepEqual([photo.width, photo.height], [10, 10]);
    assert.ok(photo.thumbnail.data[0] < 3);
  }
});

test('a cut or scratched file is refused or repaired, never an exception', async () => {
  const whole = await pixels(syntheticPhoto(7, 320, 240))
    .jpeg()
    .toBuffer();
  for (let length = 0; length < 700; length += 7) {
    const photo = await decodePhoto(whole.subarray(0, length));
    if (photo.state === 'refused') assert.doesNotMatch(photo.detail, /\.$/);
  }
});

for (const [name, encode] of [
  ['JPEG', (picture: Sharp) => picture.jpeg()],
  ['JPEG stored on its side', (picture: Sharp) => picture.withMetadata({ orientation: 6 }).jpeg()],
  ['PNG', (picture: Sharp) => picture.png()],
] as const) {
  test(`a ${name} that ends too early is repaired while nearly all of it is there`, async () => {
    const whole = await encode(pixels(syntheticPhoto(7, 320, 240))).toBuffer();
    const states: string[] = [];
    for (const kept of [0.99, 0.96, 0.5, 0.3]) {
      const photo = await decodePhoto(whole.subarray(0, whole.length * kept));
      states.push(photo.state);
      if (photo.state !== 'refused') continue;
      assert.equal(photo.code, 'truncated');
      const [, share] = /^a \w+ of which (\d+) % is missing/.exec(photo.detail) ?? [];
      // the bytes of this picture are spread evenly over its rows, more or less
      assert.ok(Math.abs(Number(share) / 100 - (1 - kept)) < 0.15, photo.detail);
    }
    assert.deepEqual(states, ['repaired', 'repaired', 'refused', 'refused']);
  });
}

test('a flat lower half is not taken for a missing one', async () => {
  const photo = syntheticPhoto(7, 320, 240);
  photo.data.fill(255, (photo.data.length / 4) * 2);
  const whole = await pixels(photo).jpeg().toBuffer();
  const scratched = Buffer.from(whole);
  scratched.fill(0x5a, 700, 720); // in the middle of the scan: damaged, but not cut
  for (const bytes of [whole, scratched]) assert.notEqual((await decodePhoto(bytes)).state, 'refused');
});

test('a bomb is refused by its header, before anything is decoded', async () => {
  const header = { width: 14990, height: 14990, channels: 3, depth: 'uchar', space: 'srgb' };
  const bill = (more: Partial<EstimateInput> & { readonly format: string }): number =>
    estimateMemory({ ...header, ...more });
  // the same picture costs a few bytes a pixel or many, and only the costly ones are refused
  assert.ok(bill({ format: 'jpeg' }) < 300e6);
  assert.ok(bill({ format: 'jpeg', isProgressive: true }) > 1000e6);
  assert.ok(bill({ format: 'heif' }) > 1000e6);
  // few rows, but each of them of millions of pixels, and the other way round
  assert.ok(bill({ format: 'png', width: 900_000, height: 32 }) > 900e6);
  const column = { ...header, format: 'png', width: 1, height: 16_777_217 };
  assert.match(String(tooLarge(column)), /1×16777217 pixels, a longer side/);
  const verdict = tooLarge({ ...header, format: 'heif' });
  assert.match(String(verdict), /14990×14990 pixels.* 2048 MB that are allowed/);
  // what would be decoded alone must have some bytes behind it
  const heavy = { ...header, width: 12_000, height: 9000, format: 'jpeg', isProgressive: true };
  const claimed = (size: number) => tooLarge({ ...heavy, size });
  assert.match(String(claimed(300_000)), /12000×9000 pixels by its header, and only 300000 bytes/);
  assert.equal(claimed(3_000_000), undefined);
  assert.equal(tooLarge({ ...header, format: 'jpeg' }), undefined);
});

test('kinds are told by content, with the weak signatures not believed too soon', () => {
  const kindOf = (text: string): string | undefined => sniff(Buffer.from(text, 'latin1'))?.name;
  assert.equal(kindOf('\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf'), 'AVIF');
  assert.equal(kindOf('\0\0\0\x1cftypmif1\0\0\0\0mif1heicmiaf'), 'HEIC');
  assert.equal(kindOf('\0\0\0\x14ftypqt  \0\0\0\0qt  '), undefined);
  assert.equal(kindOf('<?xml version="1.0"?>\n<!-- a -->\n<svg width="3">'), 'SVG');
  assert.equal(kindOf('<!doctype html><html><svg>'), undefined);
  assert.equal(kindOf('BMW is a car maker'), undefined);
  assert.equal(kindOf('P1 is the first item'), undefined);
  assert.equal(kindOf(''), undefined);
});

test('a JPEG of which most is missing is not mended by an end that is appended', async () => {
  const noise = Buffer.from(
    Uint8Array.from({ length: 400 * 300 * 3 }, (_, i) => (Math.imul(i, 2_654_435_761) >>> 13) & 255),
  );
  const whole = await sharp(noise, { raw: { width: 400, height: 300, channels: 3 } })
    .jpeg()
    .toBuffer();
  for (const share of [0.3, 0.6, 0.8]) {
    const cut = whole.subarray(0, Math.floor(whole.length * share));
    for (const bytes of [cut, Buffer.concat([cut, Buffer.from([0xff, 0xd9])])]) {
      const photo = await decodePhoto(bytes);
      assert.deepEqual([photo.state, photo.state === 'refused' && photo.code], ['refused', 'truncated'], String(share));
    }
  }
});
