import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Refusal } from '@tesserae/node/internal';
import type { Opened } from '@tesserae/node/internal-codecs';
import { canRun, hasCommand, samplesFolder, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { openUnlimited } from '../support/open-unlimited.js';
import { type BmpSort, writeBmp } from '../support/writers/bmp.js';

async function pixelsOf(file: Uint8Array): Promise<{ data: Buffer; width: number; height: number; channels: number }> {
  const opened = await openUnlimited(file);
  assert.ok('bytes' in opened, JSON.stringify(opened));
  assert.equal(opened.irregular, undefined);
  const { data, info } = await sharp(opened.bytes, { failOn: 'warning' }).raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: info.channels };
}

const SORTS: readonly BmpSort[] = [
  ...([1, 4, 8, 24] as const).map((bits) => ({ bits, header: 12 }) as const),
  ...([1, 2, 4, 8, 16, 24, 32] as const).flatMap((bits) =>
    [false, true].map((topDown) => ({ bits, header: 40, topDown }) as const),
  ),
  { bits: 8, header: 124 },
  { bits: 4, header: 40, packed: true },
  { bits: 8, header: 40, packed: true },
  { bits: 16, header: 40, masks: [0xf800, 0x7e0, 0x1f, 0] },
  { bits: 16, header: 56, masks: [0xf00, 0xf0, 0xf, 0xf000] },
  { bits: 32, header: 52, masks: [0xff, 0xff00, 0xff0000, 0] },
  { bits: 32, header: 108, masks: [0xff000000, 0xff0000, 0xff00, 0xff] },
  { bits: 32, header: 124, masks: [0x3ff00000, 0xffc00, 0x3ff, 0xc0000000] },
];

const palette = (bits: number): readonly (readonly [number, number, number])[] =>
  bits > 8
    ? []
    : Array.from({ length: 2 ** bits }, (_, i) => [(i * 37) & 255, (i * 91 + 5) & 255, (i * 151 + 9) & 255]);

/** What a number in the file means, by the format's definition. */
function meaning(sort: BmpSort, value: number): number[] {
  if (sort.bits <= 8) return [...palette(sort.bits)[value]].reverse();
  const defaults = sort.bits === 16 ? [0x7c00, 0x3e0, 0x1f, 0] : [0xff0000, 0xff00, 0xff, 0];
  const masks = (sort.masks ?? defaults).filter((mask) => mask !== 0);
  return masks.map((mask) => {
    const low = BigInt(mask) & -BigInt(mask);
    return Math.round(Number(((BigInt(value) & BigInt(mask)) / low) * 255n) / Number(BigInt(mask) / low));
  });
}

for (const sort of SORTS) {
  test(`BMP: ${JSON.stringify(sort)}`, async () => {
    const pictures = fc
      .tuple(fc.integer({ min: 1, max: 21 }), fc.integer({ min: 1, max: 6 }))
      .chain(([width, height]) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          values: fc.array(fc.nat(2 ** sort.bits - 1), { minLength: width * height, maxLength: width * height }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(pictures, async ({ width, height, values }) => {
        const { data, ...size } = await pixelsOf(
          writeBmp(sort, { width, height, values, palette: palette(sort.bits) }),
        );
        const expected = values.flatMap((value) => meaning(sort, value));
        const channels = expected.length / values.length;
        assert.deepEqual(size, { width, height, channels });
        const allClear = channels === 4 && expected.every((sample, i) => i % 4 !== 3 || sample === 0);
        assert.deepEqual([...data], allClear ? expected.map((sample, i) => (i % 4 === 3 ? 255 : sample)) : expected);
      }),
      { numRuns: 12 },
    );
  });
}

test('a cut BMP is whole, repaired or refused by how much is missing, and nothing is allocated for what is not there', async () => {
  const values = Array.from({ length: 40 * 30 }, (_, i) => i * 97);
  const file = writeBmp({ bits: 24, header: 40 }, { width: 40, height: 30, values });
  const rows = (missing: number): Promise<Opened | Refusal> =>
    openUnlimited(file.subarray(0, file.length - missing * 120));
  const nearly = await rows(2);
  assert.ok('bytes' in nearly && nearly.irregular !== undefined);
  const grey = await sharp(nearly.bytes).extract({ left: 0, top: 0, width: 40, height: 2 }).raw().toBuffer();
  assert.ok(grey.every((sample) => sample === 128)); // the last rows of the file are the first of the picture
  const half = await rows(15);
  assert.deepEqual(half, {
    code: 'truncated',
    detail: 'a BMP of which 50 % is missing, as it ends too early',
  });
  const bomb = Buffer.from(file.subarray(0, 60));
  bomb.writeInt32LE(60_000, 18);
  bomb.writeInt32LE(60_000, 22);
  const verdict = await openUnlimited(bomb);
  assert.equal('code' in verdict && verdict.code, 'truncated');
  const packed = writeBmp(
    { bits: 8, header: 40, packed: true },
    { width: 8, height: 8, values: new Array(64).fill(1), palette: palette(8) },
  );
  packed.writeInt32LE(40_000, 18);
  packed.writeInt32LE(40_000, 22);
  const large = await openUnlimited(packed);
  assert.equal('code' in large && large.code, 'too-large');
});

test('of runs that end too early what is there is taken, or the picture is refused', async () => {
  const values = Array.from({ length: 50 * 40 }, (_, i) => (i * 31) % 256);
  const file = writeBmp({ bits: 8, header: 40, packed: true }, { width: 50, height: 40, values, palette: palette(8) });
  const start = file.readUInt32LE(10);
  const kept = (share: number): Promise<Opened | Refusal> =>
    openUnlimited(file.subarray(0, start + (file.length - start) * share));
  const nearly = await kept(0.95);
  assert.ok('bytes' in nearly && nearly.irregular !== undefined);
  const half = await kept(0.5);
  assert.ok('code' in half && half.code === 'truncated');
  assert.match(half.detail, /^a BMP of which (49|5\d) % is missing/);
});

test('alpha that is 0 everywhere was not meant', async () => {
  const sort: BmpSort = { bits: 32, header: 56, masks: [0xff0000, 0xff00, 0xff, 0xff000000] };
  const unset = await pixelsOf(writeBmp(sort, { width: 2, height: 1, values: [0x102030, 0x405060] }));
  assert.deepEqual([...unset.data], [0x10, 0x20, 0x30, 255, 0x40, 0x50, 0x60, 255]);
  const meant = await pixelsOf(writeBmp(sort, { width: 2, height: 1, values: [0x102030, 0x80405060] }));
  assert.deepEqual([meant.data[3], meant.data[7]], [0, 128]);
});

test('whatever is done to a BMP, it is opened or refused in a sentence', async () => {
  const files = SORTS.map((sort) => {
    const values = Array.from({ length: 77 }, (_, i) => (i * 2654435761) % 2 ** sort.bits);
    return writeBmp(sort, { width: 11, height: 7, values, palette: palette(sort.bits) });
  });
  const changes = fc.record({
    file: fc.constantFrom(...files),
    cut: fc.nat(300),
    bytes: fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(changes, async ({ file, cut, bytes }) => {
      const changed = Buffer.from(file.subarray(0, Math.max(20, file.length - Math.max(0, cut - 150))));
      for (const [at, value] of bytes) if (at >= 14 || at < 2) changed[at % changed.length] = value;
      const opened = await openUnlimited(changed);
      if ('code' in opened) assert.doesNotMatch(opened.detail, /\.$/);
      else await sharp(opened.bytes).metadata();
    }),
    { numRuns: 600 },
  );
});

test('ImageMagick reads the same pixels', async (t) => {
  if (!canRun(t, hasCommand('convert'), 'convert (Debian: imagemagick)')) return;
  const folder = temporaryFolder(t);
  const { data } = syntheticPhoto(3, 37, 23);
  const png = join(folder, 'photo.png');
  await sharp(data, { raw: { width: 37, height: 23, channels: 4 } }).toFile(png);
  for (const [name, args] of [
    ['plain', ['-alpha', 'off']],
    ['runs', ['-alpha', 'off', '-colors', '200', '-type', 'palette', '-compress', 'RLE', '-define', 'bmp:format=bmp3']],
    ['os2', ['-alpha', 'off', '-define', 'bmp:format=bmp2']],
    ['bits', ['-alpha', 'off', '-define', 'bmp:subtype=RGB565']],
    ['alpha', []],
    ['two', ['-alpha', 'off', '-monochrome']],
  ] as const) {
    const [bmp, back] = [join(folder, `${name}.bmp`), join(folder, `${name}.png`)];
    assert.equal(spawnSync('convert', [png, ...args, bmp]).status, 0, name);
    assert.equal(spawnSync('convert', [bmp, '-alpha', 'off', back]).status, 0, name);
    const theirs = await sharp(back).toColourspace('srgb').raw().toBuffer();
    const ours = await pixelsOf(readFileSync(bmp));
    const opaque = ours.data.filter((_, i) => ours.channels === 3 || i % 4 < 3);
    assert.equal(opaque.length, theirs.length, name);
    assert.ok(
      opaque.every((sample, i) => Math.abs(sample - theirs[i]) <= 1),
      name,
    );
  }
  const samples = samplesFolder();
  if (!canRun(t, samples !== undefined, 'the sample photos (TESSERAE_SAMPLES)')) return;
  const sample = join(samples!, 'odd', 'photo.bmp');
  const back = join(folder, 'sample.png');
  assert.equal(spawnSync('convert', [sample, back]).status, 0);
  const theirs = await sharp(back).removeAlpha().toColourspace('srgb').raw().toBuffer();
  const ours = await pixelsOf(readFileSync(sample));
  assert.deepEqual(Buffer.from(ours.data.filter((_, i) => ours.channels === 3 || i % 4 < 3)), theirs);
});
