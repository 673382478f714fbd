/** Photos in zip archives: found, decoded and drawn as if they lay in a folder; and archives that mean harm. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type LibraryFile, listPhotos, openLibrary, readLibrary } from '@tesserae/node';
import { byteName, isKnownOriginal, type PhotoFallback, readZipDirectory } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder, writePhotos, type ZipEntry, zipOf } from '@tesserae/testing';
import fc from 'fast-check';
import { foundFiles } from '../support/found-files.js';
import { indexPhotos, openPhotos } from '../support/shared-decoders.js';

async function emptyLibrary(t: TestContext): Promise<LibraryFile> {
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  return library;
}

/** Bytes of JPEGs of 200 × 150 pixels. */
async function photos(t: TestContext, count: number, seed = 1): Promise<Buffer[]> {
  const paths = await writePhotos(temporaryFolder(t), count, { seed, width: 200, height: 150 });
  return paths.map((path) => readFileSync(path));
}

function write(t: TestContext, entries: readonly ZipEntry[]): string {
  const path = join(temporaryFolder(t), 'photos.zip');
  writeFileSync(path, zipOf(entries));
  return path;
}

test('photos in an archive are found by what other programs pack, indexed once, and drawn from it', async (t) => {
  if (!canRun(t, hasCommand('zip'), 'zip')) return;
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'Takeout/2019 été'), { recursive: true });
  mkdirSync(join(folder, 'Takeout/@eaDir'));
  await writePhotos(join(folder, 'Takeout/2019 été'), 4, { width: 200, height: 150 });
  await writePhotos(join(folder, 'Takeout'), 2, { seed: 20, format: 'png', width: 200, height: 150 });
  await writePhotos(join(folder, 'Takeout/@eaDir'), 1, { seed: 40 });
  writeFileSync(join(folder, 'Takeout/notes.json'), JSON.stringify({ text: 'x'.repeat(9000) }));
  writeFileSync(join(folder, 'Takeout/bad.jpg'), 'no picture');
  execFileSync('zip', ['-qr', 'takeout.zip', 'Takeout'], { cwd: folder });
  const archive = join(folder, 'takeout.zip');

  const library = await emptyLibrary(t);
  const report = await indexPhotos(library, [archive]);
  assert.deepEqual([report.photos, report.refused, report.skipped], [6, 1, 1]);
  assert.equal(report.refusals[0].path, `${archive}/Takeout/bad.jpg`);
  const { library: facts, paths } = readLibrary(library, { below: [archive] });
  assert.ok(paths.includes(`${archive}/Takeout/2019 été/photo-0000.jpg`), paths.join());
  assert.equal((await indexPhotos(library, [archive])).bytes, 0, 'nothing is unpacked again');

  const source = openPhotos(library, facts.ids, { onNotice: ({ reason }) => assert.fail(reason.code) });
  const whole = { x: 0, y: 0, w: 1, h: 1 };
  for (const photo of facts.ids.keys()) await source.view({ photo, crop: whole, mirrored: false }, 200, 150);
  assert.ok(await isKnownOriginal(library, archive), 'the archive is not replaced');

  // the same photos in the folder are the same photos; and a scan of it does not forget the archive it does not open
  const both = await indexPhotos(library, [folder]);
  assert.deepEqual([both.photos, both.added, both.forgotten], [6, 0, 0]);
  assert.equal(listPhotos(library).filter((photo) => photo.paths.length === 2).length, 6 + 1);
});

test('an archive that changes or goes is noticed', async (t) => {
  const [a, b, c] = await photos(t, 3);
  const path = write(t, [
    { name: 'a.jpg', data: a },
    { name: 'b.jpg', data: b, deflated: true },
  ]);
  const library = await emptyLibrary(t);
  assert.equal((await indexPhotos(library, [path])).photos, 2);
  writeFileSync(
    path,
    zipOf([
      { name: 'a.jpg', data: c },
      { name: 'x/b.jpg', data: b },
    ]),
  );
  const changed = await indexPhotos(library, [path]);
  assert.deepEqual([changed.photos, changed.added, changed.forgotten], [2, 1, 1]);
  const { ids } = readLibrary(library).library;
  renameSync(path, `${path}.away`);
  const notices: PhotoFallback[] = [];
  const source = openPhotos(library, ids, { onNotice: (fallback) => notices.push(fallback) });
  await source.view({ photo: 0, crop: { x: 0, y: 0, w: 1, h: 1 }, mirrored: false }, 200, 150);
  assert.deepEqual(
    notices.map(({ photo }) => photo),
    [0],
  );
  assert.equal((await indexPhotos(library, [join(path, '..')])).forgotten, 2);
});

test('the rules for folders hold in archives', async (t) => {
  const [a, b, c, d] = await photos(t, 4);
  const path = write(t, [
    { name: 'a.jpg', data: a },
    { name: '__MACOSX/._a.jpg', data: b },
    { name: 'private/deep/c.jpg', data: c },
    { name: 'e/d.jpg', data: d },
    { name: 'e/.tesseraeignore', data: Buffer.from('d.*') },
  ]);
  const { places, ignored } = await foundFiles([path], ['private']);
  assert.deepEqual(
    places.map(({ key }) => key),
    [`${path}/a.jpg`],
  );
  assert.equal(ignored, 2);
});

test('names that lead out, links and encrypted files are not read, and nothing outside is', async (t) => {
  const [photo] = await photos(t, 1);
  const outside = join(temporaryFolder(t), 'outside.jpg');
  writeFileSync(outside, photo);
  const names = ['../outside.jpg', '/etc/a.jpg', 'a/../../b.jpg', 'C:\\c.jpg', '..\\d.jpg', 'h\0.jpg'];
  const path = write(t, [
    ...names.map((name) => ({ name, data: photo })),
    { name: 'link.jpg', data: Buffer.from(outside), mode: 0o120777 },
    { name: 'locked.jpg', data: photo, flags: 1 },
    { name: Buffer.from([0x66, 0xff, 0x2e, 0x6a, 0x70, 0x67]), data: photo },
  ]);
  const library = await emptyLibrary(t);
  const report = await indexPhotos(library, [path]);
  assert.deepEqual([report.photos, report.skipped, report.refused], [1, 1, names.length + 1]);
  assert.deepEqual(new Set(report.refusals.map(({ code }) => code)), new Set(['damaged', 'unsupported']));
  const { places } = await foundFiles([path]);
  // what is no UTF-8 is in the letters of DOS, where 0xff is a space that does not break
  assert.deepEqual(
    places.map(({ key }) => key),
    [byteName(`${path}/f\u00a0.jpg`)],
  );
});

test('names that begin with ./, names that come twice, and bytes before the archive are read', async (t) => {
  const [first, second, third] = await photos(t, 3);
  const archive = zipOf([
    { name: './a.jpg', data: first },
    { name: './b//./a.jpg', data: second, deflated: true },
    { name: 'a.jpg', data: third },
  ]);
  for (const before of [Buffer.alloc(0), Buffer.alloc(5000, 'MZ'), Buffer.alloc(70_000, 'PK')]) {
    const path = join(temporaryFolder(t), 'photos.zip');
    writeFileSync(path, Buffer.concat([before, archive]));
    const report = await indexPhotos(await emptyLibrary(t), [path]);
    assert.deepEqual([report.photos, report.refused], [3, 0], JSON.stringify(report.refusals));
    const { places } = await foundFiles([path]);
    assert.deepEqual(
      places.map(({ key }) => key.slice(byteName(path).length)),
      ['/a (2).jpg', '/a.jpg', '/b/a.jpg'],
    );
  }
});

test('bombs, lies and damage are refused, each with its reason, and bombs before anything is unpacked', async (t) => {
  const [photo, other] = await photos(t, 2);
  const zeros = Buffer.alloc(20 * 2 ** 20);
  const overlapping = Array.from({ length: 400 }, (_, i) => ({
    name: `${i}.jpg`,
    data: zeros,
    size: 2 ** 31,
    same: 0,
  }));
  const cases: readonly (readonly [what: string, bytes: Buffer, code: string])[] = [
    [
      'a file of zeros beside photos',
      zipOf([
        { name: 'z.jpg', data: zeros, deflated: true },
        { name: 'a.jpg', data: Buffer.alloc(9e6, photo) },
      ]),
      'too-large',
    ],
    [
      'overlapping files',
      zipOf([{ name: 'first.jpg', data: photo }, ...overlapping.map((entry) => ({ ...entry, data: photo }))]),
      'too-large',
    ],
    ['no archive', Buffer.from('PK but not really'), 'damaged'],
    ['an empty file', Buffer.alloc(0), 'damaged'],
    ['a cut archive', zipOf([{ name: 'a.jpg', data: photo }]).subarray(0, 900), 'damaged'],
    ['a size that lies', zipOf([{ name: 'a.jpg', data: photo, deflated: true, size: photo.length - 5 }]), 'damaged'],
    ['a checksum that lies', zipOf([{ name: 'a.jpg', data: other, crc: 1 }]), 'damaged'],
  ];
  for (const [what, bytes, code] of cases) {
    const path = join(temporaryFolder(t), 'photos.zip');
    writeFileSync(path, bytes);
    const { refusals } = await indexPhotos(await emptyLibrary(t), [path]);
    assert.deepEqual(
      refusals.slice(0, 1).map((refusal) => refusal.code),
      [code],
      what,
    );
    if (code !== 'too-large') continue;
    const { places } = await foundFiles([path]);
    assert.ok(!places.some(({ key }) => /(z|first|\d)\.jpg$/.test(key)), what);
  }
});

test('whatever is done to an archive, it is read or refused', async (t) => {
  const [a, b] = await photos(t, 2);
  const whole = zipOf([
    { name: 'a.jpg', data: a, deflated: true },
    { name: 'b/c.jpg', data: b },
  ]);
  const path = join(temporaryFolder(t), 'photos.zip');
  const directory = whole.indexOf('PK\x01\x02', 0, 'latin1');
  const place = fc.oneof(fc.nat(whole.length - 1), fc.integer({ min: directory, max: whole.length - 1 }));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 4 }), async (flips) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of flips) bytes[at] = value;
      writeFileSync(path, bytes);
      await readZipDirectory(path).catch((error) => assert.match(error.code, /^(damaged|too-large)$/));
      const { places } = await foundFiles([path]);
      for (const { key } of places) assert.ok(key.startsWith(`${path}/`) && !key.includes('/../'));
    }),
    { numRuns: 400, seed: 11 },
  );
});
