import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError, type PhotoSource, type Raster } from '@tesserae/core';
import { NAMED_VIEWS, photoViews } from '@tesserae/core/internal';
import { type LibraryFile, openDecoders, openLibrary, readLibrary } from '@tesserae/node';
import { type PhotoFallback, scratchIn } from '@tesserae/node/internal';
import { syntheticPhoto, temporaryFolder, writePicture } from '@tesserae/testing';
import fc from 'fast-check';
import sharp from 'sharp';
import { indexPhotos, openPhotos } from '../support/shared-decoders.js';

interface Opened {
  readonly library: LibraryFile;
  readonly folder: string;
  readonly source: PhotoSource;
  readonly ids: readonly string[];
  readonly notices: PhotoFallback[];
}

/** A library of pictures, opened as a source. */
async function opened(t: TestContext, pictures: Readonly<Record<string, Raster>>): Promise<Opened> {
  const folder = temporaryFolder(t);
  for (const [name, picture] of Object.entries(pictures)) await writePicture(join(folder, name), picture);
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  await indexPhotos(library, [folder]);
  const { ids } = readLibrary(library).library;
  const notices: PhotoFallback[] = [];
  const source = openPhotos(library, ids, { onNotice: (fallback) => notices.push(fallback) });
  return { library, folder, source, ids, notices };
}

const WHOLE = { x: 0, y: 0, w: 1, h: 1 };

function difference(a: Raster, b: Raster): number {
  assert.deepEqual([a.width, a.height], [b.width, b.height]);
  return a.data.reduce((sum, value, i) => sum + Math.abs(value - b.data[i]), 0) / (a.width * a.height * 3);
}

test('a view is the crop, at exactly the size asked for, whatever that is', async (t) => {
  const { source, notices } = await opened(t, { 'a.png': syntheticPhoto(2, 640, 480) });
  const side = fc.integer({ min: 1, max: 130 });
  const share = fc.double({ min: 0.05, max: 1, noNaN: true });
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(side, side, share, share, place, async (width, height, w, h, at) => {
      const crop = { x: at * (1 - w), y: at * (1 - h), w, h };
      const view = await source.view({ photo: 0, crop, mirrored: at > 0.5 }, width, height);
      assert.deepEqual([view.width, view.height, view.data.length], [width, height, width * height * 4]);
      for (let i = 3; i < view.data.length; i += 4) assert.equal(view.data[i], 255);
    }),
    { numRuns: 40 },
  );
  assert.equal(notices.length, 0);
});

test('views of originals and of thumbnails show the same, as cutting first and resizing then does', async (t) => {
  const picture = syntheticPhoto(4, 800, 600);
  const { source } = await opened(t, { 'a.png': picture });
  const crop = { x: 0.25, y: 0.1, w: 0.5, h: 0.6 };
  for (const [width, height] of [
    [200, 180], // from the original
    [40, 36], // from the thumbnail, where the crop has 42 × 38 pixels
  ]) {
    const oracle = await sharp(picture.data, { raw: { width: 800, height: 600, channels: 4 } })
      .extract({ left: 200, top: 60, width: 400, height: 360 })
      .resize(width, height, { fit: 'fill' })
      .raw()
      .toBuffer();
    const view = await source.view({ photo: 0, crop, mirrored: false }, width, height);
    assert.ok(difference(view, { width, height, data: new Uint8ClampedArray(oracle) }) < 4, `${width}×${height}`);
  }
});

test('a mirrored view is the same view, left to right', async (t) => {
  const { source } = await opened(t, { 'a.jpg': syntheticPhoto(6, 301, 201) });
  const crop = { x: 0.1, y: 0.2, w: 0.6, h: 0.7 };
  for (const [width, height] of [
    [111, 77],
    [31, 29],
  ]) {
    const plain = await source.view({ photo: 0, crop, mirrored: false }, width, height);
    const mirrored = await source.view({ photo: 0, crop, mirrored: true }, width, height);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [i, j] = [(y * width + x) * 4, (y * width + width - 1 - x) * 4];
        assert.deepEqual(mirrored.data.subarray(i, i + 4), plain.data.subarray(j, j + 4));
      }
    }
  }
});

test('thumbnails come in order, upright', async (t) => {
  const pictures = Object.fromEntries([1, 2, 3, 4, 5].map((seed) => [`${seed}.png`, syntheticPhoto(seed, 60, 50)]));
  const { source, folder, library } = await opened(t, pictures);
  const { paths } = readLibrary(library);
  const some = await source.thumbnails(1, 3);
  assert.equal(some.length, 3);
  for (const [i, thumbnail] of some.entries()) {
    const name = paths[1 + i].slice(folder.length + 1);
    assert.ok(difference(thumbnail, pictures[name]) <= 1, name);
  }
});

test('a photo without its original is drawn from the thumbnail, and that is said once', async (t) => {
  const { source, folder, notices } = await opened(t, { 'a.png': syntheticPhoto(8, 300, 300) });
  const view = { photo: 0, crop: WHOLE, mirrored: false };
  const before = await source.view(view, 100, 100);
  rmSync(join(folder, 'a.png'));

  await source.view(view, 64, 64);
  assert.equal(notices.length, 0, 'the thumbnail has enough pixels for this');
  const after = await source.view(view, 100, 100);
  assert.ok(difference(before, after) < 8);
  await source.view(view, 120, 120);
  assert.equal(notices.length, 1);
  assert.equal(notices[0].photo, 0);
  assert.match(notices[0].reason.file ?? '', /a\.png$/);

  await writePicture(join(folder, 'a.png'), syntheticPhoto(9, 300, 300));
  assert.deepEqual(await source.view(view, 100, 100), after, 'another photo of that name is not the photo');
});

test('no part of 40 pixels needs an original because a thumbnail has whole pixels', async (t) => {
  for (const [width, height] of [
    [300, 428],
    [501, 300],
    [300, 301],
  ]) {
    const { source, folder, notices } = await opened(t, { 'a.png': syntheticPhoto(8, width, height) });
    rmSync(join(folder, 'a.png'));
    for (const { crop, mirrored } of photoViews({ width, height }, 1, NAMED_VIEWS.all)) {
      await source.view({ photo: 0, crop, mirrored }, 40, 40);
    }
    assert.equal(notices.length, 0, `${width} × ${height}`);
  }
});

test('a changed original is noticed; a touched one and an alias are used', async (t) => {
  const { source, folder, library, notices } = await opened(t, { 'b.png': syntheticPhoto(8, 300, 300) });
  const view = { photo: 0, crop: WHOLE, mirrored: false };
  const before = await source.view(view, 100, 100);
  utimesSync(join(folder, 'b.png'), 5, 5);
  assert.deepEqual(await source.view(view, 100, 100), before);

  copyFileSync(join(folder, 'b.png'), join(folder, 'c.png'));
  await indexPhotos(library, [folder]);
  await writePicture(join(folder, 'b.png'), syntheticPhoto(9, 300, 300));
  assert.deepEqual(await source.view(view, 100, 100), before);
  assert.equal(notices.length, 0);
  await writePicture(join(folder, 'c.png'), syntheticPhoto(9, 300, 300));
  await source.view(view, 100, 100);
  const [{ reason }] = notices;
  assert.equal(reason.received, 'another file than was indexed');
  assert.match(reason.file ?? '', /b\.png$/);
});

test('a photo that the library does not have is an error', async (t) => {
  const { library } = await opened(t, {});
  const source = openPhotos(library, ['ab'.repeat(32)]);
  const missing = (error: unknown): boolean => error instanceof MosaicError && error.code === 'not-found';
  await assert.rejects(source.thumbnails(0, 1), missing);
  await assert.rejects(source.view({ photo: 0, crop: WHOLE, mirrored: false }, 5, 5), missing);
});

test('views are the same whether originals are put aside or decoded for each of them', async (t) => {
  const { source, library, ids, folder } = await opened(t, {
    'a.jpg': syntheticPhoto(7, 803, 602),
    'b.png': syntheticPhoto(8, 301, 517),
  });
  const scratch = scratchIn(folder);
  t.after(() => scratch.close());
  const aside = openPhotos(library, ids, { scratch });
  const small = scratchIn(folder, 1000);
  t.after(() => small.close());
  const full = openPhotos(library, ids, { scratch: small });
  const gone = openPhotos(library, ids, { scratch: scratchIn(join(folder, 'no such folder')) });
  for (const { crop } of photoViews({ width: 4, height: 3 }, 1, NAMED_VIEWS.crops).slice(0, 12)) {
    for (const photo of [0, 1]) {
      for (const mirrored of [false, true]) {
        const view = { photo, crop, mirrored };
        const expected = await source.view(view, 201, 199);
        for (const other of [aside, full, gone]) {
          assert.deepEqual(await other.view(view, 201, 199), expected, JSON.stringify(view));
        }
      }
    }
  }
  assert.deepEqual(readdirSync(folder).sort(), ['a.jpg', 'b.png'], 'nothing has a name');
});

test('what was prepared is drawn without a decoder; what cannot be, is said once it is drawn', async (t) => {
  const { source, library, ids, folder } = await opened(t, {
    'a.jpg': syntheticPhoto(7, 803, 602),
    'b.png': syntheticPhoto(8, 301, 517),
  });
  const views = photoViews({ width: 4, height: 3 }, 1, NAMED_VIEWS.crops).flatMap(({ crop }, i) =>
    [0, 1].map((photo) => ({ photo, crop, mirrored: i % 2 === 0 })),
  );
  const expected = await Promise.all(views.map((view) => source.view(view, 101, 99)));
  const decoders = openDecoders({ jobs: 2 });
  t.after(() => decoders.close());
  let asked = 0;
  const ask: typeof decoders.run = (...order) => {
    asked++;
    return decoders.run(...order);
  };
  const scratch = scratchIn(folder);
  t.after(() => scratch.close());
  const notices: PhotoFallback[] = [];
  const options = {
    scratch,
    decoders: { ...decoders, run: ask },
    decodeAtOnce: 2,
    onNotice: (fallback: PhotoFallback) => notices.push(fallback),
  };
  const prepared = openPhotos(library, ids, options);
  const told: number[] = [];
  const onProgress = ({ done, total }: { done: number; total: number }): number => told.push(done, total);
  await assert.rejects(Promise.resolve(prepared.prepare?.(views, 101, 99, { signal: AbortSignal.abort() })), {
    code: 'aborted',
  });
  await prepared.prepare?.(views, 101, 99, { onProgress });
  const [decoded, total] = [asked, told.at(-1) ?? 0];
  assert.ok(decoded > 0 && total > 2 && total < views.length, `${total} sizes of 2 photos`);
  assert.equal(told.at(-2), total);
  // a second time there is nothing to do, and the originals are not needed any more
  await prepared.prepare?.(views, 101, 99, { onProgress: () => assert.fail('nothing is left') });
  for (const name of ['a.jpg', 'b.png']) rmSync(join(folder, name));
  for (const [i, view] of views.entries()) assert.deepEqual(await prepared.view(view, 101, 99), expected[i]);
  assert.deepEqual([asked, notices], [decoded, []]);

  await prepared.prepare?.(views, 64, 64);
  assert.equal(notices.length, 0);
  await prepared.view(views[0], 640, 640);
  assert.equal(notices.length, 1);
});
