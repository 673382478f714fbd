/** Libraries that anybody may have made, or that are being written: what is refused, as what, and what stays untouched. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { DatabaseSync } from '@photostructure/sqlite';
import { MosaicError } from '@tesserae/core';
import { type LibraryFile, libraryStats, openLibrary, readLibrary, repairLibrary, verifyLibrary } from '@tesserae/node';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { indexPhotos, openPhotos } from '../support/shared-decoders.js';

interface Made {
  readonly path: string;
  readonly photos: readonly string[];
}

async function madeLibrary(t: TestContext): Promise<Made> {
  const folder = temporaryFolder(t);
  const photos = await writePhotos(folder, 2, { width: 400, height: 300 });
  const path = join(temporaryFolder(t), 'a.tesserae');
  const library = await openLibrary(path, { create: true });
  await indexPhotos(library, [folder]);
  library.close();
  return { path, photos };
}

function changed(path: string, ...statements: readonly string[]): void {
  const database = new DatabaseSync(path);
  for (const each of statements) database.exec(each);
  database.close();
}

const coded = (code: string) => (error: unknown) => error instanceof MosaicError && error.code === code;

const opened = async (path: string, options: Parameters<typeof openLibrary>[1]): Promise<LibraryFile> =>
  await openLibrary(path, options);

for (const [name, statements] of [
  [
    'a view that recurses without an end',
    [
      'ALTER TABLE photos RENAME TO p0',
      'CREATE VIEW photos AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT p0.* FROM p0, n WHERE n.i < 0',
    ],
  ],
  ['a trigger', ['CREATE TRIGGER t AFTER INSERT ON writer BEGIN DELETE FROM photos; END']],
  ['a column that is computed', ["ALTER TABLE photos ADD COLUMN x AS (printf('%.*c', 1000000000, 'x'))"]],
  ['an index over an expression', ['CREATE INDEX i ON photos (lower(format))']],
] as const) {
  test(`a library with ${name} is not ours, however it is opened, and stays as it is`, async (t) => {
    const { path } = await madeLibrary(t);
    changed(path, ...statements);
    for (const options of [{ readOnly: true }, {}, { scratch: true }, { create: true }]) {
      await assert.rejects(opened(path, options), coded('not-a-library'), JSON.stringify(options));
    }
    await assert.rejects(repairLibrary(path), coded('not-a-library'));
    assert.deepEqual(readdirSync(join(path, '..')), ['a.tesserae']);
  });
}

test('a number that JavaScript has none for is damage: found by all that reads, and mended', async (t) => {
  const { path } = await madeLibrary(t);
  changed(path, 'UPDATE photos SET width = 9223372036854775807');
  const library = await openLibrary(path, { readOnly: true });
  assert.throws(() => libraryStats(library), coded('library-damaged'));
  assert.throws(() => readLibrary(library), coded('library-damaged'));
  assert.equal(verifyLibrary(library).damage.length, 2);
  library.close();
  const { damaged, photos, restored } = await repairLibrary(path);
  assert.deepEqual([damaged, photos, restored], [true, 2, 2]);
});

test('a stamp and a date that are none do not end the program', async (t) => {
  const { path } = await madeLibrary(t);
  changed(path, "UPDATE places SET stamp = 'soon'", 'UPDATE photos SET taken = 8e15');
  const library = await openLibrary(path, { readOnly: true });
  t.after(() => library.close());
  assert.equal(libraryStats(library).photos, 2);
  assert.equal(verifyLibrary(library).damage.length, 4);
});

test('a library that another program holds is locked, not damaged', async (t) => {
  const { path } = await madeLibrary(t);
  changed(path, 'PRAGMA journal_mode = DELETE');
  const other = new DatabaseSync(path);
  other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  t.after(() => other.close());
  for (const options of [{ readOnly: true }, {}]) await assert.rejects(opened(path, options), coded('library-locked'));
});

test('refused opens leave no handle behind', async (t) => {
  if (!canRun(t, process.platform === 'linux', '/proc')) return;
  const { path } = await madeLibrary(t);
  // the binding lets go of a closed database when its statements are collected
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const handles = async (): Promise<number> => {
    collect();
    await pause(50);
    return readdirSync('/proc/self/fd').length;
  };
  const before = await handles();
  changed(path, 'CREATE TABLE more (x)');
  for (let i = 0; i < 20; i++) {
    for (const options of [{ readOnly: true }, {}, { scratch: true }]) await assert.rejects(opened(path, options));
  }
  writeFileSync(path, 'not a library at all, though long enough to be looked at'.repeat(10));
  for (let i = 0; i < 20; i++) await assert.rejects(opened(path, {}), coded('not-a-library'));
  const now = await handles();
  assert.ok(now <= before + 1, `${before} before, ${now} now`);
});

test('a pipe in the place of a library is told', async (t) => {
  if (!canRun(t, hasCommand('mkfifo'), 'mkfifo')) return;
  const path = join(temporaryFolder(t), 'pipe');
  execFileSync('mkfifo', [path]);
  for (const options of [{ readOnly: true }, {}, { scratch: true }]) {
    await assert.rejects(opened(path, options), coded('special-file'));
  }
});

test('a library that says the size and the time of another picture does not have it drawn', async (t) => {
  const { path, photos } = await madeLibrary(t);
  const library = await openLibrary(path, { readOnly: true });
  t.after(() => library.close());
  const { library: facts, paths } = readLibrary(library);
  const own = photos.find((photo) => photo === paths[0]) ?? assert.fail('no such photo');
  const secret = join(temporaryFolder(t), 'secret.jpg');
  await writePicture(secret, syntheticPhoto(99, 400, 300));
  renameSync(secret, own);
  utimesSync(own, 1_600_000_000, 1_600_000_000);
  changed(path, `UPDATE places SET stamp = '1600000000000000000', size = (SELECT ${statSize(own)})`);
  const notices: string[] = [];
  const source = openPhotos(library, facts.ids, { onNotice: ({ reason }) => notices.push(reason.code) });
  await source.view({ photo: 0, crop: { x: 0, y: 0, w: 1, h: 1 }, mirrored: false }, 400, 300);
  assert.deepEqual(notices, ['damaged']);
});

function statSize(path: string): number {
  return statSync(path).size;
}
