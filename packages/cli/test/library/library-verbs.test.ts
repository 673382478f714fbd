/** `library stats`, `export`, `repair`, `retry` and `hide`. */

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLibrary } from '@tesserae/node';
import { temporaryFolder, writePhotos } from '@tesserae/testing';
import { bars } from '../../dist/terminal/bars.js';
import { inFolder, tesserae } from '../support/tesserae.js';

const L = ['--library', 'l.tesserae'];

/** Eight photos, one of them twice, two with dates in their names; one file that is none. */
async function workshop(folder: string): Promise<string[]> {
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  const paths = await writePhotos(photos, 7, { width: 80, height: 60 });
  await writePhotos(photos, 1, { seed: 30, format: 'png' });
  for (const path of paths) utimesSync(path, 0, new Date(2021, 5, 1).getTime() / 1000);
  renameSync(paths[0], join(photos, 'IMG_20190704_153012.jpg'));
  renameSync(paths[1], join(photos, '=SUM(1).jpg'));
  copyFileSync(paths[2], join(photos, 'copy.jpg'));
  writeFileSync(join(photos, 'bad, "very".jpg'), 'no picture');
  assert.equal((await inFolder(['index', 'photos', ...L], { folder })).exit, 3);
  return paths;
}

test('stats say formats, sizes, years and colours, in 80 columns', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const { exit, stdout } = await inFolder(['library', 'stats', ...L], { folder });
  assert.equal(exit, 0);
  const lines = stdout.split('\n');
  assert.ok(
    lines.every((line) => line.length <= 80),
    stdout,
  );
  assert.match(stdout, /^photos {3}8 usable · [\d.]+ [kM]B · 1 duplicate\nformats {2}7 JPEG · 1 PNG\n/);
  assert.match(
    stdout,
    /sizes {4}80×60 to 160×120 · the middle one 80×60\nrefused {2}1 not-a-picture\ndates {4}0 by EXIF · 1 by name · 7 by/,
  );
  assert.match(stdout, / {2}2019 {3}[█-▏]+ 1\n {2}2020 {3}0\n {2}2021 {3}█+ \d\n/);

  const { events } = await inFolder(['library', 'stats', ...L, '--json'], { folder });
  const [stats] = events;
  assert.deepEqual([stats.t, stats.photos, stats.duplicates, stats.refusals], ['stats', 8, 1, { 'not-a-picture': 1 }]);
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0);
  assert.deepEqual([sum(stats.colours), sum(stats.years), sum(stats.formats)], [8, 8, 8]);
  assert.ok(Object.values(stats.colours).filter((count) => Number(count) > 0).length > 2, 'photos of several colours');
});

test('bars are as long as their numbers, and none that is there is unseen', () => {
  assert.deepEqual(bars({ a: 0, bb: 1, c: 5000, d: 10_000 }), [
    'a   0',
    'bb  ▏ 1',
    `c   ${'█'.repeat(22)} 5,000`,
    `d   ${'█'.repeat(44)} 10,000`,
  ]);
  assert.deepEqual(bars({}), []);
});

test('the table has every file, in cells that no spreadsheet runs', async (t) => {
  const folder = temporaryFolder(t);
  const [, , third] = await workshop(folder);
  const { exit } = await inFolder(['library', 'export', '--csv', 'out.csv', ...L], { folder });
  assert.equal(exit, 0);
  const text = readFileSync(join(folder, 'out.csv'), 'utf8');
  const lines = text.trimEnd().split('\r\n');
  assert.equal(lines.length, 1 + 10);
  assert.equal(lines[0], 'path,sha256,state,format,width,height,bytes,taken,taken_from,code,detail');
  assert.match(text, /IMG_20190704_153012\.jpg,[0-9a-f]{64},usable,JPEG,80,60,\d+,2019-07-04T15:30:12,name,,\r\n/);
  assert.match(text, /bad, ""very""\.jpg",[0-9a-f]{64},refused,,,,10,,,not-a-picture,/);
  const stdout = await tesserae(['library', 'export', '--csv', '-', ...L], { folder });
  assert.equal(stdout.stdout, text);

  for (const [words, code] of [
    [['--csv', 'out.csv'], 'exists'],
    [['--csv', 'l.tesserae', '-y'], 'exists'],
    [['--csv', third, '-y'], 'exists'],
    [['--csv', '-'], 'usage'],
    [[], 'usage'],
  ] as const) {
    const { last } = await inFolder(['library', 'export', ...words, ...L, '--json'], { folder });
    assert.deepEqual([last.exit, last.code], [2, code], words.join(' '));
  }
});

test('repair reads again what it can, and names the rest with exit code 3', async (t) => {
  const folder = temporaryFolder(t);
  const paths = await workshop(folder);
  const sound = await inFolder(['library', 'repair', ...L], { folder });
  assert.deepEqual([sound.exit, sound.stdout], [0, 'sound    l.tesserae: 9 photos in 10 files\n']);

  const library = await openLibrary(join(folder, 'l.tesserae'));
  library.run((prepare) => prepare("UPDATE photos SET width = 1 WHERE format = 'JPEG'").run());
  library.close();
  assert.equal((await inFolder(['library', 'verify', ...L], { folder })).exit, 12);
  rmSync(paths[4]);
  const { exit, stdout, stderr } = await inFolder(['library', 'repair', ...L], { folder });
  assert.equal(exit, 3);
  assert.match(stdout, /^repaired l\.tesserae: 8 photos in 9 files\n {9}7 files read again\n$/);
  assert.match(stderr, /refused +.*photo-0004\.jpg: is not there any more\./);
  assert.match(stderr, /kept as .*l\.tesserae\.damaged/);
  assert.equal((await inFolder(['library', 'verify', ...L], { folder })).exit, 0);
});

test('retry decodes again what was refused, and nothing else', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const library = await openLibrary(join(folder, 'l.tesserae'));
  library.run((prepare) => prepare("UPDATE photos SET state = 2, code = 'timeout' WHERE format = 'PNG'").run());
  library.close();
  const index = await inFolder(['index', 'photos', ...L, '--json'], { folder });
  assert.deepEqual([index.last.photos, index.last.refused], [7, 2], 'the same decoders are not asked twice');

  const { exit, events, last } = await inFolder(['library', 'retry', ...L, '--json'], { folder });
  const refused = events.filter((event) => event.t === 'refused').map(({ code }) => code);
  assert.deepEqual([exit, last.photos, last.refused, refused], [3, 1, 1, ['not-a-picture']]);
  assert.equal(events.filter((event) => event.t === 'scan')[0].found, 2);
  const { last: listed } = await inFolder(['library', 'ls', ...L, '--json'], { folder });
  assert.deepEqual([listed.photos, listed.refused], [8, 1]);
  assert.equal((await inFolder(['library', 'verify', ...L], { folder })).exit, 0);
});

test('hidden photos are known, are in no new mosaic, and stay in the plans that have them', async (t) => {
  const folder = temporaryFolder(t);
  const [, , third, fourth] = await workshop(folder);
  const show = await inFolder(['library', 'show', third, ...L, '--json'], { folder });
  const { hash } = show.events[0];
  const hasIt = async (plan: string) => {
    const rules = ['--columns', '4', '--cell', '8', '--min-uses', '1'];
    const made = await inFolder(['make', fourth, '-o', `${plan}.png`, '--plan', plan, ...rules, ...L], { folder });
    assert.equal(made.exit, 0, made.stderr);
    return readFileSync(join(folder, plan), 'utf8').includes(hash);
  };
  assert.equal(await hasIt('before.json'), true);
  const hidden = await inFolder(['library', 'hide', 'photos/copy.jpg', ...L, '--json'], { folder });
  assert.deepEqual([hidden.exit, hidden.last.photos], [0, 1]);
  await inFolder(['index', 'photos', ...L], { folder });
  assert.equal(await hasIt('hidden.json'), false, 'a copy of it is not in the mosaic either');
  const drawn = await inFolder(['render', 'before.json', '-o', 'again.png', ...L], { folder });
  assert.equal(drawn.exit, 0, drawn.stderr);
  const swapped = ['edit', 'before.json', '--swap', 'r1c1=photos/photo-0003.jpg', '-o', 'edited.json', ...L, '--json'];
  const edited = await inFolder(swapped, { folder });
  assert.equal(edited.exit, 0, edited.stderr);
  assert.equal(edited.last.missing, 0);
  assert.ok(readFileSync(join(folder, 'edited.json'), 'utf8').includes(hash), 'and stay in it when it is edited');
  const { last, events } = await inFolder(['library', 'ls', '--hidden', ...L, '--json'], { folder });
  assert.deepEqual([last.photos, last.hidden, events[0].hash, events[0].state], [7, 1, hash, 'hidden']);
  assert.equal((await inFolder(['library', 'verify', ...L], { folder })).exit, 0);

  await inFolder(['library', 'hide', 'photos', '--undo', ...L], { folder });
  assert.equal(await hasIt('after.json'), true);
  const none = await inFolder(['library', 'hide', 'photos/gone*', ...L, '--json'], { folder });
  assert.deepEqual([none.exit, none.last.code], [1, 'not-found']);
});
