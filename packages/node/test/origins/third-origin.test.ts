/** An origin that no module but this one knows: its photos are indexed, chosen and drawn as those of files are. */

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { makePlan, parseSettings, type Raster, render } from '@tesserae/core';
import {
  findPhotos,
  forgetPhotos,
  type LibraryFile,
  libraryStats,
  listPhotos,
  openLibrary,
  readLibrary,
} from '@tesserae/node';
import { isKnownOriginal, isThere, ORIGINS, type PhotoFallback, photoFacts } from '@tesserae/node/internal';
import { syntheticPhoto, temporaryFolder, writePhotos } from '@tesserae/testing';
import { type MemoryPhoto, memoryOrigin } from '../support/memory-origin.js';
import { indexPhotos, openPhotos } from '../support/shared-decoders.js';

const WRITTEN = Date.UTC(2019, 6, 4, 12);

/** The same photos in a folder and in memory, and a library that knows of both origins. */
async function opened(t: TestContext, count = 20) {
  const folder = temporaryFolder(t);
  const files = await writePhotos(folder, count, { width: 400, height: 300 });
  const photos = new Map<string, MemoryPhoto>();
  for (const file of files) {
    utimesSync(file, WRITTEN / 1000, WRITTEN / 1000);
    photos.set(`memory:album/${basename(file)}`, { bytes: readFileSync(file), written: WRITTEN });
  }
  const path = join(temporaryFolder(t), 'l.tesserae');
  const library = await openLibrary(path, { create: true, origins: [memoryOrigin(photos), ...ORIGINS] });
  t.after(() => library.close());
  return { folder, photos, library, path };
}

/** A mosaic of all photos of a library, in cells that are larger than thumbnails. */
async function mosaic(library: LibraryFile) {
  const { library: facts, paths } = readLibrary(library);
  const notices: PhotoFallback[] = [];
  const photos = openPhotos(library, facts.ids, { onNotice: (fallback) => notices.push(fallback) });
  const target = syntheticPhoto(99, 120, 90);
  const { plan } = await makePlan({ target, library: facts, photos, settings: parseSettings({ columns: 6 }) });
  const rows: Raster['data'][] = [];
  for await (const { raster } of render(plan, photos, { cell: 240 })) rows.push(raster.data.slice());
  return { plan, rows, notices, paths, facts: photoFacts(library, facts.ids) };
}

test('photos of another origin make the mosaic that the same photos in files make', async (t) => {
  const { folder, library } = await opened(t);
  const report = await indexPhotos(library, ['memory:album']);
  assert.deepEqual([report.photos, report.added, report.refused], [20, 20, 0]);
  const other = await openLibrary(join(temporaryFolder(t), 'l.tesserae'), { create: true });
  t.after(() => other.close());
  await indexPhotos(other, [folder]);

  const [here, there] = [await mosaic(library), await mosaic(other)];
  assert.equal(here.notices.length, 0);
  assert.deepEqual(here.plan, there.plan);
  assert.deepEqual(here.rows, there.rows);
  assert.deepEqual(here.facts, there.facts);
  assert.ok(here.paths.every((path) => path.startsWith('In memory/album/photo-')));
  assert.deepEqual(libraryStats(library), libraryStats(other));
});

test('a photo in a file and in another origin is one photo, drawn from where it still is', async (t) => {
  const { folder, photos, library } = await opened(t, 3);
  const report = await indexPhotos(library, [folder, 'memory:album']);
  assert.deepEqual([report.photos, report.duplicates], [3, 3]);
  assert.ok(listPhotos(library).every(({ paths }) => paths.length === 2));
  assert.ok(await isKnownOriginal(library, join(folder, 'photo-0001.jpg')));
  assert.ok(!(await isKnownOriginal(library, 'memory:album/photo-0001.jpg')));

  assert.ok(await isThere(library.origins, 'memory:album'));
  photos.clear();
  assert.ok(!(await isThere(library.origins, 'memory:album')));
  assert.deepEqual((await mosaic(library)).notices, []);
  const gone = await indexPhotos(library, ['memory:album'], {
    listed: [Buffer.from('memory:album/photo-0001.jpg')],
  }).catch((error) => error.code);
  assert.equal(gone, 'not-found');
  const listed = await indexPhotos(library, [], { listed: [Buffer.from('memory:album/photo-0001.jpg')] });
  assert.deepEqual(
    listed.refusals.map(({ path, code }) => [path, code]),
    [['In memory/album/photo-0001.jpg', 'not-found']],
  );
});

test('what changes, vanishes or is no photo in another origin is told by the name it has there', async (t) => {
  const { photos, library } = await opened(t, 4);
  photos.set('memory:album/bad.jpg', { bytes: Buffer.from('no picture'), written: WRITTEN });
  photos.set('memory:album/notes.txt', { bytes: Buffer.from('nor this'), written: WRITTEN });
  const first = await indexPhotos(library, ['memory:album']);
  assert.deepEqual([first.photos, first.skipped, first.refusals[0].path], [4, 1, 'In memory/album/bad.jpg']);
  assert.equal((await indexPhotos(library, ['memory:album'])).bytes, 0, 'nothing is read again');

  // between the scan and the drawing
  const [one, two] = ['memory:album/photo-0001.jpg', 'memory:album/photo-0002.jpg'];
  const { bytes } = photos.get(one) ?? assert.fail();
  photos.set(one, { bytes: photos.get(two)?.bytes ?? bytes, written: WRITTEN + 1 });
  photos.delete(two);
  const { notices, paths } = await mosaic(library);
  assert.equal(new Set(notices.map(({ photo }) => photo)).size, 2);
  assert.ok(notices.every((notice) => paths.some((path) => notice.reason.file === path)));

  const second = await indexPhotos(library, ['memory:album']);
  assert.deepEqual([second.photos, second.forgotten], [3, 1]);
  assert.equal(findPhotos(library, 'album/photo-0003.jpg').length, 1);
  assert.equal(await forgetPhotos(library, ['photo-000?.jpg']), 3);
});

test('a filter goes by the time that the origin tells', async (t) => {
  const { library } = await opened(t, 2);
  await indexPhotos(library, ['memory:']).catch(({ code }) => assert.equal(code, 'not-found'));
  await indexPhotos(library, ['memory:album']);
  const since = (seconds: number) => readLibrary(library, { filter: { since: seconds } }).library.ids.length;
  assert.deepEqual([since(WRITTEN / 1000 - 90_000), since(WRITTEN / 1000 + 90_000)], [2, 0]);
});

test('a library that knows an origin which this program does not is listed, and drawn from its thumbnails', async (t) => {
  const { library, path } = await opened(t, 3);
  await indexPhotos(library, ['memory:album']);
  library.close();
  const stranger = await openLibrary(path, { readOnly: true });
  t.after(() => stranger.close());
  assert.equal(listPhotos(stranger)[0].paths[0], 'memory:album/photo-0000.jpg');
  const { notices } = await mosaic(stranger);
  assert.ok(notices.length > 0 && notices.every((notice) => /"memory"/.test(String(notice.reason.received))));
});

test('photos of files are not read here: their bytes stay with whoever decodes them', async (t) => {
  const { sourceOf } = await import('@tesserae/node/internal');
  mkdirSync(join(temporaryFolder(t), 'x'));
  const address = { origin: 'file', key: '/nowhere/a.jpg' };
  assert.deepEqual(await sourceOf(ORIGINS, address), { name: '/nowhere/a.jpg', content: address });
});
