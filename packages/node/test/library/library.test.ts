import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, posix, win32 } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DatabaseSync } from '@photostructure/sqlite';
import { MosaicError } from '@tesserae/core';
import { defaultLibraryPath, openLibrary, readLibrary, verifyLibrary } from '@tesserae/node';
import { showPhoto } from '@tesserae/node/internal';
import { canRun, temporaryFolder, writePhotos } from '@tesserae/testing';
import { indexPhotos } from '../support/shared-decoders.js';

const coded =
  (code: string, message = /./) =>
  (error: unknown): boolean =>
    error instanceof MosaicError && error.code === code && message.test(error.message);

/** The path of a library of `count` photos, closed. */
async function smallLibrary(t: TestContext, count: number): Promise<string> {
  const path = join(temporaryFolder(t), 'library.tesserae');
  const library = await openLibrary(path, { create: true });
  const folder = temporaryFolder(t);
  await writePhotos(folder, count, { width: 80, height: 60 });
  await indexPhotos(library, [folder]);
  library.close();
  return path;
}

/** Lazily: SQLite's statements, and with them the file, live until they are collected as garbage. */
function unmount(folder: string): void {
  spawnSync('umount', ['-l', folder]);
}

for (const [platform, env, folder] of [
  ['linux', { XDG_DATA_HOME: '/data', HOME: '/home/a' }, '/data/'],
  ['linux', { XDG_DATA_HOME: 'relative', HOME: '/home/a' }, '/home/a/.local/share/'],
  ['linux', { HOME: '/home/a' }, '/home/a/.local/share/'],
  ['darwin', { HOME: '/Users/a' }, '/Users/a/Library/Application Support/'],
  ['darwin', { XDG_DATA_HOME: '/data', HOME: '/Users/a' }, '/data/'],
  ['win32', { LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local', HOME: '/c/Users/a' }, 'C:\\Users\\a\\AppData\\Local\\'],
  ['win32', { XDG_DATA_HOME: 'D:\\data', LOCALAPPDATA: 'C:\\L' }, 'D:\\data\\'],
] as const) {
  test(`the default library of ${platform} is in ${folder} if the environment is ${JSON.stringify(env)}`, () => {
    const { join } = platform === 'win32' ? win32 : posix;
    assert.equal(defaultLibraryPath(env, platform), join(folder, 'tesserae', 'library.tesserae'));
  });
}

test('a library is made with its folder, and is one file when closed', async (t) => {
  const folder = join(temporaryFolder(t), 'not', 'there', 'yet');
  const path = join(folder, 'library.tesserae');
  await assert.rejects(openLibrary(path), { code: 'no-library', waysOut: [{ run: 'index', library: path }] });
  assert.ok(!existsSync(folder));
  const library = await openLibrary(path, { create: true });
  assert.deepEqual(readLibrary(library).library.ids, []);
  library.close();
  library.close();
  assert.deepEqual(readdirSync(folder), ['library.tesserae']);
  (await openLibrary(path)).close();
});

test('what is not a library is never touched', async (t) => {
  const folder = temporaryFolder(t);
  const foreign = join(folder, 'foreign.sqlite');
  const database = new DatabaseSync(foreign);
  database.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
  database.close();
  writeFileSync(join(folder, 'text.tesserae'), 'SQLite is a fine thing');
  mkdirSync(join(folder, 'folder.tesserae'));

  for (const name of ['foreign.sqlite', 'text.tesserae']) {
    const before = readFileSync(join(folder, name));
    for (const options of [{}, { create: true }, { readOnly: true }]) {
      await assert.rejects(openLibrary(join(folder, name), options), coded('not-a-library'));
    }
    assert.deepEqual(readFileSync(join(folder, name)), before);
  }
  await assert.rejects(openLibrary(join(folder, 'folder.tesserae'), { create: true }), coded('unreadable'));
  assert.deepEqual(readdirSync(folder).length, 3);
});

test('a library of another format says so', async (t) => {
  const path = await smallLibrary(t, 1);
  for (const [format, code] of [
    [5, 'newer-library'],
    [3, 'older-library'],
  ]) {
    const database = new DatabaseSync(path);
    database.exec(`PRAGMA user_version = ${format}`);
    database.close();
    const facts = { code, expected: 'format 4', received: `format ${format}` };
    for (const options of [{}, { readOnly: true }, { scratch: true }])
      await assert.rejects(openLibrary(path, options), facts);
  }
});

test('a damaged library says so', async (t) => {
  const path = await smallLibrary(t, 30);
  const whole = readFileSync(path);
  // behind the header everything is noise; then: the file ends in the middle of a page
  writeFileSync(path, Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 0xa5)]));
  const waysOut = [{ run: 'repair-library', library: path }, { do: 'move-away' }];
  await assert.rejects(openLibrary(path), { code: 'library-damaged', waysOut });
  writeFileSync(path, whole.subarray(0, 5000));
  await assert.rejects(
    openLibrary(path).then((library) => {
      t.after(() => library.close());
      return verifyLibrary(library);
    }),
    coded('library-damaged'),
  );
});

test('verify finds every changed row and names it', async (t) => {
  const path = await smallLibrary(t, 5);
  const library = await openLibrary(path);
  assert.deepEqual(verifyLibrary(library), { photos: 5, paths: 5, damage: [] });
  const { ids } = readLibrary(library).library;
  const id = ids[2];
  library.close();

  const database = new DatabaseSync(path);
  database.exec(`UPDATE photos SET width = width + 1 WHERE hash = x'${id}'`);
  database.exec("UPDATE places SET stamp = stamp || '1' WHERE CAST(key AS TEXT) LIKE '%photo-0003.jpg'");
  database.close();
  const damaged = await openLibrary(path);
  t.after(() => damaged.close());
  const { damage } = verifyLibrary(damaged);
  assert.equal(damage.length, 2);
  assert.deepEqual(damage[0], { code: 'changed-photo', values: { id: id.slice(0, 12) } });
  assert.match(String(damage[1].values.path), /photo-0003\.jpg$/);
});

test('verify finds rows whose values are of another kind than they were', async (t) => {
  const changes = [
    'UPDATE photos SET seal = 5',
    "UPDATE photos SET thumbnail = 'text'",
    "UPDATE places SET stamp = x'07'",
    "UPDATE places SET seal = 'text'",
    'UPDATE places SET key = 7',
  ];
  for (const change of changes) {
    const path = await smallLibrary(t, 1);
    const database = new DatabaseSync(path, { enableForeignKeyConstraints: false });
    try {
      database.exec('PRAGMA ignore_check_constraints = 1');
      database.exec(change);
    } finally {
      database.close();
    }
    const library = await openLibrary(path);
    t.after(() => library.close());
    const { damage } = verifyLibrary(library);
    assert.ok(
      damage.some(({ code }) => code.startsWith('changed-')),
      change,
    );
  }
});

test('flipped bits in thumbnails are found by verify', async (t) => {
  const path = await smallLibrary(t, 3);
  const whole = readFileSync(path);
  const library = await openLibrary(path, { readOnly: true });
  const thumbnail = library.run((prepare) => prepare('SELECT thumbnail FROM photos').get()).thumbnail;
  library.close();
  // pages that SQLite has rearranged keep a copy that nothing refers to
  const start = Buffer.from(thumbnail).subarray(0, 24);
  const copies: number[] = [];
  for (let at = whole.indexOf(start); at >= 0; at = whole.indexOf(start, at + 1)) copies.push(at);
  assert.ok(copies.length > 0);
  for (const byte of [2, 9, 20]) {
    const flipped = Buffer.from(whole);
    for (const at of copies) flipped[at + byte] ^= 4;
    writeFileSync(path, flipped);
    const damaged = await openLibrary(path, { readOnly: true });
    assert.equal(verifyLibrary(damaged).damage.length, 1, `byte ${byte}`);
    damaged.close();
  }
});

test('a second writer waits, then is told that the library is in use', async (t) => {
  const path = await smallLibrary(t, 1);
  const other = new DatabaseSync(path);
  t.after(() => other.close());
  const library = await openLibrary(path);
  t.after(() => library.close());
  other.exec('BEGIN IMMEDIATE');
  const folder = temporaryFolder(t);
  await writePhotos(folder, 1, { seed: 77 });
  await assert.rejects(indexPhotos(library, [folder]), coded('library-locked'));
  assert.equal(readLibrary(library).library.ids.length, 1, 'reading goes on');
  other.exec('COMMIT');
  assert.equal((await indexPhotos(library, [folder])).photos, 1);
});

test('photos are shown by path and by the beginning of their hash', async (t) => {
  const library = await openLibrary(await smallLibrary(t, 3));
  t.after(() => library.close());
  const { paths } = readLibrary(library);
  const { ids } = readLibrary(library).library;
  assert.deepEqual(showPhoto(library, paths[1]), showPhoto(library, ids[1].slice(0, 10).toUpperCase()));
  const { hash, width, height, format, state } = showPhoto(library, paths[1]);
  assert.deepEqual([hash, width, height, format, state], [ids[1], 80, 60, 'JPEG', 'usable']);
  assert.throws(() => showPhoto(library, 'abc'), coded('not-found'));
  assert.throws(() => showPhoto(library, 'no/such/file.jpg'), coded('not-found'));
});

test('a library on a read-only disk is read', async (t) => {
  const path = await smallLibrary(t, 2);
  const mount = temporaryFolder(t);
  const mounted = spawnSync('mount', ['--bind', '-o', 'ro', join(path, '..'), mount]).status === 0;
  if (!canRun(t, mounted, 'root, to mount a folder read-only')) return;
  try {
    const library = await openLibrary(join(mount, 'library.tesserae'), { readOnly: true });
    assert.equal(readLibrary(library).library.ids.length, 2);
    library.close();
    const writable = await openLibrary(join(mount, 'library.tesserae')).catch((error: unknown) => error);
    assert.ok(coded('unreadable')(writable), String(writable));
  } finally {
    unmount(mount);
  }
});

test('a full disk ends the run with its code, and the library stays whole', async (t) => {
  const mount = temporaryFolder(t);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'tmpfs', mount]).status === 0;
  if (!canRun(t, mounted, 'root, to mount a small disk')) return;
  try {
    const folder = temporaryFolder(t);
    await writePhotos(folder, 80, { width: 100, height: 80 });
    const library = await openLibrary(join(mount, 'library.tesserae'), { create: true });
    await assert.rejects(indexPhotos(library, [folder]), { code: 'no-space' });
    assert.deepEqual(verifyLibrary(library).damage, []);
    library.close();
  } finally {
    unmount(mount);
  }
});
