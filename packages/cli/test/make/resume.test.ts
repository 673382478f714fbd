import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { inFolder, listing, tesserae } from '../support/tesserae.js';

/** A folder with a plan of 20 × 15 cells. */
async function planned(t: TestContext): Promise<string> {
  const folder = temporaryFolder(t);
  await writePicture(join(folder, 'target.png'), syntheticPhoto(77, 160, 120));
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 12, { width: 200, height: 150 });
  const words = [
    'make',
    'target.png',
    'photos',
    '--columns',
    '20',
    '--cell',
    '8',
    '-o',
    'small.png',
    '--plan',
    'p.json',
  ];
  const { exit, stderr } = await inFolder(words, { folder });
  assert.equal(exit, 0, stderr);
  return folder;
}

/** 2,000 × 1,500 px: nine strips, of which four are in work before the first is written. */
const CELL = ['--cell', '100', '-j', '1', '--json'];

/** Stops a drawing at one of its 1,500 rows. */
const atRow = (done: number, signal: NodeJS.Signals) => ({ stage: 'draw', done, signals: [signal] });

test('a render that was stopped goes on where it was, however it was stopped: the same bytes', async (t) => {
  const folder = await planned(t);
  const render = (name: string, ...more: string[]) => ['render', 'p.json', '-o', name, ...CELL, ...more];
  const before = listing(folder);

  // killed without a warning: nobody had to ask for anything
  await tesserae(render('a.png'), { folder, stopAt: atRow(1000, 'SIGKILL') });
  assert.ok(!existsSync(join(folder, 'a.png')));
  assert.ok(listing(folder).length > before.length);

  const stopped = await tesserae(render('a.png', '--resume'), { folder, stopAt: atRow(1200, 'SIGINT') });
  assert.deepEqual([stopped.exit, stopped.last.code], [130, 'aborted']);
  assert.match(stopped.last.message, /what was made so far is kept/);
  assert.match(stopped.last.hint, /^Continue with: tesserae render p\.json -o a\.png .*--resume$/);

  const { exit, events, stderr } = await inFolder(render('a.png', '--resume'), { folder });
  assert.equal(exit, 0, stderr);
  const resumed = events.find(({ t: name }) => name === 'resumed') ?? assert.fail('it began anew');
  assert.ok(resumed.from > 0 && resumed.from < resumed.height);

  await inFolder(render('unbroken.png'), { folder });
  assert.ok(readFileSync(join(folder, 'a.png')).equals(readFileSync(join(folder, 'unbroken.png'))));

  const killed = await tesserae(render('b.png'), { folder, stopAt: atRow(1000, 'SIGKILL') });
  assert.equal(killed.last.t, 'progress');
  const other = await inFolder([...render('b.png', '--resume'), '--dpi', '300'], { folder });
  assert.equal(other.events.find(({ t: name }) => name === 'parts')?.code, 'parts-of-another-run');
  assert.deepEqual(listing(folder), [...before, 'a.png', 'b.png', 'unbroken.png'].sort());
});

test('make goes on, too, and is judged as a whole', async (t) => {
  const folder = await planned(t);
  const make = (name: string) => ['make', 'target.png', '--columns', '20', ...CELL, '-o', name, '--resume'];
  await tesserae(make('a.png'), { folder, stopAt: atRow(1000, 'SIGTERM') });
  assert.ok(!existsSync(join(folder, 'a.png')));
  const resumed = await inFolder(make('a.png'), { folder });
  const unbroken = await inFolder(make('b.png'), { folder });
  assert.deepEqual(
    [resumed, unbroken].map(({ events }) => events.some(({ t: name }) => name === 'resumed')),
    [true, false],
  );
  assert.deepEqual(resumed.last.metrics, unbroken.last.metrics);
  assert.ok(readFileSync(join(folder, 'a.png')).equals(readFileSync(join(folder, 'b.png'))));
});

test('formats that cannot go on say so before any work', async (t) => {
  const folder = temporaryFolder(t);
  for (const words of [
    ['render', 'p.json', '-o', 'a.webp'],
    ['make', 'target.png', 'photos', '-o', 'a.avif'],
  ]) {
    const { exit, stderr } = await inFolder([...words, '--resume'], { folder });
    assert.equal(exit, 2);
    assert.match(stderr, /--resume: .* received (WEBP|AVIF)/);
  }
  assert.deepEqual(listing(folder), []);
});
