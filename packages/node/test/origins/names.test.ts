/** File names of any bytes, links, pipes, and files that may not be read. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { forgetPhotos, type LibraryFile, listPhotos, openLibrary, readLibrary } from '@tesserae/node';
import { byteName, openFile, showPhoto } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder, writePhotos } from '@tesserae/testing';
import { indexPhotos, openPhotos } from '../support/shared-decoders.js';

async function emptyLibrary(t: TestContext): Promise<LibraryFile> {
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  return library;
}

test('odd names are found, listed and read', async (t) => {
  const folder = temporaryFolder(t);
  const given = ['фото 日本語 🐶 é.jpg', 'e\u0301te\u0301-nfd.jpg', '-rf.jpg', 'new\nline.jpg', 'a.jpg[page=1].jpg'];
  const names = [...given, `quote'"&<b>$(x);\`y\`.jpg`, '100%25 #1?.jpg', `${'n'.repeat(236)}.jpg`, 'space .jpg'];
  const photos = await writePhotos(temporaryFolder(t), names.length + 1, { width: 200, height: 160 });
  for (const [i, name] of names.entries()) copyFileSync(photos[i], join(folder, name));
  // and one that is not UTF-8
  const raw = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x6a, 0x70, 0x67])]);
  copyFileSync(photos[names.length], raw);
  const library = await emptyLibrary(t);

  const report = await indexPhotos(library, [folder]);
  assert.deepEqual([report.photos, report.refused, report.skipped], [names.length + 1, 0, 0]);
  const paths = listPhotos(library).flatMap((photo) => photo.paths);
  const expected = [...names, 'f\ufffd\ufffd.jpg'].map((name) => join(folder, name));
  assert.deepEqual(paths.toSorted(), expected.toSorted());

  // every original is found again under its name
  const { ids } = readLibrary(library).library;
  const source = openPhotos(library, ids, { onNotice: ({ reason }) => assert.fail(reason.code) });
  for (const photo of ids.keys()) {
    await source.view({ photo, crop: { x: 0, y: 0, w: 1, h: 1 }, mirrored: false }, 150, 120);
  }
  assert.equal((await indexPhotos(library, [folder])).unchanged, names.length + 1);
});

test('a refused file whose name is not UTF-8 is named by its bytes', async (t) => {
  const folder = temporaryFolder(t);
  const name = Buffer.from([0xff, 0x2e, 0x70, 0x6e, 0x67]);
  const path = Buffer.concat([Buffer.from(`${folder}/`), name]);
  writeFileSync(path, 'no picture');
  const { refusals } = await indexPhotos(await emptyLibrary(t), [folder]);
  assert.equal(refusals[0].path, join(folder, '\ufffd.png'));
  assert.deepEqual(Buffer.from(refusals[0].pathBytes!), path);
});

test('links are followed once, and never out of what was given', async (t) => {
  const [folder, outside] = [temporaryFolder(t), temporaryFolder(t)];
  const [photo] = await writePhotos(folder, 3);
  await writePhotos(outside, 2, { seed: 50 });
  mkdirSync(join(folder, '.hidden'));
  copyFileSync(photo, join(folder, '.hidden', 'inner.jpg'));
  symlinkSync('.', join(folder, 'loop'));
  symlinkSync(photo, join(folder, 'again.jpg')); // the same file, not a duplicate
  symlinkSync(join(folder, '.hidden', 'inner.jpg'), join(folder, 'visible.jpg'));
  symlinkSync('/nonexistent/a.jpg', join(folder, 'dangling.jpg'));
  symlinkSync('itself.jpg', join(folder, 'itself.jpg'));
  symlinkSync(outside, join(folder, 'elsewhere'));

  const library = await emptyLibrary(t);
  const report = await indexPhotos(library, [folder]);
  assert.deepEqual([report.photos, report.duplicates, report.skipped, report.refused], [3, 1, 3, 0]);

  // what the user names may itself be a link; naming things twice changes nothing
  symlinkSync(outside, join(outside, 'self'));
  const both = await indexPhotos(library, [folder, join(folder, 'elsewhere'), outside, photo]);
  assert.deepEqual([both.photos, both.duplicates, both.skipped], [5, 1, 2]);
});

test('hidden files and junk are left out, unless they are named', async (t) => {
  const folder = temporaryFolder(t);
  const [photo] = await writePhotos(folder, 1);
  for (const junk of ['.Trash-1000', '@eaDir', '__MACOSX', 'Catalogue.lrdata', '$RECYCLE.BIN']) {
    mkdirSync(join(folder, junk));
    copyFileSync(photo, join(folder, junk, 'a.jpg'));
  }
  for (const junk of ['.hidden.jpg', '._a.jpg', 'Thumbs.db', 'desktop.ini']) copyFileSync(photo, join(folder, junk));
  const library = await emptyLibrary(t);
  const report = await indexPhotos(library, [folder]);
  assert.deepEqual([report.photos, report.duplicates, report.skipped, report.refused], [1, 0, 0, 0]);
  assert.equal((await indexPhotos(library, [join(folder, '.Trash-1000')])).photos, 1);
});

test('pipes are named and never waited on', { timeout: 60_000 }, async (t) => {
  if (!canRun(t, hasCommand('mkfifo'), 'mkfifo')) return;
  const folder = temporaryFolder(t);
  await writePhotos(folder, 1);
  spawnSync('mkfifo', [join(folder, 'pipe.jpg'), join(folder, 'pipe')]);
  mkdirSync(join(folder, 'folder.jpg'));
  const report = await indexPhotos(await emptyLibrary(t), [folder]);
  assert.deepEqual([report.photos, report.skipped], [1, 1]);
  assert.deepEqual(
    report.refusals.map(({ path, code }) => [path, code]),
    [[join(folder, 'pipe.jpg'), 'special-file']],
  );
});

test('what becomes a pipe or a link after the scan is not opened either', { timeout: 60_000 }, async (t) => {
  if (!canRun(t, hasCommand('mkfifo'), 'mkfifo')) return;
  const folder = temporaryFolder(t);
  spawnSync('mkfifo', [join(folder, 'pipe.jpg')]);
  symlinkSync('/dev/zero', join(folder, 'link.jpg'));
  for (const name of ['pipe.jpg', 'link.jpg', '.']) {
    const special = (error: unknown): boolean => error instanceof MosaicError && error.code === 'special-file';
    await assert.rejects(openFile(byteName(join(folder, name))), special, name);
  }
});

test('what may not be read is refused, not forgotten, and tried again', async (t) => {
  const root = process.getuid?.() === 0;
  const folder = temporaryFolder(t);
  const [locked] = await writePhotos(folder, 2);
  mkdirSync(join(folder, 'sub'));
  await writePhotos(join(folder, 'sub'), 2, { seed: 20 });
  const program = `
    import { chmodSync } from 'node:fs';
    import { indexPhotos, openLibrary } from '${new URL('../../dist/index.js', import.meta.url).href}';
    const library = await openLibrary(process.argv[2] + '/a.tesserae', { create: true });
    const counts = async () => {
      const { photos, unchanged, refused, forgotten, refusals } = await indexPhotos(library, [process.argv[1]]);
      return [photos, unchanged, refused, forgotten, refusals.map((refusal) => refusal.code).join(' ')];
    };
    const first = await counts();
    chmodSync(process.argv[1] + '/photo-0000.jpg', 0o644);
    chmodSync(process.argv[1] + '/sub', 0);
    const second = await counts();
    library.close();
    console.log(JSON.stringify([first, second]));`;
  // root may read everything, so the program runs as somebody else
  const nobody = 65534;
  const library = temporaryFolder(t);
  if (root) spawnSync('chown', ['-R', `${nobody}:${nobody}`, folder, library]);
  chmodSync(locked, 0);
  const identity = root ? { uid: nobody, gid: nobody } : {};
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', program, folder, library], identity);
  chmodSync(join(folder, 'sub'), 0o755);
  if (!canRun(t, !/EACCES.*(dist|node_modules)/.test(String(run.stderr)), 'a clone that another user can read')) return;
  assert.deepEqual(JSON.parse(String(run.stdout) || `"${run.stderr}"`), [
    [3, 0, 1, 0, 'unreadable'],
    [2, 1, 1, 0, 'unreadable'],
  ]);
});

test('forgetting takes files, folders and patterns, and edits nothing but the library', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'deep'));
  await writePhotos(folder, 3);
  await writePhotos(join(folder, 'deep'), 4, { seed: 30 });
  const library = await emptyLibrary(t);
  await indexPhotos(library, [folder]);
  const left = (): number => readLibrary(library).library.ids.length;

  assert.equal(await forgetPhotos(library, [join(folder, 'photo-000?.png')]), 0);
  assert.equal(await forgetPhotos(library, [join(folder, 'photo-000?.jpg')]), 3, '* and ? stay within a folder');
  assert.equal(left(), 4);
  assert.equal(await forgetPhotos(library, [join(folder, '**', 'photo-0000.jpg')]), 1);
  assert.equal(await forgetPhotos(library, [join(folder, 'dee')]), 0, 'a part of a name is no folder');
  assert.equal(await forgetPhotos(library, [join(folder, 'deep')]), 3);
  assert.equal(left(), 0);
  assert.equal((await indexPhotos(library, [folder])).added, 7);
});

test('a pattern that begins nowhere fits anywhere, as in a .gitignore; one that fits here fits here alone', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['x/kodak', 'y/kodak', 'y/screenshots']) mkdirSync(join(folder, name), { recursive: true });
  for (const [i, name] of ['x/kodak', 'y/kodak', 'y/screenshots'].entries()) {
    await writePhotos(join(folder, name), 2, { seed: i * 10 });
  }
  const library = await emptyLibrary(t);
  const forgotten = async (...globs: string[]): Promise<string[]> => {
    await indexPhotos(library, [folder]);
    await forgetPhotos(library, globs);
    const left = new Set(listPhotos(library).flatMap(({ paths }) => paths));
    await indexPhotos(library, [folder]);
    const all = listPhotos(library).flatMap(({ paths }) => paths);
    return all.filter((path) => !left.has(path)).map((path) => path.slice(folder.length + 1));
  };
  const [first, second] = ['x/kodak/photo-0000.jpg', 'x/kodak/photo-0001.jpg'];
  const both = [first, second, 'y/kodak/photo-0000.jpg', 'y/kodak/photo-0001.jpg'];
  assert.deepEqual(await forgotten('*/kodak/*'), both);
  assert.deepEqual(await forgotten('kodak/'), both);
  assert.deepEqual(await forgotten('kodak/photo-0000.jpg'), [both[0], both[2]]);
  assert.deepEqual(await forgotten('*/screenshots/*', 'x/kodak/photo-0001.jpg'), [
    second,
    'y/screenshots/photo-0000.jpg',
    'y/screenshots/photo-0001.jpg',
  ]);
  assert.deepEqual(await forgotten('dak/photo-0000.jpg', './kodak', '/kodak', 'photo'), []);

  const home = process.cwd();
  process.chdir(join(folder, 'x'));
  try {
    assert.deepEqual(await forgotten('kodak/photo-0000.jpg'), [first]);
    assert.deepEqual(showPhoto(library, 'kodak/photo-0000.jpg').paths, [join(folder, first)]);
  } finally {
    process.chdir(home);
  }
  assert.throws(() => showPhoto(library, 'kodak/photo-0000.jpg'), { code: 'usage', received: 2 });
  assert.equal(showPhoto(library, 'y/kodak/photo-0001.jpg').state, 'usable');
});
