import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { inFolder, listing, tesserae } from '../support/tesserae.js';

const SMALL = ['--columns', '4', '--cell', '8', '--spacing', '0', '--json'];

async function workshop(folder: string): Promise<void> {
  await writePicture(join(folder, 'target.png'), syntheticPhoto(7, 40, 30));
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 3);
  mkdirSync(join(folder, 'elsewhere'));
  await writePicture(join(folder, 'elsewhere/other.jpg'), syntheticPhoto(99, 50, 50));
  writeFileSync(join(folder, 'settings.json'), '{"columns": 4}');
}

/** Every file with what is in it, but for the library. */
function contents(folder: string): string[] {
  return listing(folder).map((name) => {
    const path = join(folder, name);
    const isFile = !['photos', 'elsewhere', 'new'].includes(name);
    return `${name} ${isFile ? createHash('sha256').update(readFileSync(path)).digest('hex') : ''}`;
  });
}

test('no output replaces what the run reads: not with -y, not by another name, not beside the picture', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  await inFolder(['index', 'photos', 'elsewhere', '--library', 'l.tesserae'], { folder });
  await inFolder(['index', 'photos', 'elsewhere'], { folder });
  const planned = ['make', 'target.png', 'photos', '-o', 'm.png', '--plan', 'p.json', ...SMALL];
  assert.equal((await inFolder(planned, { folder })).exit, 0);
  const photo = 'photos/photo-0001.jpg';
  assert.ok(existsSync(join(folder, photo)));
  symlinkSync(photo, join(folder, 'link.jpg'));
  linkSync(join(folder, 'elsewhere/other.jpg'), join(folder, 'second.jpg'));
  linkSync(join(folder, 'target.png'), join(folder, 'target-too.png'));
  const before = contents(folder);

  const make = ['make', 'target.png', 'photos', '-y', ...SMALL];
  const cases: readonly (readonly [words: readonly string[], sentence: RegExp])[] = [
    [[...make, '-o', photo], /^--output: photos\/photo-0001\.jpg: is one of the photos and is not replaced\./],
    [['make', 'target.png', photo, '-y', ...SMALL, '-o', photo], /is one of the photos/],
    [[...make, '-o', 'link.jpg'], /is one of the photos/],
    [[...make, '-o', 'elsewhere/other.jpg'], /is a photo of the library/],
    [[...make, '-o', 'second.jpg'], /is a photo of the library/],
    [['make', 'target.png', '-y', ...SMALL, '-o', photo], /is a photo of the library/],
    [[...make, '-o', 'target-too.png'], /is a file that this job reads/],
    [
      [...make, '-o', 'new.png', '--report', photo.replace('.jpg', '.csv'), '--plan', photo],
      /^--plan: .*one of the photos/,
    ],
    [
      [...make, '-o', 'new.png', '--config', 'settings.json', '--plan', 'settings.json'],
      /^--plan: .*a file that this job reads/,
    ],
    [
      [...make, '-o', 'new.png', '--library', 'l.tesserae', '--placements', 'l.tesserae'],
      /^--placements: .*this job reads/,
    ],
    [['render', 'p.json', '-y', '-o', photo, '--json'], /is one of the photos/],
    [['render', 'p.json', '-y', '-o', 'elsewhere/other.jpg', '--json'], /is a photo of the library/],
    [['render', 'p.json', '-y', '-o', 'target-too.png', '--json'], /is a file that this job reads/],
  ];
  for (const [words, sentence] of cases) {
    const { exit, last } = await inFolder(words, { folder });
    assert.deepEqual([exit, last.code], [2, 'exists'], `${words.join(' ')}: ${JSON.stringify(last)}`);
    assert.match(last.message, sentence);
    assert.deepEqual(contents(folder), before, words.join(' '));
  }
});

test('a mosaic among the photos does not become one of them', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const first = await inFolder(['make', 'target.png', 'photos', '-o', 'photos/m.png', ...SMALL], { folder });
  const { events, last } = await inFolder(['make', 'target.png', 'photos', '-o', 'm.png', ...SMALL], { folder });
  assert.deepEqual([first.exit, last.exit, last.photos], [0, 0, first.last.photos], JSON.stringify(events));
  const again = await inFolder(['index', 'photos'], { folder });
  assert.match(again.stdout, / · 1 made by Tesserae\n/);
});

test('a side file that cannot be written keeps the picture from appearing', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const words = ['make', 'target.png', 'photos', '-o', 'm.png', '--plan', 'new/p.json', '--report', 'r.csv', ...SMALL];
  mkdirSync(join(folder, 'new'));
  const before = listing(folder).filter((name) => name !== 'new');
  const onStart = (child: { stdout: NodeJS.ReadableStream | null }) =>
    // between the check and the writing, the folder goes away
    child.stdout?.once('data', () => renameSync(join(folder, 'new'), `${folder}-gone`));
  const { exit, last } = await tesserae(words, { folder, onStart });
  renameSync(`${folder}-gone`, join(folder, 'new'));
  assert.deepEqual([exit, last.code], [1, 'not-found'], JSON.stringify(last));
  assert.deepEqual(
    listing(folder).filter((name) => name !== 'new'),
    before,
  );
});

test('the plan does not depend on how many jobs there were', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  for (const jobs of ['1', '5']) {
    const words = [
      'make',
      'target.png',
      'photos',
      '-o',
      `${jobs}.png`,
      '--plan',
      `${jobs}.json`,
      '-j',
      jobs,
      '--score',
    ];
    assert.equal((await inFolder([...words, ...SMALL], { folder })).exit, 0);
  }
  assert.equal(readFileSync(join(folder, '1.json'), 'utf8'), readFileSync(join(folder, '5.json'), 'utf8'));
});

test('no new library is left where there was nothing for it to hold', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  for (const name of ['none', 'bad']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'bad/a.jpg'), 'no picture');
  const before = listing(folder);
  const library = ['--library', 'some/where/l.tesserae'];
  for (const photos of ['none', 'bad']) {
    const made = await inFolder(['make', 'target.png', photos, '-o', 'm.png', ...library, ...SMALL], { folder });
    assert.deepEqual([made.exit, made.last.code], [1, 'no-photos']);
    assert.deepEqual(listing(folder), before, photos);
  }
  assert.equal((await inFolder(['index', 'none', ...library], { folder })).exit, 0);
  assert.deepEqual(listing(folder), before);

  // what was there before stays, even if nothing is in it
  assert.equal((await inFolder(['index', 'bad', '--library', 'l.tesserae'], { folder })).exit, 3);
  await inFolder(['make', 'target.png', 'none', '-o', 'm.png', '--library', 'l.tesserae', ...SMALL], { folder });
  assert.ok(existsSync(join(folder, 'l.tesserae')));
});
