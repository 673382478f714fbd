/** Every file of the samples' folder of odd ones, and what becomes of it. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { listPhotos, openLibrary } from '@tesserae/node';
import { canRun, samplesFolder, temporaryFolder } from '@tesserae/testing';
import { indexPhotos, inspectFile, readTarget } from '../support/shared-decoders.js';

function oddFolder(t: TestContext): string | undefined {
  const samples = samplesFolder();
  return canRun(t, samples !== undefined, 'the sample photos (TESSERAE_SAMPLES)') ? join(samples!, 'odd') : undefined;
}

/** The refused ones, by code. All others but the ignored are usable or repaired. */
const REFUSED: Readonly<Record<string, string>> = {
  damaged:
    'bomb-2147483647.png bomb.gif broken-no-frames.gif broken-xc9n2c08.png broken-xd9n2c08.png broken-xdtn0g01.png broken.heif',
  empty: 'empty.jpg',
  'not-a-picture':
    'broken-xcrn0g04.png broken-xs1n0g01.png html-named.png one-byte.jpg pdf-named.jpg random.jpg text-named.jpg zeros.jpg',
  'too-large': 'bomb-20000x14000.jpg bomb-20000x20000-1bit.png bomb-50000x50000-1bit.png',
  truncated: 'broken-header.jpg broken-truncated.png truncated-half.jpg truncated-header.jpg',
  unsupported: 'icon.ico jpeg-12bit.jpg photo.ppm svg-entities.svg svg-external.svg tiny.psd',
};

/** Irregular files of which what could be read is taken; the samples' list suggests "skip, or partial". */
const REPAIRED =
  'broken-data-stream.png broken-incomplete.jpg broken-truncated.jpg broken-xcsn0g01.png broken-xhdn0g08.png';

test('every odd file is used, repaired, refused with a reason, or ignored', async (t) => {
  const folder = oddFolder(t);
  if (folder === undefined) return;
  const library = await openLibrary(join(temporaryFolder(t), 'odd.tesserae'), { create: true });
  t.after(() => library.close());
  const report = await indexPhotos(library, [folder]);
  const listed = listPhotos(library);

  const names = (paths: readonly string[]): string[] => paths.map((path) => path.slice(folder.length + 1)).sort();
  for (const [code, files] of Object.entries(REFUSED)) {
    const refused = report.refusals.filter((refusal) => refusal.code === code);
    assert.deepEqual(names(refused.map(({ path }) => path)), files.split(' ').sort(), code);
    for (const { detail } of refused) assert.doesNotMatch(detail, /\.$/);
  }
  const repaired = listed.filter(({ state }) => state === 'repaired');
  assert.deepEqual(names(repaired.flatMap(({ paths }) => paths)), REPAIRED.split(' ').sort());

  const rows = readFileSync(join(folder, 'ODD.tsv'), 'utf8').trim().split('\n').slice(1);
  const ignored = ['._UPPER.JPG', '.DS_Store', 'Thumbs.db', '.hidden.jpg'];
  const seen = new Set(names(listed.flatMap(({ paths }) => paths)));
  const refused = new Set(Object.values(REFUSED).flatMap((files) => files.split(' ')));
  for (const [file, , suggestion] of rows.map((row) => row.split('\t'))) {
    assert.equal(seen.has(file), !ignored.includes(file), file);
    if (/^(decode|first|found|near)/.test(suggestion) && !/skip/.test(suggestion)) {
      assert.ok(!refused.has(file), `${file}: ${suggestion}`);
    }
  }
  assert.deepEqual(
    { photos: report.photos, repaired: report.repaired, refused: report.refused, skipped: report.skipped },
    { photos: 64, repaired: 5, refused: 29, skipped: 1 }, // skipped: ODD.tsv itself
  );
  // byte-identical: duplicate-a, -b, damaged-…'s original UPPER.JPG, photo-no-extension, jpeg-named.png
  assert.equal(report.duplicates, 4);
});

test('a target must be whole', async (t) => {
  const folder = oddFolder(t);
  if (folder === undefined) return;
  const refusals: Readonly<Record<string, string>> = {
    'empty.jpg': 'empty',
    'truncated-half.jpg': 'truncated',
    'broken-truncated.png': 'truncated',
    'broken-xcsn0g01.png': 'damaged',
    'text-named.jpg': 'not-a-picture',
    'svg-external.svg': 'unsupported',
    'broken.heif': 'damaged',
    'tiny.psd': 'unsupported',
    'bomb-50000x50000-1bit.png': 'too-large',
    'no-such-file.jpg': 'not-found',
  };
  for (const [file, code] of Object.entries(refusals)) {
    const path = join(folder, file);
    await assert.rejects(readTarget(path), (error) => {
      assert.ok(error instanceof MosaicError, file);
      assert.equal(error.code, code, file);
      assert.equal(error.file, path);
      return true;
    });
  }
  const turned = await readTarget(join(folder, 'exif-orient-6-portrait.jpg'));
  assert.deepEqual([turned.width, turned.height, turned.raster.width], [1200, 1800, 1200]);
});

test('a file is inspected: what it is, and why it would be refused', async (t) => {
  const folder = oddFolder(t);
  if (folder === undefined) return;
  const ink = await inspectFile(join(folder, 'cmyk-swop-icc.jpg'));
  assert.equal(ink.header?.profile, 'U.S. Web Coated (SWOP) v2');
  assert.deepEqual([ink.state, ink.format, ink.header?.space], ['usable', 'JPEG', 'cmyk']);
  const turned = await inspectFile(join(folder, 'exif-orient-6-portrait.jpg'));
  assert.deepEqual(turned.header?.stored, { width: 1800, height: 1200 });
  assert.deepEqual(turned.header?.upright, { width: 1200, height: 1800 });
  assert.equal(turned.header?.orientation, 6);
  assert.equal((await inspectFile(join(folder, 'anim.gif'))).header?.frames, 42);
  const deep = await inspectFile(join(folder, 'png-16bit-grey-alpha.png'));
  assert.deepEqual([deep.header?.bits, deep.header?.alpha, deep.header?.profile], [16, true, 'Greyscale D50']);
  assert.match((await inspectFile(join(folder, 'jpeg-12bit.jpg'))).detail!, /^a JPEG of 12 bits a sample/);
  const missing = await inspectFile(join(folder, 'no-such-file.jpg'));
  assert.deepEqual([missing.state, missing.code, missing.header], ['refused', 'not-found', undefined]);
});
