import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { type Event, inFolder, listing } from '../support/tesserae.js';

/** Five photos, one of them twice, and one that is none. */
async function workshop(folder: string): Promise<void> {
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  await writePhotos(photos, 5, { width: 80, height: 60 });
  writeFileSync(join(photos, 'again.jpg'), readFileSync(join(photos, 'photo-0002.jpg')));
  writeFileSync(join(photos, 'bad.png'), 'no picture at all');
  writeFileSync(join(photos, 'notes.txt'), 'nor is this');
  const { exit, last } = await inFolder(['index', 'photos', '--json'], { folder });
  assert.equal(exit, 3, JSON.stringify(last));
  const { photos: usable, duplicates, refused, skipped } = last;
  assert.deepEqual([usable, duplicates, refused, skipped], [5, 1, 1, 1]);
}

const photosOf = (events: readonly Event[]) => events.filter((event) => event.t === 'photo');

test('ls lists photos with their aliases, and the refused with the reason', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const [all, refused, plain] = await Promise.all([
    inFolder(['library', 'ls', '--json'], { folder }),
    inFolder(['library', 'ls', '--refused', '--json'], { folder }),
    inFolder(['library', 'ls'], { folder }),
  ]);
  assert.deepEqual([all.last.photos, all.last.refused, photosOf(all.events).length], [5, 1, 6]);
  const twice = photosOf(all.events).filter(({ paths }) => paths.length === 2);
  assert.deepEqual(
    twice.map(({ paths }) => paths.map((path: string) => path.split('/').at(-1))),
    [['again.jpg', 'photo-0002.jpg']],
  );
  const [only] = photosOf(refused.events);
  assert.deepEqual([photosOf(refused.events).length, only.state, only.code], [1, 'refused', 'not-a-picture']);
  assert.equal(plain.stdout.trim().split('\n').length, 6);
  assert.match(plain.stderr, /5 usable · 1 refused/);
});

test('ls --groups lists near-duplicates, and nothing else', async (t) => {
  const folder = temporaryFolder(t);
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  await writePhotos(photos, 4, { width: 160, height: 120 });
  await writePicture(join(photos, 'copy.png'), syntheticPhoto(2, 160, 120));
  await inFolder(['index', 'photos'], { folder });
  const [json, plain, both] = await Promise.all([
    inFolder(['library', 'ls', '--groups', '--json'], { folder }),
    inFolder(['library', 'ls', '--groups'], { folder }),
    inFolder(['library', 'ls', '--groups', '--refused', '--json'], { folder }),
  ]);
  const names = (paths: readonly string[]) => paths.map((path) => path.split('/').at(-1));
  const groups = json.events.filter(({ t: kind }) => kind === 'group');
  assert.deepEqual(
    groups.map((group) => group.photos.map(({ paths }: { paths: string[] }) => names(paths)[0])),
    [['copy.png', 'photo-0001.jpg']],
  );
  assert.deepEqual([json.last.groups, json.last.photos, json.exit], [1, 2, 0]);
  assert.match(plain.stdout, /^2 alike\n {2}[0-9a-f]{12} {2}PNG 160×120 .*copy\.png\n {2}.*photo-0001\.jpg\n$/);
  assert.match(plain.stderr, /2 photos in 1 group of near-duplicates/);
  assert.deepEqual([both.exit, both.last.code], [2, 'usage']);
});

test('show finds a photo by path and by hash, and says when there is none', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const byPath = await inFolder(['library', 'show', 'photos/photo-0001.jpg', '--json'], { folder });
  const [photo] = photosOf(byPath.events);
  assert.deepEqual([photo.state, photo.width, photo.height, photo.format], ['usable', 80, 60, 'JPEG']);
  const [byHash, none] = await Promise.all([
    inFolder(['library', 'show', photo.hash.slice(0, 10)], { folder }),
    inFolder(['library', 'show', 'photos/gone.jpg', '--json'], { folder }),
  ]);
  assert.match(byHash.stdout, /photo-0001\.jpg/);
  assert.deepEqual([none.exit, none.last.code], [1, 'not-found']);
});

test('forget takes photos out of the library and leaves the files', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const before = listing(folder);
  const forgot = await inFolder(['library', 'forget', 'photos/photo-000[3', 'photos/photo-*', '--json'], { folder });
  assert.equal(forgot.exit, 0, JSON.stringify(forgot.last));
  assert.equal(forgot.last.forgotten, 5);
  assert.deepEqual(listing(folder), before);
  const left = await inFolder(['library', 'ls', '--json'], { folder });
  assert.deepEqual([left.last.photos, left.last.refused], [1, 1]);
  const nothing = await inFolder(['library', 'forget', 'photos/photo-*', '--json'], { folder });
  assert.deepEqual([nothing.exit, nothing.last.code], [1, 'not-found']);
});

test('verify finds damage; every command that reads the library then ends with 12', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const path = join(folder, '.data/tesserae/library.tesserae');
  const sound = await inFolder(['library', 'verify', '--json'], { folder });
  assert.deepEqual([sound.exit, sound.last.damage, sound.last.photos], [0, [], 6]);

  const bytes = readFileSync(path);
  const newer = Buffer.from(bytes);
  newer.writeUInt32BE(99, 60); // user_version, in the header of an SQLite file
  writeFileSync(path, newer);
  const refused = await inFolder(['library', 'ls', '--json'], { folder });
  assert.deepEqual([refused.exit, refused.last.code], [1, 'newer-library']);
  assert.match(refused.last.message, /expected format 4, received format 99\. Update the program/);

  const page = bytes.readUInt16BE(16); // of the SQLite file; all pages but the first are overwritten
  bytes.fill(0x5a, page);
  writeFileSync(path, bytes);
  await writePicture(join(folder, 'target.png'), syntheticPhoto(1, 40, 30));
  const before = listing(folder);
  const runs = await Promise.all(
    [
      ['library', 'verify'],
      ['library', 'ls'],
      ['make', 'target.png', '-o', 'out.png'],
    ].map((words) => inFolder([...words, '--json'], { folder })),
  );
  for (const { exit, last } of runs) {
    assert.deepEqual([exit, last.code], [12, 'library-damaged'], JSON.stringify(last));
    assert.match(last.message, /damaged/);
  }
  assert.deepEqual(listing(folder), before);
});

test('inspect says what is seen, or why it is refused', async (t) => {
  const folder = temporaryFolder(t);
  await writePicture(join(folder, 'a.webp'), syntheticPhoto(1, 40, 30));
  writeFileSync(join(folder, 'b.jpg'), '');
  const [json, plain] = await Promise.all([
    inFolder(['inspect', 'a.webp', 'b.jpg', 'gone.jpg', '--json'], { folder }),
    inFolder(['inspect', 'a.webp', 'b.jpg'], { folder }),
  ]);
  const files = json.events.filter((event) => event.t === 'file');
  assert.deepEqual(
    files.map(({ path, state, code }) => [path, state, code]),
    [
      ['a.webp', 'usable', undefined],
      ['b.jpg', 'refused', 'empty'],
      ['gone.jpg', 'refused', 'not-found'],
    ],
  );
  assert.deepEqual(files[0].header.upright, { width: 40, height: 30 });
  assert.deepEqual([json.exit, json.last.refused, plain.exit], [1, 2, 1]);
  assert.match(plain.stdout, /^a\.webp: WebP, 40×30 px, .*\nb\.jpg: refused \(empty\): is empty\./);
  const whole = await inFolder(['inspect', '.'], { folder });
  assert.deepEqual([whole.exit, whole.stdout], [1, '.: refused (special-file): is a folder.\n']);
});

test('photos that are gone are counted by make, and named by the render of a plan that needs them', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 6);
  await writePicture(join(folder, 'target.png'), syntheticPhoto(1, 40, 30));
  const make = (name: string) =>
    inFolder(
      [
        ...['make', 'target.png', 'photos', '-o', `${name}.png`, '--plan', `${name}.json`],
        // only photos that a cell shows are asked for
        ...['--columns', '4', '--cell', '8', '--min-uses', '1'],
      ],
      { folder },
    );
  assert.equal((await make('first')).exit, 0);
  for (const i of [1, 4]) rmSync(join(folder, `photos/photo-000${i}.jpg`));
  assert.match((await make('second')).stderr, /4 usable · 2 removed since the last scan/);

  const render = ['render', 'first.json', '-o', 'again.png', '--json'];
  const { exit, last } = await inFolder(render, { folder });
  assert.deepEqual([exit, last.code], [1, 'not-found']);
  assert.match(
    last.message,
    /the 6 photos of the plan, received all but 2: .*photos\/photo-0001\.jpg, .*photo-0004\.jpg\. /,
  );
  assert.match(last.hint, /tesserae index/);
  assert.ok(!listing(folder).includes('again.png'));
  await writePhotos(join(folder, 'photos'), 6);
  await inFolder(['index', 'photos'], { folder });
  assert.equal((await inFolder(render, { folder })).exit, 0, 'the way out is one');
});

test('what was repaired is counted and listed; a cut photo is refused; hints name the library that was named', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 3, { width: 320, height: 240 });
  const [whole, half] = [join(folder, 'photos/photo-0001.jpg'), join(folder, 'photos/photo-0002.jpg')];
  truncateSync(whole, readFileSync(whole).length - 20);
  truncateSync(half, readFileSync(half).length / 2);
  for (let i = 0; i < 6; i++) writeFileSync(join(folder, `photos/bad-${i}.jpg`), `no picture ${i}`);
  const library = ['--library', "Anna's photos.tesserae"];
  const index = await inFolder(['index', 'photos', ...library], { folder });
  assert.match(index.stdout, /2 usable · 1 repaired · 7 refused/);
  assert.match(
    index.stderr,
    /and more, listed by: tesserae library ls --refused --library 'Anna'\\''s photos\.tesserae'/,
  );

  const listed = await inFolder(['library', 'ls', '--repaired', ...library, '--json'], { folder });
  const names = photosOf(listed.events).map(({ paths }) => paths[0].split('/').at(-1));
  assert.deepEqual([names, listed.last.repaired, listed.last.refused], [['photo-0001.jpg'], 1, 7]);
  assert.match((await inFolder(['inspect', whole], { folder })).stdout, /\(repaired: /);
  const gone = await inFolder(['library', 'ls', '--library', 'gone.tesserae'], { folder });
  assert.match(gone.stderr, /tesserae index PHOTOS --library gone\.tesserae/);
});
