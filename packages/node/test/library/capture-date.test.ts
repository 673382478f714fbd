/** When a photo was taken: by EXIF (exiftool is the judge), by name, by the file's time. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { captureDate, dateInName, exifFacts } from '@tesserae/node/internal';
import { decodePhoto } from '@tesserae/node/internal-codecs';
import { canRun, hasCommand, type PictureFormat, temporaryFolder, writePhotos } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';

const at = (text: string) => Date.parse(`${text}Z`) / 1000;

test('the date of EXIF is read in every format that has one', async (t) => {
  if (!canRun(t, hasCommand('exiftool'), 'exiftool')) return;
  const folder = temporaryFolder(t);
  const formats: PictureFormat[] = ['jpg', 'png', 'webp', 'avif', 'tiff'];
  for (const format of formats) {
    const [path] = await writePhotos(folder, 1, { format });
    const none = await decodePhoto(readFileSync(path));
    assert.equal(none.state === 'usable' && none.taken, null, format);
    execFileSync('exiftool', ['-q', '-overwrite_original', '-EXIF:DateTimeOriginal=2019:07:04 15:30:12', path]);
    const dated = await decodePhoto(readFileSync(path));
    assert.equal(dated.state === 'usable' && dated.taken, at('2019-07-04T15:30:12'), format);
  }
});

/** A block of EXIF as libvips writes it. */
async function block(original: string, digitized = original): Promise<Buffer> {
  const exif = {
    IFD0: { Software: 'Some program' },
    IFD2: { DateTimeOriginal: original, DateTimeDigitized: digitized },
  };
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .jpeg()
    .withExif(exif)
    .toBuffer();
  return (await sharp(bytes).metadata()).exif ?? assert.fail('no EXIF');
}

test('what is no date is none, and the day it was scanned stands in', async () => {
  assert.deepEqual(exifFacts(await block('1999:12:31 23:59:59')), {
    taken: at('1999-12-31T23:59:59'),
    software: 'Some program',
    adobeRgb: false,
  });
  assert.equal(exifFacts(await block('0000:00:00 00:00:00')).taken, null);
  assert.equal(exifFacts(await block('2019:02:29 00:00:00', '2020-02-29T01:02:03')).taken, at('2020-02-29T01:02:03'));
  assert.equal(exifFacts(undefined).taken, null);
});

test('no bytes make it throw', async () => {
  const whole = await block('2019:07:04 15:30:12');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
      fc.nat(whole.length),
      (flips, end) => {
        const bytes = Buffer.from(whole.subarray(0, end));
        for (const [place, value] of flips) if (place < end) bytes[place] = value;
        exifFacts(bytes);
      },
    ),
    { numRuns: 2000, seed: 3 },
  );
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 60 }),
      (tail) => exifFacts(Buffer.concat([Buffer.from('MM\0*'), tail])).software !== null,
    ),
  );
});

const NAMES: readonly (readonly [name: string, date: string | undefined])[] = [
  ['20190704_153012.jpg', '2019-07-04T15:30:12'],
  ['2019-07-04 15.30.12.jpg', '2019-07-04T15:30:12'],
  ['IMG-20190704-WA0001.jpg', '2019-07-04T00:00:00'],
  ['PXL_20210203_040506789.MP.jpg', '2021-02-03T04:05:06'],
  ['Screenshot 2021-02-03 at 04.05.06.png', '2021-02-03T04:05:06'],
  ['signal-2021-02-03-040506_002.jpg', '2021-02-03T04:05:06'],
  ['Foto 2004_02_29.jpg', '2004-02-29T00:00:00'],
  ['IMG_2041.jpg', undefined],
  ['20201301.jpg', undefined],
  ['2019-0704.jpg', undefined],
  ['120190704.jpg', undefined],
  ['DSC20190704123.jpg', undefined],
];

test('names tell dates as cameras and messengers write them', () => {
  for (const [name, date] of NAMES) assert.equal(dateInName(name), date && at(date), name);
  const milliseconds = new Date(2018, 6, 4, 17, 30, 12, 345).getTime();
  assert.equal(dateInName(`FB_IMG_${milliseconds}.jpg`), at('2018-07-04T17:30:12'));
});

test('EXIF goes before names, names before times, and the earliest is taken', () => {
  const local = new Date(2001, 0, 2, 3, 4, 5).getTime();
  const files = [
    { name: '/2001-01-01/b.jpg', written: local + 10 ** 6 },
    { name: '/a/c.jpg', written: local },
  ];
  assert.deepEqual(captureDate(7, files), { seconds: 7, from: 'exif' });
  assert.deepEqual(captureDate(null, files), { seconds: at('2001-01-02T03:04:05'), from: 'mtime' });
  const named = [...files, { name: '/20200202.jpg', written: 0 }, { name: '/x/20190202.jpg', written: 0 }];
  assert.deepEqual(captureDate(null, named), { seconds: at('2019-02-02T00:00:00'), from: 'name' });
});

test('a photo may have more copies than a call has arguments', () => {
  const written = at('2020-01-02T03:04:05') * 1000;
  const files = Array.from({ length: 150_000 }, (_, i) => ({ name: `/a/${i}x.jpg`, written: written + i }));
  assert.equal(captureDate(null, files).from, 'mtime');
  const named = files.map(({ written }) => ({ name: '/a/20190704_153012.jpg', written }));
  assert.deepEqual(captureDate(null, named), { seconds: at('2019-07-04T15:30:12'), from: 'name' });
});
