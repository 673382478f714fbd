import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Raster } from '@tesserae/core';
import { randomFrom } from '@tesserae/core/internal';
import { decodeThumbnail, findJpegs, jpegAt } from '@tesserae/node/internal';
import { decodePhoto } from '@tesserae/node/internal-codecs';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { orientation } from '../support/writers/heic.js';
import { box, type DirectorySort, noise, writeTiffLike } from '../support/writers/raw.js';

const pixels = ({ data, width, height }: Raster): Sharp => sharp(data, { raw: { width, height, channels: 4 } });
const jpegOf = (seed: number, width: number, height: number, options = {}): Promise<Buffer> =>
  pixels(syntheticPhoto(seed, width, height))
    .jpeg({ quality: 90, ...options })
    .toBuffer();

const small = await jpegOf(1, 160, 120);
const middle = await jpegOf(2, 96, 64); // its thumbnail is itself
const full = await jpegOf(3, 480, 320, { progressive: true });
const tiny = await jpegOf(1, 80, 60);
const sensor = noise(9, 40_000);

/** A lossless JPEG, as Canon packs a sensor: a frame of kind 3 that claims to be large. */
const lossless = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xc3, 0, 11, 8, 0x10, 0, 0x10, 0, 1, 1, 0x11, 0]),
  Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0]),
  Buffer.from(noise(4, 3000).map((byte) => Math.min(byte, 0xfe))),
  Buffer.from([0xff, 0xd9]),
]);

const make = (maker: string, value = 1): Record<number, readonly number[] | string> => ({ 271: maker, 274: [value] });
const CFA: DirectorySort = { fields: { 259: [1], 262: [32803] }, strips: [sensor] };

/** Every container of a camera with `full` (or `middle`) inside, turned by `value`. */
function containers(jpeg: Buffer, value: number): readonly (readonly [name: string, file: Buffer])[] {
  const nef: DirectorySort = {
    fields: { ...make('NIKON CORPORATION', value), 254: [1] },
    strips: [noise(5, 600)],
    within: [
      { fields: { 254: [1], 259: [6] }, jpeg },
      { ...CFA, fields: { 259: [34713], 262: [32803] } },
    ],
  };
  const cr2 = writeTiffLike(
    [
      { fields: { ...make('Canon', value), 259: [6] }, strips: [jpeg] },
      { fields: {}, jpeg: small.subarray(0, 0) },
      { fields: { 259: [6] }, strips: [lossless] },
    ],
    { magic: 'II*\0' },
  );
  // Canon's mark stands behind the offset of the first directory, where this writer puts data: shift it there
  const marked = Buffer.concat([cr2.subarray(0, 8), Buffer.from('CR\x02\0'), cr2.subarray(8)]);
  shiftOffsets(marked);
  const previews = [{ fields: { ...make('', value) }, jpeg }, CFA];
  const raf = Buffer.alloc(200);
  raf.write('FUJIFILMCCD-RAW 0201FF383501X-T5', 'latin1');
  return [
    ['Nikon NEF', writeTiffLike([nef])],
    ['Canon CR2', marked],
    [
      'Sony ARW',
      writeTiffLike([
        { fields: make('SONY', value), jpeg },
        { ...CFA, fields: { 259: [32767] } },
      ]),
    ],
    [
      'Pentax PEF',
      writeTiffLike(
        [
          { fields: make('PENTAX', value), within: [CFA] },
          { fields: {}, jpeg },
        ],
        BIG,
      ),
    ],
    [
      'DNG',
      writeTiffLike([
        {
          fields: { ...make('Apple', value), 50706: [1, 6, 0, 0] },
          strips: [noise(6, 300)],
          within: [
            { fields: { 254: [1], 259: [7], 262: [6] }, strips: [jpeg] },
            // a lossy DNG packs its sensor data in parts that are JPEGs of their own, larger than the preview
            { fields: { 259: [34892], 262: [34892] }, strips: [bigger, bigger] },
            // a depth map
            { fields: { 254: [8], 259: [7], 262: [51177] }, strips: [bigger] },
          ],
        },
      ]),
    ],
    [
      'Olympus ORF',
      writeTiffLike([{ fields: make('OLYMPUS', value), strips: [Buffer.concat([sensor, jpeg])] }, ...previews], {
        magic: 'IIRO',
      }),
    ],
    ['Panasonic RW2', writeTiffLike([{ fields: make('Panasonic', value), jpeg }], { magic: 'IIU\0' })],
    ['Fujifilm RAF', Buffer.concat([raf, value === 1 ? jpeg : withExif(jpeg, value), sensor])],
    [
      'Canon CR3',
      Buffer.concat([
        box('ftyp', Buffer.from('crx \0\0\0\x01crx isom')),
        box(
          'moov',
          box('uuid', noise(7, 16), box('CNCV', noise(8, 30)), box('CMT1', orientation(value))),
          box('mvhd', sensor.subarray(0, 100)),
        ),
        box('uuid', noise(7, 16), Buffer.alloc(8), box('PRVW', Buffer.alloc(16), tiny)),
        box('mdat', jpeg, sensor),
      ]),
    ],
    [
      'Sigma X3F',
      Buffer.concat([Buffer.from('FOVb'), noise(3, 300), value === 1 ? jpeg : withExif(jpeg, value), sensor]),
    ],
  ];
}

const BIG = { magic: 'MM\0*', big: true };
const bigger = await jpegOf(8, 900, 700);

/** Adds 4 to all that points into a file that has grown by 4 bytes at its beginning. */
function shiftOffsets(file: Buffer): void {
  let at = file.readUInt32LE(4) + 4;
  file.writeUInt32LE(at, 4);
  while (at > 4) {
    const count = file.readUInt16LE(at);
    for (let entry = at + 2; entry < at + 2 + count * 12; entry += 12) {
      const [tag, type, values] = [
        file.readUInt16LE(entry),
        file.readUInt16LE(entry + 2),
        file.readUInt32LE(entry + 4),
      ];
      const far = values * (type === 2 ? 1 : 4) > 4;
      if (far || tag === 273 || tag === 513) file.writeUInt32LE(file.readUInt32LE(entry + 8) + 4, entry + 8);
    }
    const next = at + 2 + count * 12;
    at = file.readUInt32LE(next) === 0 ? 0 : file.readUInt32LE(next) + 4;
    if (at > 0) file.writeUInt32LE(at, next);
  }
}

function withExif(jpeg: Buffer, value: number): Buffer {
  const segment = Buffer.concat([Buffer.from('\xff\xe1\0\x22Exif\0\0', 'latin1'), orientation(value)]);
  return Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
}

test('of every camera format the largest whole preview is read, and is called one', async () => {
  for (const [name, file] of containers(full, 1)) {
    const photo = await decodePhoto(file);
    assert.ok(photo.state === 'usable', `${name}: ${JSON.stringify(photo)}`);
    assert.deepEqual([photo.format, photo.width, photo.height], [`${name} (preview)`, 480, 320]);
  }
});

test('a preview is turned as its file says', async () => {
  const upright = await sharp(middle).ensureAlpha().raw().toBuffer();
  for (const value of [3, 6, 8, 2]) {
    // what the preview would be, turned by another program's hand
    const stored = await sharp(
      await sharp(upright, { raw: { width: 96, height: 64, channels: 4 } })
        .png()
        .toBuffer(),
    )
      .withMetadata({ orientation: value })
      .png()
      .toBuffer();
    const { data, info } = await sharp(stored).autoOrient().raw().toBuffer({ resolveWithObject: true });
    for (const [name, file] of containers(middle, value)) {
      const photo = await decodePhoto(file);
      assert.ok(photo.state === 'usable', name);
      assert.deepEqual([photo.width, photo.height], [info.width, info.height], `${name} ${value}`);
      const seen = decodeThumbnail(photo.thumbnail).data;
      const off = seen.reduce((sum, sample, i) => sum + Math.abs(sample - data[i]), 0) / seen.length;
      assert.ok(off < 3, `${name} ${value}: ${off}`);
    }
  }
});

test('when a photo was taken is known from the file, if not from its preview', async () => {
  const taken = '2021:03:04 05:06:07';
  const expected = Date.UTC(2021, 2, 4, 5, 6, 7) / 1000;
  // TIFF/EP has the time in the main directory, Canon a TIFF of its own for it
  const exif = writeTiffLike([{ fields: { 36867: taken } }]);
  const cr3 = box('moov', box('uuid', noise(7, 16), box('CMT1', orientation(1)), box('CMT2', exif)));
  const dated = { fields: { ...make('NIKON'), 36867: taken }, jpeg: middle };
  const files = [
    writeTiffLike([dated, CFA]),
    writeTiffLike([dated], { magic: 'IIRO' }),
    writeTiffLike([dated], { magic: 'IIU\0' }),
    Buffer.concat([box('ftyp', Buffer.from('crx \0\0\0\x01crx isom')), cr3, box('mdat', middle)]),
  ];
  for (const file of files) {
    const photo = await decodePhoto(file);
    assert.ok(photo.state === 'usable', JSON.stringify(photo));
    assert.equal(photo.taken, expected, photo.format);
  }
  const undated = await decodePhoto(containers(middle, 1)[0][1]);
  assert.ok(undated.state === 'usable' && undated.taken === null);
});

test('a preview that says itself which side is up is believed', async () => {
  const photo = await decodePhoto(
    writeTiffLike([
      { fields: make('SONY', 8), jpeg: withExif(middle, 1) },
      { ...CFA, fields: { 259: [32767] } },
    ]),
  );
  assert.ok(photo.state === 'usable' && photo.width === 96);
});

test('without a preview, or with one that is too small, a file is refused with the reason', async () => {
  const none = await decodePhoto(writeTiffLike([{ ...CFA, fields: { ...CFA.fields, 271: 'NIKON' } }]));
  assert.ok(none.state === 'refused' && none.code === 'unsupported');
  assert.match(none.detail, /^Nikon NEF without a preview/);
  const little = await decodePhoto(writeTiffLike([{ fields: make('SONY'), jpeg: await jpegOf(1, 90, 60) }, CFA]));
  assert.ok(little.state === 'refused' && little.code === 'unsupported');
  assert.match(little.detail, /90×60 pixels, .* from 64 pixels on its short side/);
});

test('an ordinary TIFF stays one, whatever made it', async () => {
  const tiff = await pixels(syntheticPhoto(2, 90, 70))
    .withExif({ IFD0: { Make: 'NIKON' } })
    .tiff()
    .toBuffer();
  const photo = await decodePhoto(tiff);
  assert.ok(photo.state === 'usable' && photo.format === 'TIFF' && photo.width === 90);
});

test('JPEGs are found between anything, whole ones only, and none inside another', () => {
  const nested = Buffer.concat([
    full.subarray(0, 2),
    Buffer.from([0xff, 0xe1]),
    length(small.length + 2),
    small,
    full.subarray(2),
  ]);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom(small, middle, full, nested), fc.nat(50), fc.nat(200))),
      fc.boolean(),
      (pieces, cutLast) => {
        const parts: Buffer[] = [];
        const expected: number[] = [];
        let at = 0;
        for (const [i, [jpeg, seed, gap]] of pieces.entries()) {
          // noise without FF, so that it cannot be taken for a beginning
          const random = randomFrom(seed);
          const between = Buffer.from(Array.from({ length: gap }, () => Math.floor(random() * 255)));
          const cut = cutLast && i === pieces.length - 1;
          parts.push(between, cut ? jpeg.subarray(0, jpeg.length - 2) : jpeg);
          if (!cut) expected.push(at + gap);
          at += gap + jpeg.length;
        }
        const found = findJpegs(Buffer.concat(parts)).map(({ start }) => start);
        assert.deepEqual(cutLast ? found.slice(0, expected.length) : found, expected);
      },
    ),
  );
  assert.equal(jpegAt(lossless, 0), undefined);
  assert.deepEqual(jpegAt(full, 0), { start: 0, end: full.length, width: 480, height: 320, hasExif: false });
});

function length(value: number): Buffer {
  return Buffer.from([value >> 8, value & 255]);
}

test('whatever is done to a raw file, it is opened or refused in a sentence, and soon', async () => {
  const files = containers(middle, 6).map(([, file]) => file);
  const changes = fc.record({
    file: fc.constantFrom(...files),
    cut: fc.double({ min: 0.02, max: 1, noNaN: true }),
    bytes: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 }),
    words: fc.array(fc.tuple(fc.nat(400), fc.constantFrom(0, 8, 0xffff, 0xffffffff, 0x7fffffff)), { maxLength: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(changes, async ({ file, cut, bytes, words }) => {
      const changed = Buffer.from(file.subarray(0, Math.ceil(file.length * cut)));
      for (const [at, value] of bytes) changed[at % changed.length] = value;
      for (const [at, value] of words) if (at + 4 <= changed.length) changed.writeUInt32LE(value, at);
      const photo = await decodePhoto(changed);
      if (photo.state === 'refused') assert.doesNotMatch(photo.detail, /\.$/);
    }),
    { numRuns: 400 },
  );
});

test('a file full of beginnings is given up soon', (t) => {
  const start = Buffer.from([0xff, 0xd8, 0xff, 0xfe, 0, 4]);
  const bytes = Buffer.alloc(6 * 2 ** 20);
  for (let at = 0; at < bytes.length; at += start.length) start.copy(bytes, at);
  const searching = t.mock.method(bytes, 'indexOf');
  assert.deepEqual(findJpegs(bytes), []);
  assert.ok(searching.mock.callCount() < 1000);
});
