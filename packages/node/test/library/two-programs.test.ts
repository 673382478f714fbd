import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import type { Note } from '@tesserae/core/internal';
import {
  forgetPhotos,
  indexPhotos as indexWithOwnDecoders,
  type LibraryFile,
  listPhotos,
  type OpenOptions,
  openLibrary,
  readLibrary,
  verifyLibrary,
} from '@tesserae/node/internal';
import { temporaryFolder, writePhotos } from '@tesserae/testing';
import { indexPhotos, openPhotos } from '../support/shared-decoders.js';

async function opened(t: TestContext, path: string, options: OpenOptions = { create: true }) {
  const library = await openLibrary(path, options);
  t.after(() => library.close());
  return library;
}

test('a photo that another program removes meanwhile, heedless of who writes, is taken again', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['a', 'b']) mkdirSync(join(folder, name));
  await writePhotos(join(folder, 'a'), 5);
  const library = await opened(t, join(folder, 'l.tesserae'));
  await indexPhotos(library, [join(folder, 'a')]);
  for (let i = 0; i < 5; i++) copyFileSync(join(folder, `a/photo-000${i}.jpg`), join(folder, `b/copy-${i}.jpg`));

  const other = await opened(t, join(folder, 'l.tesserae'));
  let forgotten = 0;
  const report = await indexPhotos(library, [join(folder, 'b')], {
    jobs: 1,
    // the copies need no decoding, as far as this program knows
    onProgress: () => {
      if (forgotten === 0) forgotten = removeAll(other);
    },
  });
  assert.deepEqual([forgotten, report.photos, report.refused], [5, 5, 0]);
  assert.deepEqual(verifyLibrary(library).damage, []);
  assert.ok(listPhotos(library).every(({ paths }) => paths.length === 1 && paths[0].includes('/b/copy-')));
});

/** Removes every photo. @returns how many there were */
function removeAll(library: LibraryFile): number {
  return library.transaction((prepare) => {
    prepare('DELETE FROM places').run();
    return Number(prepare('DELETE FROM photos').run().changes);
  });
}

test('forgetting waits for who is writing, and is told who it is', async (t) => {
  const path = join(temporaryFolder(t), 'l.tesserae');
  const folder = temporaryFolder(t);
  await writePhotos(folder, 3);
  const library = await opened(t, path);
  await indexPhotos(library, [folder]);
  const other = await opened(t, path);
  let forgetting: Promise<number> | undefined;
  const said: Note[] = [];
  await writePhotos(folder, 4, { seed: 9 });
  const report = await indexPhotos(library, [folder], {
    onProgress: () => {
      forgetting ??= forgetPhotos(other, [folder], { wait: 60, onWait: (note) => said.push(note) });
    },
  });
  assert.equal(report.photos, 4, 'nothing went while it was indexed');
  assert.equal(await forgetting, 4);
  assert.equal(said[0].code, 'library-busy');
  assert.ok(String(said[0].values.writer).startsWith(`process ${process.pid} on `));

  let refusal: unknown;
  await indexPhotos(library, [folder], {
    onProgress: ({ done }) => {
      if (done === 0) refusal = forgetPhotos(other, [folder], { wait: 0 }).catch((error: unknown) => error);
    },
  });
  assert.equal(((await refusal) as MosaicError).code, 'library-locked');
});

test('0 jobs are as many as suit the machine', async (t) => {
  const folder = temporaryFolder(t);
  await writePhotos(folder, 4);
  const library = await opened(t, join(folder, 'l.tesserae'));
  assert.equal((await indexWithOwnDecoders(library, [folder], { jobs: 0 })).photos, 4);
});

test('an index that fails has let go of the library when it says so', async (t) => {
  const folder = temporaryFolder(t);
  await writePhotos(folder, 30, { width: 300, height: 200 });
  const library = await opened(t, join(folder, 'l.tesserae'));
  let told = 0;
  const failing = indexPhotos(library, [folder], {
    jobs: 2,
    onProgress: ({ done }) => {
      told++;
      if (done === 3) throw new MosaicError('no-space');
    },
  });
  await assert.rejects(failing, { code: 'no-space' });
  const when = told;
  library.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(told, when, 'nothing goes on in the background');
});

test('a scratch copy has what the library has, and leaves it alone', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'l.tesserae');
  mkdirSync(join(folder, 'a'));
  await writePhotos(join(folder, 'a'), 5);
  const library = await opened(t, path);
  await indexPhotos(library, [join(folder, 'a')]);
  library.close();
  await writePhotos(join(folder, 'a'), 8, { seed: 9, format: 'png' });

  const scratch = await opened(t, path, { create: true, scratch: true });
  const report = await indexPhotos(scratch, [join(folder, 'a')]);
  assert.deepEqual([report.photos, report.added, report.unchanged], [13, 8, 5]);
  assert.equal(readLibrary(scratch).library.ids.length, 13);
  const { library: facts } = readLibrary(scratch);
  assert.equal((await openPhotos(scratch, facts.ids).thumbnails(0, 13)).length, 13);
  scratch.discard();
  const after = await opened(t, path, { readOnly: true });
  assert.equal(readLibrary(after).library.ids.length, 5);
});
