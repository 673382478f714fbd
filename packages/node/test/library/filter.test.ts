/** What hides photos from a mosaic. */

import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { type LibraryFile, openLibrary, type PhotoFilter, readLibrary } from '@tesserae/node';
import { periodOf } from '@tesserae/node/internal';
import { syntheticPhoto, temporaryFolder, writePicture } from '@tesserae/testing';
import sharp, { type Sharp } from 'sharp';
import { indexPhotos } from '../support/shared-decoders.js';

const drawn = (seed: number, width = 160, height = 120): Sharp => {
  const { data } = syntheticPhoto(seed, width, height);
  return sharp(data, { raw: { width, height, channels: 4 } });
};
const dated = (date: string) => ({ IFD2: { DateTimeOriginal: date } });
const seconds = (date: string) => Date.parse(`${date}Z`) / 1000;

async function indexed(t: TestContext, draw: (folder: string) => Promise<unknown>): Promise<LibraryFile> {
  const folder = temporaryFolder(t);
  await draw(folder);
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  assert.equal((await indexPhotos(library, [folder])).refused, 0);
  return library;
}

/** Names of the photos that a sieve lets through, and how many it hides by each reason that hid any. */
function sift(library: LibraryFile, sieve: PhotoFilter) {
  const { paths, hidden } = readLibrary(library, { filter: sieve });
  const names = paths.map((path) => path.split('/').at(-1) ?? '').sort();
  return { names, hidden: Object.fromEntries(Object.entries(hidden).filter(([, count]) => count > 0)) };
}

test('photos are chosen by when they were taken: EXIF, else name, else time', async (t) => {
  const library = await indexed(t, async (folder) => {
    await drawn(1).jpeg().withExif(dated('2019:12:31 23:59:59')).toFile(join(folder, 'IMG_20010101_000000.jpg'));
    await drawn(2).jpeg().toFile(join(folder, 'IMG_20200101_000000.jpg'));
    await drawn(3).jpeg().toFile(join(folder, 'c.jpg'));
    utimesSync(join(folder, 'c.jpg'), 0, new Date(2021, 5, 15, 12).getTime() / 1000);
  });
  const { start, end } = periodOf('2020');
  assert.deepEqual(sift(library, { since: start, until: end }), {
    names: ['IMG_20200101_000000.jpg'],
    hidden: { since: 1, until: 1 },
  });
  assert.deepEqual(sift(library, { until: start }).names, ['IMG_20010101_000000.jpg']);
  assert.deepEqual(sift(library, { since: periodOf('2021-06-15').start }).names, ['c.jpg']);
  assert.deepEqual(sift(library, { since: periodOf('2021-06-16').start }).names, []);
  assert.deepEqual(sift(library, {}), {
    names: ['IMG_20010101_000000.jpg', 'IMG_20200101_000000.jpg', 'c.jpg'],
    hidden: {},
  });
});

test('a year, a month and a day are periods, and nothing else is', () => {
  const spans = ['2019', '2020-02', '2020-02-29', '2019-12-31'].map((text) => periodOf(text));
  assert.deepEqual(spans, [
    { start: seconds('2019-01-01'), end: seconds('2020-01-01') },
    { start: seconds('2020-02-01'), end: seconds('2020-03-01') },
    { start: seconds('2020-02-29'), end: seconds('2020-03-01') },
    { start: seconds('2019-12-31'), end: seconds('2020-01-01') },
  ]);
  for (const wrong of ['', '19', 'yesterday', '2019-13', '2019-02-29', '2019-7', '04.07.2019', '0000']) {
    assert.throws(
      () => periodOf(wrong),
      (error) => error instanceof MosaicError && error.code === 'usage',
      wrong,
    );
  }
});

test('small, flat and blurry photos and screenshots are told, and the others are not', async (t) => {
  const library = await indexed(t, async (folder) => {
    for (const seed of [1, 2, 3]) await writePicture(join(folder, `good-${seed}.jpg`), syntheticPhoto(seed, 400, 300));
    await drawn(4, 400, 99).jpeg().toFile(join(folder, 'small.jpg'));
    await drawn(5, 400, 300).blur(8).jpeg().toFile(join(folder, 'blurry.jpg'));
    const grey = { r: 90, g: 92, b: 88 };
    await sharp({ create: { width: 300, height: 300, channels: 3, background: grey } })
      .png()
      .toFile(join(folder, 'flat.png'));
    await drawn(6, 300, 640).jpeg().toFile(join(folder, 'Bildschirmfoto 3.jpg'));
    await drawn(7, 750, 1334).png().toFile(join(folder, 'IMG_0001.png'));
    await drawn(8, 750, 1334).png().withExif(dated('2020:01:01 00:00:00')).toFile(join(folder, 'camera.png'));
    await drawn(9, 750, 1334).jpeg().toFile(join(folder, 'jpeg.jpg'));
  });
  const every: PhotoFilter = { minSide: 100, skipScreenshots: true, skipFlat: true, skipBlurry: true };
  assert.deepEqual(sift(library, every), {
    names: ['camera.png', 'good-1.jpg', 'good-2.jpg', 'good-3.jpg', 'jpeg.jpg'],
    hidden: { minSide: 1, skipScreenshots: 2, skipFlat: 1, skipBlurry: 1 },
  });
  assert.ok(!sift(library, { minSide: 100 }).names.includes('small.jpg'));
  assert.equal(sift(library, { minSide: 99 }).names.length, 10);
});

test('a library can be told not to keep photos: they are not opened again until something else is asked for', async (t) => {
  const folder = temporaryFolder(t);
  const one = temporaryFolder(t);
  await drawn(1).jpeg().toFile(join(folder, 'IMG_20190101_000000.jpg'));
  await drawn(2).jpeg().toFile(join(folder, 'IMG_20200101_000000.jpg'));
  await drawn(3, 60, 40).jpeg().toFile(join(folder, 'IMG_20200202_000000.jpg'));
  await drawn(2).jpeg().toFile(join(one, 'elsewhere.jpg'));
  const library = await openLibrary(join(one, 'a.tesserae'), { create: true });
  t.after(() => library.close());
  const index = async (sieve?: PhotoFilter) => {
    const { photos, skipped, hidden, bytes } = await indexPhotos(library, [folder], { filter: sieve });
    return [photos, skipped, hidden.since, hidden.minSide, bytes > 0];
  };
  const since = periodOf('2020').start;
  assert.deepEqual(await index(), [3, 0, 0, 0, true]);
  assert.deepEqual(await index({ since }), [2, 0, 1, 0, false], 'also what was known before');
  assert.deepEqual(await index({ since }), [2, 0, 1, 0, false], 'and not opened again');
  assert.deepEqual(await index({ minSide: 50, since }), [1, 0, 1, 1, true], 'another wish');
  assert.equal(readLibrary(library).library.ids.length, 1);
  assert.equal((await indexPhotos(library, [join(one, 'elsewhere.jpg')])).photos, 1);
  assert.deepEqual(await index(), [3, 0, 0, 0, true], 'all of them are back');
});
