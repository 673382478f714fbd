/** A library of format 3, which knew paths, is brought to places where it lies: nothing is decoded anew, nothing is lost. */

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DatabaseSync } from '@photostructure/sqlite';
import { indexPhotos, openLibrary, readLibrary, verifyLibrary } from '@tesserae/node';
import { rowChecksum } from '@tesserae/node/internal';
import { temporaryFolder, writePhotos } from '@tesserae/testing';
import { zipOf } from '../support/writers/zip.js';

/** Photos in a folder whose name has the end of an archive's, and in an archive; and a library of them, closed. */
async function workshop(t: TestContext) {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'looks like.zip'));
  await writePhotos(join(folder, 'looks like.zip'), 3, { width: 90, height: 70 });
  writeFileSync(join(folder, 'looks like.zip/bad.jpg'), 'no picture');
  const [packed] = await writePhotos(temporaryFolder(t), 1, { seed: 50, width: 90, height: 70 });
  const archive = join(folder, 'looks like.zip/in.ZIP');
  writeFileSync(archive, zipOf([{ name: 'a/b.jpg', data: readFileSync(packed) }]));
  const path = join(temporaryFolder(t), 'l.tesserae');
  const library = await openLibrary(path, { create: true });
  await indexPhotos(library, [folder, archive]);
  library.close();
  return { folder, archive, path };
}

/** All that is in a library, by its tables. */
function rowsOf(path: string): unknown[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return ['photos ORDER BY hash', 'places ORDER BY key'].map((table) =>
      database.prepare(`SELECT * FROM ${table}`).all(),
    );
  } finally {
    database.close();
  }
}

/** Makes of a library what format 3 was. */
function age(path: string): void {
  const database = new DatabaseSync(path);
  database.exec(`CREATE TABLE paths (path BLOB PRIMARY KEY NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    hash BLOB REFERENCES photos (hash), code TEXT NOT NULL, detail TEXT NOT NULL, seal BLOB NOT NULL) WITHOUT ROWID;
    CREATE INDEX paths_of_photo ON paths (hash)`);
  const insert = database.prepare('INSERT INTO paths VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const { key, size, stamp, hash, code, detail } of database.prepare('SELECT * FROM places').all()) {
    const values = [key, size, BigInt(stamp), hash, code, detail];
    insert.run(...values, rowChecksum(values));
  }
  database.exec('DROP TABLE places; PRAGMA user_version = 3');
  database.close();
}

for (const readOnly of [false, true]) {
  test(`a library of paths becomes one of places when it is opened ${readOnly ? 'to be read' : 'to be written'}`, async (t) => {
    const { path, folder, archive } = await workshop(t);
    const rows = rowsOf(path);
    age(path);
    const library = await openLibrary(path, { readOnly });
    t.after(() => library.close());
    assert.deepEqual(verifyLibrary(library), { photos: 5, paths: 6, damage: [] });
    assert.deepEqual(rowsOf(path), rows);
    if (readOnly) return;
    const { photos, added, bytes } = await indexPhotos(library, [folder, archive]);
    assert.deepEqual([photos, added, bytes], [4, 0, 0]);
  });
}

test('what is away stays known, and what an archive held is told by its name', async (t) => {
  const { path, folder } = await workshop(t);
  const rows = rowsOf(path);
  age(path);
  renameSync(folder, `${folder}-away`);
  t.after(() => renameSync(`${folder}-away`, folder));
  (await openLibrary(path)).close();
  const [photos, places] = rowsOf(path) as [unknown[], { key: Uint8Array }[]];
  assert.deepEqual(photos, rows[0]);
  assert.deepEqual(
    places.map(({ key }) => key),
    (rows[1] as { key: Uint8Array }[]).map(({ key }) => key),
  );
});

test('a dry run leaves the older library as it is', async (t) => {
  const { path } = await workshop(t);
  age(path);
  const before = readFileSync(path);
  const library = await openLibrary(path, { scratch: true });
  assert.equal(readLibrary(library).library.ids.length, 4);
  library.close();
  assert.deepEqual(readFileSync(path), before);
});

test('a damaged row, or somebody who writes, stops it, and all is as it was; a still older library is refused', async (t) => {
  const { path } = await workshop(t);
  age(path);
  const whole = readFileSync(path);
  const after = async (sql: string) => {
    writeFileSync(path, whole);
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
    const changed = readFileSync(path);
    const { code } = await openLibrary(path).then(
      () => assert.fail(),
      (error) => error,
    );
    assert.deepEqual(readFileSync(path), changed);
    return code;
  };
  assert.equal(await after('UPDATE paths SET size = size + 1'), 'library-damaged');
  assert.equal(
    await after("INSERT INTO writer VALUES (0, 1, '', 'elsewhere', 0, unixepoch() * 1000)"),
    'library-locked',
  );
  assert.equal(await after('PRAGMA user_version = 2'), 'older-library');
  writeFileSync(path, whole);
  const [one, two] = await Promise.all([openLibrary(path), openLibrary(path)]);
  assert.deepEqual(verifyLibrary(one), verifyLibrary(two));
  one.close();
  two.close();
});
