import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodePhoto } from '@tesserae/node/internal-codecs';
import { canRun, hasCommand, samplesFolder, temporaryFolder } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { openUnlimited } from '../support/open-unlimited.js';
import { CODED, type HeicTurn, SHOWN, writeHeic } from '../support/writers/heic.js';

interface Rgb {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function opened(file: Uint8Array): Promise<Rgb> {
  const result = await openUnlimited(file);
  assert.ok('bytes' in result, JSON.stringify(result));
  const { data, info } = await sharp(result.bytes, { failOn: 'warning' })
    .autoOrient()
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.equal(info.channels, 3);
  return { data, width: info.width, height: info.height };
}

/** SHOWN, cut, turned and mirrored by the definition of `irot` and `imir`. */
function expected({ turns = 0, mirror, part = [0, 0, CODED.width, CODED.height] }: HeicTurn): Rgb {
  const [width, height] = turns % 2 === 0 ? [part[2], part[3]] : [part[3], part[2]];
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let [u, v] = [mirror === 1 ? width - 1 - x : x, mirror === 0 ? height - 1 - y : y];
      let [w, h] = [width, height];
      for (let i = 0; i < turns; i++) {
        // before a quarter turn anti-clockwise, what is in the upper row now was in the right column
        [u, v] = [h - 1 - v, u];
        [w, h] = [h, w];
      }
      [u, v] = [u + part[0], v + part[1]];
      const [, colour] = SHOWN.findLast(
        ([[left, top, right, bottom]]) => u >= left && u < right && v >= top && v < bottom,
      )!;
      data.set(colour, (y * width + x) * 3);
    }
  }
  return { data, width, height };
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  assert.equal(a.length, b.length);
  return a.reduce((sum, sample, i) => sum + Math.abs(sample - b[i]), 0) / a.length;
}

const TURNS: readonly HeicTurn[] = [0, 1, 2, 3].flatMap((turns) => [
  { turns },
  { turns, mirror: 0 },
  { turns, mirror: 1 },
]);

test('HEIC is shown as its container says, and the EXIF orientation does not turn it again', async () => {
  for (const turn of TURNS) {
    const { data, ...size } = expected(turn);
    for (const exif of [undefined, 6]) {
      const picture = await opened(writeHeic({ ...turn, exif }));
      assert.deepEqual([picture.width, picture.height], [size.width, size.height], JSON.stringify(turn));
      assert.ok(meanDifference(picture.data, data) < 3, JSON.stringify(turn));
    }
  }
  const photo = await decodePhoto(writeHeic({ turns: 1 }));
  assert.ok(photo.state === 'usable');
  assert.deepEqual([photo.width, photo.height, photo.format], [64, 96, 'HEIC']);
});

test('a cropped HEIC is cut before it is turned, however small the part', async () => {
  for (const part of [
    [10, 4, 61, 47],
    [16, 8, 16, 12],
    [0, 0, 96, 20],
  ] as const) {
    for (const turn of TURNS) {
      const { data, ...size } = expected({ ...turn, part });
      const picture = await opened(writeHeic({ ...turn, part }));
      assert.deepEqual([picture.width, picture.height], [size.width, size.height], JSON.stringify({ turn, part }));
      assert.ok(meanDifference(picture.data, data) < 4, JSON.stringify({ turn, part }));
    }
  }
});

test('ImageMagick shows the same', async (t) => {
  if (!canRun(t, hasCommand('convert'), 'convert (Debian: imagemagick)')) return;
  const folder = temporaryFolder(t);
  for (const turn of [TURNS[1], TURNS[5], TURNS[9]]) {
    const file = join(folder, 'a.heic');
    writeFileSync(file, writeHeic(turn));
    const { status, stdout } = spawnSync('convert', [file, '-depth', '8', 'rgb:-']);
    assert.equal(status, 0);
    assert.ok(meanDifference((await opened(readFileSync(file))).data, stdout) < 1.5, JSON.stringify(turn));
  }
});

test('the colour profile goes with the pixels', async () => {
  const source = sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } }).withIccProfile('p3');
  const icc = (await sharp(await source.png().toBuffer()).metadata()).icc!;
  const result = await openUnlimited(writeHeic({ icc }));
  assert.ok('bytes' in result);
  assert.deepEqual((await sharp(result.bytes).metadata()).icc, icc);
});

test('a HEIC that is larger than it says, or more than can be held, is refused', async () => {
  const larger = await openUnlimited(writeHeic({ claimed: [48, 32] }));
  assert.equal('code' in larger && larger.code, 'damaged');
  const bomb = await openUnlimited(writeHeic({ claimed: [15_000, 15_000] }));
  assert.ok('code' in bomb && bomb.code === 'too-large');
  assert.match(bomb.detail, /^15000×15000 pixels, which would take \d+ MB to decode/);
  assert.equal((await opened(writeHeic())).width, 96); // and the next one is read as if nothing had been
});

test('whatever is done to a HEIC, it is opened or refused in a sentence', async () => {
  const whole = writeHeic({ turns: 1, exif: 3 });
  const changes = fc.record({
    cut: fc.oneof(fc.constant(0), fc.nat(whole.length - 40)),
    bytes: fc.array(fc.tuple(fc.integer({ min: 28, max: whole.length - 1 }), fc.nat(255)), { maxLength: 4 }),
  });
  await fc.assert(
    fc.asyncProperty(changes, async ({ cut, bytes }) => {
      const changed = Buffer.from(whole.subarray(0, whole.length - cut));
      for (const [at, value] of bytes) changed[at % changed.length] = value;
      const result = await openUnlimited(changed);
      if ('code' in result) assert.doesNotMatch(result.detail, /\.$/);
      else await sharp(result.bytes).metadata();
    }),
    { numRuns: 300 },
  );
});

test('photos of telephones are read in their colours', async (t) => {
  const samples = samplesFolder();
  if (!canRun(t, samples !== undefined, 'the sample photos (TESSERAE_SAMPLES)')) return;
  if (!canRun(t, hasCommand('convert'), 'convert (Debian: imagemagick)')) return;
  const folder = temporaryFolder(t);
  const file = join(samples!, 'odd', 'iphone11pro-portrait.HEIC');
  const [png, profile] = [join(folder, 'a.png'), join(folder, 'p3.icc')];
  writeFileSync(profile, (await sharp(readFileSync(file)).metadata()).icc!);
  // this ImageMagick hands on the pixels without their profile
  assert.equal(spawnSync('convert', [file, '+profile', '*', '-resize', '96x128!', '-profile', profile, png]).status, 0);
  const theirs = await sharp(png).toColourspace('srgb').removeAlpha().raw().toBuffer();
  const photo = await decodePhoto(readFileSync(file));
  assert.ok(photo.state === 'usable' && photo.taken === Date.UTC(2020, 4, 4, 18, 39, 11) / 1000);
  const result = await openUnlimited(readFileSync(file));
  assert.ok('bytes' in result);
  const ours = await sharp(result.bytes).resize(96, 128, { fit: 'fill' }).toColourspace('srgb').raw().toBuffer();
  assert.ok(meanDifference(ours, theirs) < 3, String(meanDifference(ours, theirs)));
});
