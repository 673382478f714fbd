import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodePhoto } from '@tesserae/node/internal-codecs';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { openUnlimited } from '../support/open-unlimited.js';

interface PsdSort {
  readonly mode: 1 | 2 | 3 | 4;
  readonly depth: 8 | 16;
  readonly packed: boolean;
  readonly large: boolean;
  /** Channels behind those of colour. */
  readonly more: number;
  /** Whether the first of them is what is opaque. */
  readonly transparent?: boolean;
}

const CHANNELS = { 1: 1, 2: 1, 3: 3, 4: 4 } as const;
const PALETTE = Buffer.from(Array.from({ length: 768 }, (_, i) => (i * 73) & 255));

/** Writes a PSD: `samples` are its planes, row by row, a byte each. */
function writePsd(
  sort: PsdSort,
  [width, height]: readonly [number, number],
  samples: readonly number[],
  resources: Buffer = Buffer.alloc(0),
): Buffer {
  const header = Buffer.alloc(26);
  header.write('8BPS', 'latin1');
  header.writeUInt16BE(sort.large ? 2 : 1, 4);
  header.writeUInt16BE(CHANNELS[sort.mode] + sort.more, 12);
  header.writeUInt32BE(height, 14);
  header.writeUInt32BE(width, 18);
  header.writeUInt16BE(sort.depth, 22);
  header.writeUInt16BE(sort.mode, 24);
  const rows: Buffer[] = [];
  for (let at = 0; at < samples.length; at += width) {
    const row = samples.slice(at, at + width);
    rows.push(Buffer.from(sort.depth === 8 ? row : row.flatMap((sample) => [sample, (sample * 7) & 255])));
  }
  const packed = rows.map(packBits);
  const lengths = Buffer.concat(packed.map((row) => (sort.large ? u32(row.length) : u32(row.length).subarray(2))));
  const palette = sort.mode === 2 ? PALETTE : Buffer.alloc(0);
  const long = Buffer.alloc(sort.large ? 4 : 0);
  const count = Buffer.from(sort.transparent ? [255, 255] : [0, 0]);
  const layers = Buffer.concat([long, u32(sort.large ? 10 : 6), long, u32(2), count]);
  const data = sort.packed ? [Buffer.from([0, 1]), lengths, ...packed] : [Buffer.from([0, 0]), ...rows];
  return Buffer.concat([header, u32(palette.length), palette, u32(resources.length), resources, layers, ...data]);
}

/** Runs where neighbours are equal, literals of up to three elsewhere. */
function packBits(row: Buffer): Buffer {
  const out: number[] = [];
  for (let x = 0; x < row.length; ) {
    let run = 1;
    while (run < 128 && x + run < row.length && row[x + run] === row[x]) run++;
    if (run > 1) out.push(257 - run, row[x]);
    else out.push(Math.min(3, row.length - x) - 1, ...row.subarray(x, x + 3));
    x += run > 1 ? run : 3;
  }
  return Buffer.from(out);
}

function u32(value: number): Buffer {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
}

function resource(id: number, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('8BIM'),
    u32(id).subarray(2),
    Buffer.from([0, 0]),
    u32(data.length),
    data,
    Buffer.alloc(data.length % 2),
  ]);
}

const sorts = fc.record<PsdSort>({
  mode: fc.constantFrom(1, 2, 3, 4),
  depth: fc.constantFrom(8, 16),
  packed: fc.boolean(),
  large: fc.boolean(),
  more: fc.nat(2),
});

const files = fc
  .tuple(sorts, fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5 }))
  .map(([sort, width, height]) => ({ sort: sort.mode === 2 ? { ...sort, depth: 8 as const } : sort, width, height }))
  .chain((shape) => {
    const count = shape.width * shape.height * (CHANNELS[shape.sort.mode] + shape.sort.more);
    return fc.record({
      shape: fc.constant(shape),
      samples: fc.array(fc.constantFrom(0, 1, 127, 200, 200, 255), { minLength: count, maxLength: count }),
    });
  });

test('PSD and PSB: grey, indexed, RGB and CMYK, 8 and 16 bits, plain and packed', async () => {
  await fc.assert(
    fc.asyncProperty(files, async ({ shape: { sort, width, height }, samples }) => {
      const opened = await openUnlimited(writePsd(sort, [width, height], samples));
      assert.ok('bytes' in opened && opened.irregular === undefined, JSON.stringify(opened));
      const area = width * height;
      const ink = sort.mode === 4;
      // CMYK is compared as it is handed on: what becomes of it is the decoder's affair
      const stored = ink
        ? opened.bytes.subarray(opened.bytes.length - area * 4)
        : await sharp(opened.bytes)
            .toColourspace(sort.mode === 1 ? 'b-w' : 'srgb')
            .raw()
            .toBuffer();
      const expected = Array.from({ length: area }, (_, i) =>
        sort.mode === 2
          ? [0, 1, 2].map((c) => PALETTE[c * 256 + samples[i]])
          : Array.from({ length: CHANNELS[sort.mode] }, (_, c) =>
              ink ? 255 - samples[c * area + i] : samples[c * area + i],
            ),
      ).flat();
      assert.deepEqual([...stored], expected);
    }),
    { numRuns: 60 },
  );
});

test('what is transparent in a PSD is laid over white, once', async () => {
  // half and quite transparent, opaque: a colour that shows and one that is hidden
  const straight = [200, 90, 90, 100, 20, 20, 30, 240, 240, 128, 0, 255];
  const overWhite = [227, 255, 90, 177, 255, 20, 142, 255, 240, 128, 0, 255];
  for (const large of [false, true]) {
    for (const [mode, samples, expected] of [
      [3, straight, [227, 177, 142, 255, 255, 255, 90, 20, 240]],
      [3, overWhite, [227, 177, 142, 255, 255, 255, 90, 20, 240]],
      [1, [200, 90, 90, 128, 0, 255], [227, 255, 90]],
    ] as const) {
      const sort: PsdSort = { mode, depth: 8, packed: true, large, more: 1, transparent: true };
      const opened = await openUnlimited(writePsd(sort, [3, 1], samples));
      assert.ok('bytes' in opened);
      const space = mode === 1 ? 'b-w' : 'srgb';
      const drawn = await sharp(opened.bytes).toColourspace(space).raw().toBuffer();
      assert.deepEqual([...drawn], expected);
    }
  }
});

test('a PSD without a flattened picture is read by its preview, and not by a photo in a layer', async () => {
  const jpeg = await sharp(syntheticPhoto(3, 120, 80).data, { raw: { width: 120, height: 80, channels: 4 } })
    .jpeg()
    .toBuffer();
  const larger = await sharp(syntheticPhoto(4, 600, 400).data, { raw: { width: 600, height: 400, channels: 4 } })
    .jpeg()
    .toBuffer();
  const resources = Buffer.concat([
    resource(1057, Buffer.from([0, 0, 0, 1, 0, 0])),
    resource(1036, Buffer.concat([Buffer.alloc(28), jpeg])),
  ]);
  const sort: PsdSort = { mode: 3, depth: 8, packed: false, large: false, more: 0 };
  const file = Buffer.concat([writePsd(sort, [2, 1], [1, 2, 3, 4, 5, 6], resources), larger]);
  const photo = await decodePhoto(file);
  assert.ok(photo.state === 'usable', JSON.stringify(photo));
  assert.deepEqual([photo.format, photo.width, photo.height], ['PSD (preview)', 120, 80]);
  const none = await decodePhoto(Buffer.concat([writePsd(sort, [2, 1], [], resource(1057, Buffer.alloc(6))), larger]));
  assert.ok(none.state === 'refused' && /^PSD without a preview/.test(none.detail), JSON.stringify(none));
});

test('whatever is done to a PSD, it is opened or refused in a sentence', async () => {
  const changes = fc.record({
    file: files.map(({ shape: { sort, width, height }, samples }) => writePsd(sort, [width, height], samples)),
    cut: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
    bytes: fc.array(fc.tuple(fc.nat(60), fc.nat(255)), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(changes, async ({ file, cut, bytes }) => {
      const changed = Buffer.from(file.subarray(0, Math.ceil(file.length * cut)));
      for (const [at, value] of bytes) changed[at % changed.length] = value;
      const opened = await openUnlimited(changed);
      if ('code' in opened) assert.doesNotMatch(opened.detail, /\.$/);
      else await sharp(opened.bytes).metadata();
    }),
    { numRuns: 400 },
  );
});

test('what ImageMagick writes is read alike', async (t) => {
  if (!canRun(t, hasCommand('convert'), 'convert (Debian: imagemagick)')) return;
  const folder = temporaryFolder(t);
  const png = join(folder, 'a.png');
  await sharp(syntheticPhoto(6, 61, 37).data, { raw: { width: 61, height: 37, channels: 4 } })
    .removeAlpha()
    .png()
    .toFile(png);
  for (const args of [[], ['-depth', '16'], ['-compress', 'RLE'], ['-colorspace', 'Gray']]) {
    const psd = join(folder, 'a.psd');
    assert.equal(spawnSync('convert', [png, ...args, psd]).status, 0);
    const { stdout } = spawnSync('convert', [`${psd}[0]`, '-depth', '8', '-colorspace', 'sRGB', 'rgb:-']);
    const opened = await openUnlimited(readFileSync(psd));
    assert.ok('bytes' in opened && opened.kind.name === 'PSD', args.join(' '));
    const ours = await sharp(opened.bytes).toColourspace('srgb').raw().toBuffer();
    assert.equal(ours.length, stdout.length);
    assert.ok(
      ours.every((sample, i) => Math.abs(sample - stdout[i]) <= 1),
      args.join(' '),
    );
  }
});
