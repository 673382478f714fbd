import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Hooks, type Library, MosaicError, type Pool } from '@tesserae/core';
import {
  type DescribedViews,
  type Descriptor,
  describePhotos,
  meanDescriptor,
  multiscaleDescriptor,
  NAMED_VIEWS,
  randomFrom,
} from '@tesserae/core/internal';
import { type LibraryFile, openLibrary, openPhotos, openPool, readLibrary } from '@tesserae/node';
import { byteName, encodeThumbnail, putPhoto, putPlace, STATE } from '@tesserae/node/internal';
import { temporaryFolder } from '@tesserae/testing';

/** More than are described in one thread, and no multiple of what is given to a worker at a time. */
const PHOTOS = 2205;

/** A library of small thumbnails of odd sizes; some of noise, which the kernel leaves to its twin. */
async function libraryOf(t: TestContext, count: number): Promise<{ file: LibraryFile; library: Library }> {
  const file = await openLibrary(join(temporaryFolder(t), 'l.tesserae'), { create: true });
  t.after(() => file.close());
  const random = randomFrom(count);
  const none = { state: STATE.usable, format: 'JPEG', code: '', detail: '', codec: '', taken: null };
  file.transaction((prepare) => {
    for (let i = 0; i < count; i++) {
      const [width, height] = [5 + (i % 23), 4 + (i % 17)];
      const steps = i % 9 === 0 ? 255 : 12;
      const rgb = Uint8Array.from({ length: width * height * 3 }, () => 40 + (i % 160) + steps * (random() - 0.5));
      const hash = createHash('sha256').update(`${i}`).digest();
      const thumbnail = encodeThumbnail(rgb, width, height);
      const fingerprint = hash.subarray(0, 32);
      putPhoto(prepare, {
        ...none,
        hash,
        width: width * 9,
        height: height * 9,
        thumbnail,
        fingerprint: Buffer.concat([fingerprint, fingerprint]),
      });
      putPlace(prepare, {
        origin: 'file',
        key: byteName(`/${i}.jpg`),
        stamp: '1',
        size: 1,
        hash,
        code: '',
        detail: '',
      });
    }
  });
  return { file, library: readLibrary(file).library };
}

/** What describing leads to, and how often it was told how far it is. */
async function described(
  { file, library }: Awaited<ReturnType<typeof libraryOf>>,
  descriptor: Descriptor,
  pool: Pool | undefined,
): Promise<{ views: DescribedViews; told: number }> {
  let told = 0;
  const hooks: Hooks = {
    onProgress: ({ done }) => {
      assert.ok(done > 0 && done <= library.ids.length);
      told = done;
    },
  };
  const description = { descriptor, classes: MULTISCALE.classes, set: NAMED_VIEWS.all };
  const views = await describePhotos({ library, photos: openPhotos(file, library.ids), pool }, description, hooks);
  return { views, told };
}

const MULTISCALE = {
  match: 'multiscale',
  detail: 50,
  cell: [4, 3],
  classes: [{ aspect: [4, 3] }, { aspect: [2, 3] }],
  cut: true,
} as const;

test('views are the same bytes, whoever describes them', async (t) => {
  const opened = await libraryOf(t, PHOTOS);
  for (const [descriptor, threads] of [
    [multiscaleDescriptor(MULTISCALE), [1, 2, 5]],
    [meanDescriptor('lab'), [2]],
  ] as const) {
    const alone = await described(opened, descriptor, undefined);
    assert.equal(alone.views.features.rows, PHOTOS * 38 * 2);
    assert.ok(alone.views.features.data.subarray(-descriptor.dims).some((value) => value !== 0));
    for (const workers of threads) {
      const pool = openPool(workers);
      const { views, told } = await described(opened, descriptor, pool).finally(() => pool.close());
      assert.equal(told, PHOTOS);
      for (const column of ['crops', 'mirrored'] as const) {
        assert.equal(Buffer.compare(bytesOf(views[column]), bytesOf(alone.views[column])), 0, `${workers}, ${column}`);
      }
      const [mine, its] = [views.features, alone.views.features];
      assert.equal(Buffer.compare(bytesOf(mine.data), bytesOf(its.data)), 0, `${workers} workers`);
      assert.equal(Buffer.compare(bytesOf(mine.owner), bytesOf(its.owner)), 0);
    }
  }
});

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

test('a damaged thumbnail, a photo that is gone and an abort end the work with their reason', async (t) => {
  const { file, library } = await libraryOf(t, PHOTOS);
  const pool = openPool(2);
  t.after(() => pool.close());
  const description = {
    descriptor: multiscaleDescriptor(MULTISCALE),
    classes: MULTISCALE.classes,
    set: NAMED_VIEWS.whole,
  };
  const describe = (hooks?: Hooks) =>
    describePhotos({ library, photos: openPhotos(file, library.ids), pool }, description, hooks);
  const fails = (code: string) => (error: unknown) => error instanceof MosaicError && error.code === code;

  const stop = new AbortController();
  const aborted = describe({ signal: stop.signal, onProgress: () => stop.abort() });
  await assert.rejects(aborted, fails('aborted'));

  const hash = Buffer.from(library.ids[1700], 'hex');
  file.run((prepare) => prepare("UPDATE photos SET thumbnail = x'0205000400ff' WHERE hash = ?").run(hash));
  await assert.rejects(describe(), fails('library-damaged'));

  file.run((prepare) => prepare("UPDATE photos SET thumbnail = x'' WHERE hash = ?").run(hash));
  await assert.rejects(describe(), fails('not-found'));
});
