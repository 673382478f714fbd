import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import {
  indexPhotos as indexWithOwnDecoders,
  type LibraryFile,
  listPhotos,
  openLibrary,
  readLibrary,
} from '@tesserae/node';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { indexPhotos } from '../support/shared-decoders.js';

async function emptyLibrary(t: TestContext, name = 'a.tesserae'): Promise<LibraryFile> {
  const library = await openLibrary(join(temporaryFolder(t), name), { create: true });
  t.after(() => library.close());
  return library;
}

const coded =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof MosaicError && error.code === code;

/** All rows, as they are. */
function rowsOf(library: LibraryFile): unknown[] {
  return library.run((prepare) => [
    ...prepare('SELECT * FROM photos ORDER BY hash').all(),
    ...prepare('SELECT * FROM places ORDER BY key').all(),
  ]);
}

test('what is found is counted, and what has not changed is not opened again', async (t) => {
  const folder = temporaryFolder(t);
  const [first] = await writePhotos(folder, 5);
  utimesSync(first, 1000, 1000);
  copyFileSync(first, join(folder, 'copy.jpg'));
  writeFileSync(join(folder, 'notes.txt'), 'nothing to see');
  writeFileSync(join(folder, 'broken.jpg'), 'nothing to see');
  mkdirSync(join(folder, 'deep', 'er'), { recursive: true });
  await writePicture(join(folder, 'deep', 'er', 'last.webp'), syntheticPhoto(99, 70, 90));
  const library = await emptyLibrary(t);

  const seen: number[] = [];
  const refused: string[] = [];
  const once = await indexPhotos(library, [folder], {
    onProgress: ({ stage, done, total }) => {
      assert.deepEqual([stage, total], ['index', 9]);
      seen.push(done);
    },
    onRefused: ({ path, code }) => refused.push(`${path.slice(folder.length + 1)} ${code}`),
  });
  const counts = {
    photos: 6,
    duplicates: 1,
    skipped: 1,
    ownWorks: 0,
    ignored: 0,
    refused: 1,
    repaired: 0,
    forgotten: 0,
  };
  const { bytes, refusals, hidden: _, ...rest } = once;
  assert.deepEqual(rest, { ...counts, added: 6, unchanged: 0 });
  assert.ok(bytes > 6000);
  assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(refused, ['broken.jpg not-a-picture']);
  assert.equal(refusals[0].path, join(folder, 'broken.jpg'));

  // the second run would find zeros if it opened the file: only size and time are as they were
  writeFileSync(first, Buffer.alloc(statSync(first).size));
  utimesSync(first, 1000, 1000);
  refused.length = 0;
  const twice = await indexPhotos(library, [folder], { onRefused: ({ code }) => refused.push(code) });
  assert.equal(twice.bytes, 0);
  assert.equal(twice.refused, 1);
  assert.deepEqual(refused, ['not-a-picture'], 'refused files are named in every run that scans them');
  assert.deepEqual([twice.photos, twice.added, twice.unchanged], [6, 0, 6]);
});

test('touching, changing, renaming and deleting are each noticed for what they are', async (t) => {
  const folder = temporaryFolder(t);
  const [a, b, c, d] = await writePhotos(folder, 4);
  const library = await emptyLibrary(t);
  const { bytes } = await indexPhotos(library, [folder]);

  utimesSync(a, 1, 1); // read again, but not a new content
  const touched = await indexPhotos(library, [folder]);
  assert.deepEqual([touched.added, touched.unchanged, touched.bytes], [0, 4, statSync(a).size]);

  await writePicture(b, syntheticPhoto(1234, 50, 50));
  const changed = await indexPhotos(library, [folder]);
  assert.deepEqual([changed.photos, changed.added, changed.forgotten], [4, 1, 1]);

  renameSync(c, join(folder, 'renamed.jpg'));
  const renamed = await indexPhotos(library, [folder]);
  assert.deepEqual([renamed.photos, renamed.added, renamed.forgotten], [4, 0, 0]);
  assert.ok(listPhotos(library).some(({ paths }) => paths[0] === join(folder, 'renamed.jpg')));

  rmSync(d);
  const deleted = await indexPhotos(library, [folder]);
  assert.deepEqual([deleted.photos, deleted.added, deleted.forgotten], [3, 0, 1]);
  assert.equal(readLibrary(library).library.ids.length, 3);
  assert.ok(bytes > deleted.bytes);
});

test('a scan forgets nothing outside what it scans', async (t) => {
  const folder = temporaryFolder(t);
  const [left, left2] = [join(folder, 'left'), join(folder, 'left2')];
  for (const [i, path] of [left, left2].entries()) {
    mkdirSync(path);
    await writePhotos(path, 3, { seed: 1 + 10 * i });
  }
  const library = await emptyLibrary(t);
  await indexPhotos(library, [left, left2]);
  const report = await indexPhotos(library, [left]);
  assert.deepEqual([report.photos, report.forgotten], [3, 0]);
  assert.equal(readLibrary(library).library.ids.length, 6);
  assert.equal(readLibrary(library, { below: [left] }).library.ids.length, 3);
  const [single] = readdirSync(left2).map((name) => join(left2, name));
  assert.deepEqual(readLibrary(library, { below: [single] }).paths, [single]);
  assert.equal((await indexPhotos(library, [single])).photos, 1);
  await assert.rejects(indexPhotos(library, [join(folder, 'none')]), coded('not-found'));
});

test('any number of jobs writes the same rows', async (t) => {
  const folder = temporaryFolder(t);
  const paths = await writePhotos(folder, 40, { width: 90, height: 70 });
  for (let i = 0; i < 40; i += 4) copyFileSync(paths[i], join(folder, `copy-${i}.jpg`));
  writeFileSync(join(folder, 'cut.jpg'), readFileSync(paths[0]).subarray(0, 900));
  writeFileSync(join(folder, 'cut-too.jpg'), readFileSync(paths[0]).subarray(0, 900));
  const rows: unknown[] = [];
  for (const jobs of [1, 2, 5]) {
    const library = await emptyLibrary(t, `${jobs}.tesserae`);
    await indexWithOwnDecoders(library, [folder], { jobs });
    rows.push(rowsOf(library));
  }
  assert.equal((rows[0] as unknown[]).length, 41 + 52);
  assert.deepEqual(rows[1], rows[0]);
  assert.deepEqual(rows[2], rows[0]);
});

test('the library is in the order of the hashes, with the lowest path of each photo', async (t) => {
  const folder = temporaryFolder(t);
  const [first] = await writePhotos(folder, 9, { width: 40, height: 30 });
  copyFileSync(first, join(folder, 'a-copy.jpg'));
  const library = await emptyLibrary(t);
  await indexPhotos(library, [folder]);
  const read = readLibrary(library);
  assert.deepEqual(read.library.ids, read.library.ids.toSorted());
  for (const [i, path] of read.paths.entries()) {
    assert.equal(createHash('sha256').update(readFileSync(path)).digest('hex'), read.library.ids[i]);
  }
  assert.ok(read.paths.includes(join(folder, 'a-copy.jpg')) && !read.paths.includes(first));
  assert.deepEqual([...read.library.sizes], Array(9).fill([40, 30]).flat());
  assert.deepEqual([...read.library.groups], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
});

test('an abort is heard before much more is done, and what was finished is kept', async (t) => {
  const folder = temporaryFolder(t);
  await writePhotos(folder, 60, { width: 400, height: 300 });
  const library = await emptyLibrary(t);
  const abort = new AbortController();
  const onProgress = ({ done }: { done: number }): void => {
    if (done === 20) abort.abort();
  };
  await assert.rejects(indexPhotos(library, [folder], { signal: abort.signal, onProgress }), coded('aborted'));
  const kept = readLibrary(library).library.ids.length;
  assert.ok(kept >= 20 && kept < 60, String(kept));
  library.close(); // work under way must not write any more
  await new Promise((resolve) => setTimeout(resolve, 100));

  const again = await openLibrary(library.path);
  t.after(() => again.close());
  const report = await indexPhotos(again, [folder]);
  assert.deepEqual([report.photos, report.unchanged], [60, kept]);
  await assert.rejects(indexPhotos(again, [folder], { signal: AbortSignal.abort() }), coded('aborted'));
});

test('originals are as they were', async (t) => {
  const folder = temporaryFolder(t);
  const paths = await writePhotos(folder, 6);
  const state = (): unknown[] =>
    paths.map((path) => {
      const { mtimeNs, ctimeNs, ino, mode } = statSync(path, { bigint: true });
      return [createHash('sha256').update(readFileSync(path)).digest('hex'), mtimeNs, ctimeNs, ino, mode];
    });
  const before = state();
  const library = await emptyLibrary(t);
  await indexPhotos(library, [folder]);
  await indexPhotos(library, [folder]);
  assert.deepEqual(state(), before);
  assert.deepEqual(readdirSync(folder).length, 6);
});

test('photos that are renamed or moved between roots are not decoded again', async (t) => {
  const [one, two] = [temporaryFolder(t), temporaryFolder(t)];
  const photos = await writePhotos(one, 4);
  await writePhotos(two, 2, { seed: 60 });
  const library = await emptyLibrary(t);
  await indexPhotos(library, [one, two]);
  // decoded again, a row would lose this mark
  library.run((prepare) => prepare("UPDATE photos SET codec = 'by hand'").run());

  renameSync(photos[0], join(one, 'other name.jpg'));
  renameSync(photos[1], join(two, 'moved.jpg'));
  mkdirSync(join(one, 'deep'));
  renameSync(photos[2], join(one, 'deep', 'photo-0002.jpg'));
  const report = await indexPhotos(library, [one, two]);
  assert.deepEqual([report.photos, report.added, report.forgotten, report.refused], [6, 0, 0, 0]);
  const codecs = library.run((prepare) => prepare('SELECT DISTINCT codec FROM photos').all());
  assert.deepEqual(
    codecs.map(({ codec }) => codec),
    ['by hand'],
  );
  const paths = listPhotos(library).flatMap((photo) => photo.paths);
  for (const path of [join(one, 'other name.jpg'), join(two, 'moved.jpg'), join(one, 'deep/photo-0002.jpg')]) {
    assert.ok(paths.includes(path), path);
  }
  assert.equal(paths.length, 6);
});

test('what is named is never passed over in silence, and what lies in a folder is if it is no picture', async (t) => {
  const folder = temporaryFolder(t);
  await writePhotos(folder, 1);
  const files: readonly (readonly [name: string, content: Buffer, code: string, detail: RegExp])[] = [
    ['a.tgz', Buffer.from('1f8b0800', 'hex'), 'unsupported', /gzip/],
    ['b.7z', Buffer.from('377abcaf271c', 'hex'), 'unsupported', /7z/],
    ['c.txt', Buffer.from('hello'), 'not-a-picture', /^$/],
  ];
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  writeFileSync(join(folder, '.IMG_1.jpg.icloud'), 'bplist00');
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  for (let round = 0; round < 2; round++) {
    const whole = await indexPhotos(library, [folder]);
    assert.deepEqual(
      whole.refusals.map(({ path, code }) => [path, code]),
      [[join(folder, '.IMG_1.jpg.icloud'), 'unsupported']],
    );
    for (const [name, , code, detail] of files) {
      const { refusals } = await indexPhotos(library, [join(folder, name)]);
      assert.deepEqual(
        refusals.map((refusal) => refusal.code),
        [code],
        name,
      );
      assert.match(refusals[0].detail, detail);
    }
  }
});
