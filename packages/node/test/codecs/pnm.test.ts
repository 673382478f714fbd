import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { canRun, hasCommand, syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { sniff } from '../../dist/codecs/sniff.js';
import { openUnlimited } from '../support/open-unlimited.js';

interface Picture {
  readonly kind: number;
  readonly width: number;
  readonly height: number;
  readonly most: number;
  readonly samples: readonly number[];
}

const pictures: fc.Arbitrary<Picture> = fc
  .record({
    kind: fc.integer({ min: 1, max: 6 }),
    width: fc.integer({ min: 1, max: 19 }),
    height: fc.integer({ min: 1, max: 5 }),
    most: fc.constantFrom(1, 9, 255, 1000, 65_535),
  })
  .chain((shape) => {
    const most = shape.kind % 3 === 1 ? 1 : shape.most;
    const count = shape.width * shape.height * (shape.kind % 3 === 0 ? 3 : 1);
    const samples = fc.array(fc.nat(most), { minLength: count, maxLength: count });
    return samples.map((all) => ({ ...shape, most, samples: all }));
  });

function write({ kind, width, height, most, samples }: Picture): Buffer {
  const bits = kind % 3 === 1;
  const head = `P${kind}\n# a comment\n${width} ${height}\n${bits ? '' : `${most}\n`}`;
  if (kind <= 3) return Buffer.from(head + samples.join(bits ? '' : ' '));
  if (!bits)
    return Buffer.concat([Buffer.from(head), ...samples.map((sample) => numberOf(sample, most > 255 ? 2 : 1))]);
  const step = Math.ceil(width / 8);
  const data = Buffer.alloc(step * height);
  samples.forEach((bit, i) => {
    data[Math.floor(i / width) * step + ((i % width) >> 3)] |= bit << (7 - ((i % width) % 8));
  });
  return Buffer.concat([Buffer.from(head), data]);
}

function numberOf(value: number, bytes: number): Buffer {
  const out = Buffer.alloc(bytes);
  out.writeUIntBE(value, 0, bytes);
  return out;
}

test('PBM, PGM and PPM, as text and as bytes', async () => {
  await fc.assert(
    fc.asyncProperty(pictures, async (picture) => {
      const opened = await openUnlimited(write(picture));
      assert.ok('bytes' in opened && opened.whole, JSON.stringify(opened));
      const bits = picture.kind % 3 === 1;
      const space = picture.kind % 3 === 0 ? 'srgb' : 'b-w';
      const read = await sharp(opened.bytes).toColourspace(space).raw().toBuffer();
      const expected = picture.samples.map((sample) =>
        bits ? 255 * (1 - sample) : Math.round((sample * 255) / picture.most),
      );
      assert.deepEqual([...read], expected);
    }),
    { numRuns: 150 },
  );
});

test('whatever is done to a PNM, it is opened or refused in a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(
      pictures.map(write),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
      async (file, share, bytes) => {
        const changed = Buffer.from(file.subarray(0, Math.ceil(file.length * share)));
        for (const [at, value] of bytes) if (changed.length > 0) changed[at % changed.length] = value;
        const opened = await openUnlimited(changed);
        if ('code' in opened) assert.match(opened.detail, /^(is|has|does not|needs) .*\.$/);
        else await sharp(opened.bytes).metadata();
      },
    ),
    { numRuns: 500 },
  );
});

test('a PNM that ends too early, and a text that only begins like one', async () => {
  const { data } = syntheticPhoto(2, 30, 20);
  const samples = [...data.filter((_, i) => i % 4 < 3)];
  for (const kind of [3, 6]) {
    const file = write({ kind, width: 30, height: 20, most: 255, samples });
    const nearly = await openUnlimited(file.subarray(0, file.length * 0.97));
    assert.ok('bytes' in nearly && !nearly.whole, JSON.stringify(nearly));
    const half = await openUnlimited(file.subarray(0, file.length / 2));
    assert.ok('code' in half && half.code === 'truncated');
  }
  assert.equal(sniff(Buffer.from('P3 7 dwarfs')), undefined);
  const bomb = await openUnlimited(Buffer.from('P6 60000 60000 255\nabc'));
  assert.ok('code' in bomb && bomb.code === 'truncated');
});

test('what ImageMagick writes is read alike', async (t) => {
  if (!canRun(t, hasCommand('convert'), 'convert (Debian: imagemagick)')) return;
  const raw = Buffer.from(syntheticPhoto(6, 31, 17).data);
  for (const args of [[], ['-depth', '16'], ['-compress', 'none'], ['-colorspace', 'Gray'], ['-monochrome']]) {
    const given = ['-size', '31x17', '-depth', '8', 'rgba:-', '-alpha', 'off', ...args];
    const { stdout } = spawnSync('convert', [...given, 'pnm:-'], { input: raw });
    const opened = await openUnlimited(stdout);
    assert.ok('bytes' in opened, args.join(' '));
    const ours = await sharp(opened.bytes).toColourspace('srgb').raw().toBuffer();
    const theirs = spawnSync('convert', ['pnm:-', '-colorspace', 'sRGB', '-depth', '8', 'rgb:-'], { input: stdout });
    assert.equal(ours.length, theirs.stdout.length);
    assert.ok(
      ours.every((sample, i) => Math.abs(sample - theirs.stdout[i]) <= 1),
      args.join(' '),
    );
  }
});
