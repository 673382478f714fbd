/** Damage to a library is found, mended as far as the photos allow, and the rest is named. */

import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { DatabaseSync } from '@photostructure/sqlite';
import { MosaicError } from '@tesserae/core';
import { randomFrom } from '@tesserae/core/internal';
import { openLibrary, verifyLibrary } from '@tesserae/node';
import { temporaryFolder, writePhotos, zipOf } from '@tesserae/testing';
import { indexPhotos, repairLibrary } from '../support/shared-decoders.js';

/** A closed library of 12 photos, 2 files that are none, and the folder they are in. */
async function workshop(t: TestContext) {
  const folder = temporaryFolder(t);
  const photos = await writePhotos(folder, 12, { width: 90, height: 70 });
  writeFileSync(join(folder, 'bad.jpg'), 'no picture');
  writeFileSync(join(folder, 'notes.txt'), 'nor this');
  const path = join(temporaryFolder(t), 'l.tesserae');
  await index(path, folder);
  return { folder, photos, path, rows: await rowsOf(path) };
}

async function index(path: string, folder: string): Promise<void> {
  const library = await openLibrary(path, { create: true });
  await indexPhotos(library, [folder]);
  library.close();
}

/** All that is in a library, seals included; throws if it is damaged. */
async function rowsOf(path: string): Promise<unknown[]> {
  const library = await openLibrary(path, { readOnly: true });
  try {
    assert.deepEqual(verifyLibrary(library).damage, []);
    return library.run((prepare) => [
      ...prepare('SELECT * FROM photos ORDER BY hash').all(),
      ...prepare('SELECT * FROM places ORDER BY key').all(),
    ]);
  } finally {
    library.close();
  }
}

function edit(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  database.close();
}

test('a sound library is left as it is', async (t) => {
  const { path } = await workshop(t);
  const before = readFileSync(path);
  const { damaged, photos, paths, missing } = await repairLibrary(path);
  assert.deepEqual([damaged, photos, paths, missing], [false, 13, 14, []]);
  assert.deepEqual(readFileSync(path), before);
});

test('damaged rows are read again from the photos; the damaged library is kept', async (t) => {
  const { path, rows, photos } = await workshop(t);
  // by their names: which row a photo has depends on which was decoded first
  const named = (...numbers: number[]) =>
    `CAST(key AS TEXT) IN (${numbers.map((number) => `'${photos[number]}'`).join(', ')})`;
  edit(path, `UPDATE photos SET thumbnail = zeroblob(9) WHERE hash IN (SELECT hash FROM places WHERE ${named(2, 5)})`);
  edit(path, "UPDATE places SET size = 7 WHERE hash IN (SELECT hash FROM photos WHERE code <> '')");
  edit(path, `UPDATE places SET hash = x'${'00'.repeat(32)}' WHERE ${named(7)}`);
  const damaged = readFileSync(path);
  const repair = await repairLibrary(path);
  assert.deepEqual([repair.damaged, repair.restored, repair.missing, repair.complete], [true, 4, [], true]);
  assert.deepEqual(await rowsOf(path), rows);
  assert.equal(readFileSync(repair.kept ?? '').length, damaged.length);
});

test('what is not there any more is named', async (t) => {
  const { path, photos } = await workshop(t);
  edit(path, 'UPDATE photos SET width = 1');
  rmSync(photos[3]);
  const repair = await repairLibrary(path);
  assert.deepEqual([repair.restored, repair.missing, repair.photos], [12, [photos[3]], 12]);
});

test('photos in an archive are read again from it, and named only if it is gone', async (t) => {
  const { path, folder, photos } = await workshop(t);
  const archive = join(folder, 'more.zip');
  const [packed] = await writePhotos(temporaryFolder(t), 1, { seed: 50, width: 90, height: 70 });
  writeFileSync(archive, zipOf([{ name: 'in/a.jpg', data: readFileSync(packed), deflated: true }]));
  await index(path, archive);
  const rows = await rowsOf(path);
  edit(path, 'UPDATE photos SET width = 1');
  const { restored, missing } = await repairLibrary(path);
  assert.deepEqual([restored, missing], [14, []]);
  assert.deepEqual(await rowsOf(path), rows);

  edit(path, 'UPDATE photos SET width = 1');
  rmSync(archive);
  rmSync(photos[3]);
  rmSync(`${path}.damaged`);
  const again = await repairLibrary(path);
  assert.deepEqual([again.restored, again.missing], [12, [`${archive}/in/a.jpg`, photos[3]].sort()]);
});

test('a flipped bit anywhere is found or does no harm, and after a repair and a scan all is as it was', async (t) => {
  const { path, rows, folder } = await workshop(t);
  const whole = readFileSync(path);
  const random = randomFrom(7);
  let found = 0;
  for (let i = 0; i < 60; i++) {
    const bytes = Buffer.from(whole);
    // half of them among the structures of SQLite, at the beginning
    const place = Math.floor(random() * (i % 2 === 0 ? bytes.length : 4096));
    bytes[place] ^= 1 << Math.floor(random() * 8);
    for (const suffix of ['', '-wal', '-shm', '.damaged', '.repair']) rmSync(path + suffix, { force: true });
    writeFileSync(path, bytes);
    const same = await rowsOf(path).then(
      (now) => assert.deepEqual(now, rows, `byte ${place} changed what is read`),
      (error) => error,
    );
    if (same !== undefined) found++;
    try {
      await repairLibrary(path);
    } catch (error) {
      // the first page says what the file is and which tables are where: without it nothing can be known
      assert.ok(error instanceof MosaicError && place < 4096, `byte ${place}: ${error}`);
      continue;
    }
    await index(path, folder);
    assert.deepEqual(await rowsOf(path), rows, `byte ${place}`);
  }
  assert.ok(found >= 20, `${found} found`);
});

test('a library whose half is lost keeps the other, and says that it does not know', async (t) => {
  const { path, rows, folder } = await workshop(t);
  const whole = readFileSync(path);
  writeFileSync(path, whole.fill(0xa5, Math.floor(whole.length / 4096 / 2) * 4096));
  const repair = await repairLibrary(path).catch((error: unknown) => error);
  if (repair instanceof MosaicError) assert.equal(repair.code, 'library-damaged');
  else assert.equal((repair as { complete: boolean }).complete, false);
  if (repair instanceof MosaicError) rmSync(path);
  assert.ok(!existsSync(`${path}.repair`));
  await index(path, folder);
  assert.deepEqual(await rowsOf(path), rows);
});
