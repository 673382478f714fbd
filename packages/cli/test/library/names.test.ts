import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { inFolder } from '../support/tesserae.js';

const NAMES = [
  'new\nline.jpg',
  'quo"te\'s.jpg',
  '-dash.jpg',
  '=1+1.jpg',
  'a.jpg[page=1].jpg',
  'esc\x1b[31mred\x1b[2J.jpg',
  `${'é'.repeat(118)}.jpg`, // 240 bytes
  ' space .jpg',
  '写真🙂.jpg',
];

/** Not UTF-8. */
const BYTES = Buffer.from([0x66, 0xff, 0xfe, 0x2e, 0x6a, 0x70, 0x67]);

test('photos of any name are used, shown and written, and none is obeyed', async (t) => {
  const folder = temporaryFolder(t);
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  mkdirSync(join(folder, 'seeds'));
  const seeds = await writePhotos(join(folder, 'seeds'), NAMES.length + 1, { width: 60, height: 60 });
  for (const [i, name] of NAMES.entries()) copyFileSync(seeds[i], join(photos, name));
  const odd = Buffer.concat([Buffer.from(`${photos}/`), BYTES]);
  writeFileSync(odd, readFileSync(seeds[NAMES.length]));
  writeFileSync(Buffer.concat([Buffer.from(`${photos}/bad`), BYTES]), 'no picture');
  writeFileSync(join(photos, 'bad\x1b[31m\n.jpg'), 'none either');
  await writePicture(join(folder, 'target.png'), syntheticPhoto(1, 60, 60));

  const words = ['make', 'target.png', 'photos', '--columns', '6', '--cell', '80', '--min-uses', '1', '--spacing', '1'];
  const files = ['-o', 'out.png', '--placements', 'pl.json', '--report', 'r.csv'];
  const { exit, last, events } = await inFolder([...words, ...files, '--json'], { folder });
  assert.equal(exit, 3, JSON.stringify(last));
  assert.deepEqual([last.photos, last.used], [NAMES.length + 1, NAMES.length + 1]);
  // at 80 pixels a cell the originals were read again: all were found
  assert.deepEqual(
    events.filter((event) => event.t === 'note' && /thumbnail/.test(event.message)),
    [],
  );
  const placed = JSON.parse(readFileSync(join(folder, 'pl.json'), 'utf8')).ids.map((path: string) =>
    path.slice(photos.length + 1),
  );
  assert.deepEqual(placed.sort(), [...NAMES, 'f\ufffd\ufffd.jpg'].sort());
  const refused = events.filter((event) => event.t === 'refused');
  const [bytes] = refused.filter(({ pathBytes }) => pathBytes !== undefined);
  assert.deepEqual(Buffer.from(bytes.pathBytes, 'base64'), Buffer.concat([Buffer.from(`${photos}/bad`), BYTES]));
  assert.equal(refused.length, 2);

  const runs = [
    [...words, '-o', 'b.png', '-v'],
    ['library', 'ls'],
    ['library', 'ls', '--refused'],
    ['inspect', `photos/${NAMES[5]}`],
  ];
  for (const each of runs) {
    const { stdout, stderr } = await inFolder(each, { folder });
    const text = stdout + stderr;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f]/);
    if (each[0] === 'library') assert.equal(stdout.trim().split('\n').length, each.length === 2 ? NAMES.length + 3 : 2);
  }
});
