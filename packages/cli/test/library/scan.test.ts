/** What is scanned: rules that leave out, and lists of paths. */

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLibrary } from '@tesserae/node';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { type Event, inFolder, inProcess, listing, tesserae } from '../support/tesserae.js';

const counts = ({ photos, refused, ignored }: Event) => [photos, refused, ignored];

/** Six photos in two folders, and a target. */
async function workshop(folder: string): Promise<void> {
  for (const [i, name] of ['a', 'b'].entries()) {
    mkdirSync(join(folder, 'photos', name), { recursive: true });
    await writePhotos(join(folder, 'photos', name), 3, { seed: 1 + 10 * i, width: 80, height: 60 });
  }
  await writePicture(join(folder, 'target.png'), syntheticPhoto(90, 60, 60));
}

test('--ignore and .tesseraeignore leave out, also what was indexed before, and say so', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const all = await inFolder(['index', 'photos', '--json'], { folder });
  assert.deepEqual(counts(all.last), [6, 0, 0]);
  const told = await inFolder(['index', 'photos', '--ignore', 'a/*1.jpg', '--ignore', 'photos/b', '--json'], {
    folder,
  });
  assert.deepEqual(counts(told.last), [2, 0, 2]);
  assert.equal(told.last.forgotten, 4);
  const ls = await inFolder(['library', 'ls'], { folder });
  assert.equal(ls.stdout.trim().split('\n').length, 2);

  writeFileSync(join(folder, 'photos/.tesseraeignore'), 'b/\n');
  const made = await inFolder(['make', 'target.png', 'photos', '--columns', '4', '-o', 'out.png'], { folder });
  assert.equal(made.exit, 0, made.stderr);
  assert.match(made.stderr, /3 usable · 1 new · 1 ignored by rules/);
});

test('a list names what is scanned, of any bytes; what is gone is refused', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const odd = Buffer.concat([Buffer.from(join(folder, 'photos/')), Buffer.from([0xff, 0x0a, 0x2e, 0x6a, 0x70, 0x67])]);
  copyFileSync(join(folder, 'photos/a/photo-0000.jpg'), odd);
  await writePicture(join(folder, 'photos/.tesserae.png'), syntheticPhoto(70, 30, 30));

  const find = (command: string) => ['sh', '-c', `${command} | "$@"`, 'sh'];
  const words = ['index', '--from-file', '-', '--json'];
  const nul = await tesserae([...words, '-0'], { folder, through: find('find photos -type f -print0') });
  assert.deepEqual([nul.exit, ...counts(nul.last), nul.last.duplicates], [0, 6, 0, 0, 1], nul.stdout);

  writeFileSync(join(folder, 'list.txt'), 'photos/b\r\n\r\nphotos/a/gone.jpg\nphotos/a/photo-0002.jpg');
  const lines = await inFolder(['index', '--from-file', 'list.txt', '--library', 'l.tesserae', '--json'], { folder });
  assert.deepEqual([lines.exit, ...counts(lines.last)], [3, 4, 1, 0]);
  const [refused] = lines.events.filter((event) => event.t === 'refused');
  assert.deepEqual([refused.code, refused.path], ['not-found', join(folder, 'photos/a/gone.jpg')]);

  // with a scan of everything before it, a mosaic is made of the list alone
  writeFileSync(join(folder, 'photos/b/.tesseraeignore'), '*-0001.jpg');
  const make = [
    'make',
    'target.png',
    '--from-file',
    'list.txt',
    '--columns',
    '4',
    '-o',
    'out.png',
    '--placements',
    'p.json',
  ];
  const made = await inFolder([...make, '--json'], { folder });
  assert.equal(made.exit, 3, made.stdout);
  const placed = JSON.parse(readFileSync(join(folder, 'p.json'), 'utf8')).ids.map((path: string) =>
    path.slice(folder.length),
  );
  for (const path of placed) {
    assert.ok(
      ['/photos/b/photo-0000.jpg', '/photos/b/photo-0002.jpg', '/photos/a/photo-0002.jpg'].includes(path),
      path,
    );
  }
});

const MISTAKES: readonly (readonly [words: string, code: string, exit: number, about: string])[] = [
  ['index --from-file gone.txt', 'not-found', 1, 'fromFile'],
  ['index --from-file photos', 'unreadable', 1, 'fromFile'],
  ['index --from-file empty.txt', 'no-photos', 1, 'fromFile'],
  ['make target.png --from-file /dev/null -0 -o o.png', 'special-file', 1, 'fromFile'],
  ['index photos -0', 'usage', 2, 'null'],
  ['index photos --wait soon', 'usage', 2, 'wait'],
  ['make target.png photos -o o.png --since 07/2019', 'usage', 2, 'since'],
  ['make target.png photos -o o.png --since 2020 --until 2019', 'usage', 2, 'until'],
  ['make target.png photos -o o.png --min-side tiny', 'usage', 2, 'minSide'],
  ['make target.png --ignore x -o o.png', 'usage', 2, 'ignore'],
  ['make target.png photos --ignore photos -o o.png', 'no-photos', 1, 'photos'],
];

test('mistakes about what to scan are told by the option they are about, and begin no library', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  writeFileSync(join(folder, 'empty.txt'), '\n\n');
  const before = listing(folder);
  const home = process.cwd();
  process.chdir(folder);
  try {
    for (const [words, code, exit, about] of MISTAKES) {
      const ended = await inProcess([...words.split(' '), '--library', 'l.tesserae', '--json']);
      assert.deepEqual([ended.exit, ended.last.code], [exit, code], words);
      assert.ok([ended.last.subject, ended.last.file].includes(about), `${words}: ${ended.last.message}`);
    }
  } finally {
    process.chdir(home);
  }
  assert.deepEqual(listing(folder), before);
});

test('a library that is being written: exit 11 with who, where and since when; --wait waits', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const library = await openLibrary(join(folder, 'l.tesserae'), { create: true });
  const since = Date.UTC(2026, 0, 2, 3, 4, 5);
  library.run((prepare) =>
    prepare('INSERT INTO writer VALUES (0, ?, ?, ?, ?, ?)').run(process.pid, '', hostname(), since, since),
  );
  const words = ['index', 'photos', '--library', 'l.tesserae', '--json'];
  const refused = await inFolder(words, { folder });
  assert.deepEqual([refused.exit, refused.last.code], [11, 'library-locked']);
  const who = `process ${process.pid} on ${hostname()}, since 2026-01-02 03:04:05 UTC. Add --wait`;
  assert.ok(refused.last.message.includes(who), refused.last.message);

  const done = await tesserae([...words, '--wait', '1m'], {
    folder,
    onStart: (child) =>
      child.stdout?.on('data', (text: string) => {
        if (text.includes('waiting for process'))
          library.run((prepare) => prepare('DELETE FROM writer WHERE pid = ?').run(process.pid));
      }),
  });
  library.close();
  assert.deepEqual([done.exit, ...counts(done.last)], [0, 6, 0, 0], done.stdout);
  assert.match(done.events.find((event) => event.t === 'note')?.message, /^waiting for process/);
});

test('photos are hidden by date and size, counted, and stay in the library', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  renameSync(join(folder, 'photos/a/photo-0000.jpg'), join(folder, 'photos/a/20190704_120000.jpg'));
  await writePicture(join(folder, 'photos/small.jpg'), syntheticPhoto(99, 40, 30));
  const words = ['make', 'target.png', 'photos', '--columns', '4', '--since', '2020', '--min-side', '50'];
  const plain = await inFolder([...words, '-n'], { folder });
  assert.match(plain.stderr, /hidden +1 taken before --since · 1 smaller than --min-side; 5 remain/);
  const { exit, last } = await inFolder([...words, '-o', 'out.png', '--json'], { folder });
  assert.deepEqual([exit, last.photos, last.hidden.since, last.hidden.minSide], [0, 5, 1, 1]);
  const none = await inFolder(['make', 'target.png', 'photos', '--min-side', '61', '-o', 'o.png', '--json'], {
    folder,
  });
  assert.deepEqual([none.exit, none.last.code], [1, 'no-photos']);
  assert.deepEqual(none.last.waysOut, [{ omit: 'minSide' }]);
  const ls = await inFolder(['library', 'ls', '--json'], { folder });
  assert.equal(ls.last.photos, 7);
  const index = await inFolder(['index', 'photos', '--since', '2020', '--min-side', '50px'], { folder });
  assert.match(index.stdout, /^photos {3}5 usable · 2 removed since the last scan\n$/);
  assert.match(index.stderr, /hidden +1 taken before --since · 1 smaller than --min-side/);
  const fewer = await inFolder(['library', 'ls', '--json'], { folder });
  assert.equal(fewer.last.photos, 5);
});
