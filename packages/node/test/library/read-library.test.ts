import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  byteName,
  type LibraryFile,
  openLibrary,
  putPhoto,
  putPlace,
  readLibrary,
  STATE,
  type StoredPhoto,
  visitPhotos,
} from '@tesserae/node/internal';
import { temporaryFolder } from '@tesserae/testing';

/** A photo with so many files: more than are read at a time, for some. */
interface Made {
  readonly hash: Buffer;
  readonly state: number;
  readonly names: readonly string[];
}

/** 300 photos, a tenth of them refused, with 1 or 2 files each; three with hundreds. */
function madePhotos(): Made[] {
  return Array.from({ length: 300 }, (_, i) => ({
    hash: createHash('sha256').update(`photo ${i}`).digest(),
    state: i % 10 === 3 ? STATE.refused : STATE.usable,
    names: Array.from({ length: [0, 50, 99].includes(i) ? 600 : 1 + (i % 2) }, (_, j) => `/photos/${j}/${i}.jpg`),
  }));
}

function put(library: LibraryFile, photos: readonly Made[]): void {
  const none = { format: 'JPEG', code: '', detail: '', codec: '', thumbnail: new Uint8Array(), taken: null };
  library.transaction((prepare) => {
    photos.forEach(({ hash, state, names }, i) => {
      putPhoto(prepare, { ...none, hash, state, width: 100 + i, height: 50, fingerprint: new Uint8Array(64).fill(i) });
      for (const name of names) {
        putPlace(prepare, {
          origin: 'file',
          key: byteName(name),
          stamp: String(2n ** 60n + BigInt(i)),
          size: i,
          hash,
          code: '',
          detail: '',
        });
      }
    });
  });
}

function allOf(library: LibraryFile): StoredPhoto[] {
  const all: StoredPhoto[] = [];
  visitPhotos(library, (photo) => all.push(photo));
  return all;
}

test('every usable photo is read once, with all its files, however many are read at a time', async (t) => {
  const library = await openLibrary(join(temporaryFolder(t), 'l.tesserae'), { create: true });
  t.after(() => library.close());
  const photos = madePhotos();
  put(library, photos);
  const order = photos.filter(({ state }) => state !== STATE.refused).sort((a, b) => a.hash.compare(b.hash));

  const read = allOf(library);
  assert.deepEqual(
    read.map(({ id, width, files }) => ({ id, width, names: files.map(({ name }) => name) })),
    order.map((photo) => ({
      id: photo.hash.toString('hex'),
      width: 100 + photos.indexOf(photo),
      names: [...photo.names].sort(),
    })),
  );
  assert.equal(read[7].files[0].place.stamp, String(2n ** 60n + BigInt(photos.indexOf(order[7]))));
  assert.deepEqual([...read[7].fingerprint], Array(64).fill(photos.indexOf(order[7]) & 255));

  const { library: facts, paths } = readLibrary(library);
  assert.deepEqual(
    facts.ids,
    order.map(({ hash }) => hash.toString('hex')),
  );
  assert.deepEqual(
    paths,
    order.map(({ names }) => [...names].sort()[0]),
  );
});

test('photos may be read while others are, and reading may end early', async (t) => {
  const library = await openLibrary(join(temporaryFolder(t), 'l.tesserae'), { create: true });
  t.after(() => library.close());
  put(library, madePhotos());
  const seen: string[] = [];
  const enough = new Error('enough');
  const some = (): void =>
    visitPhotos(library, ({ id }) => {
      seen.push(id);
      if (seen.length === 2) throw enough;
      assert.equal(allOf(library).length, 270);
    });
  assert.throws(some, (error) => error === enough);
  assert.deepEqual(
    seen,
    allOf(library)
      .slice(0, 2)
      .map(({ id }) => id),
  );
});
