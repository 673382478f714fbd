import assert from 'node:assert/strict';
import { type ChildProcess, execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { BIN, type Ended, inFolder, listing, tesserae } from '../support/tesserae.js';

async function workshop(folder: string): Promise<void> {
  await writePicture(join(folder, 'target.png'), syntheticPhoto(77, 160, 120));
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 12, { width: 200, height: 150 });
}

/** How far a step was seen to be: a share of it, 0 if it was not begun. */
const shareOf = ({ events }: Ended, step: string): number =>
  Math.max(0, ...events.filter(({ stage }) => stage === step).map(({ done, total }) => done / total));

/** A mosaic of 15 rows. */
const MAKE = ['make', 'target.png', 'photos', '--columns', '20', '--cell', '40', '-j', '1', '--json'];

for (const [signal, code, name] of [
  ['SIGINT', 130, 'out.png'],
  ['SIGTERM', 143, 'out.jpg'],
  ['SIGHUP', 129, 'out.tif'],
] as const) {
  test(`${signal} while ${name} is drawn: exit ${code} before it is, nothing is left, the way on is said`, async (t) => {
    const folder = temporaryFolder(t);
    await workshop(folder);
    const before = listing(folder);
    const ended = await tesserae([...MAKE, '-o', name], { folder, stopAt: { stage: 'draw', signals: [signal] } });
    const { exit, last } = ended;
    assert.ok(shareOf(ended, 'draw') > 0 && shareOf(ended, 'draw') < 1);
    assert.deepEqual([exit, last.t, last.exit, last.code], [code, 'error', code, 'aborted']);
    assert.match(last.hint, new RegExp(`tesserae make target\\.png photos .*-o ${name}`));
    assert.deepEqual(listing(folder), before);
  });
}

test('an encoder at work is not waited for: exit 130, nothing is left', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const before = listing(folder);
  const ended = await inFolder([...MAKE, '-o', 'out.avif'], {
    folder,
    stopAt: { stage: 'encode', signals: ['SIGINT'] },
  });
  const { exit, last } = ended;
  assert.deepEqual([exit, last.t, last.exit], [130, 'error', 130]);
  assert.equal(shareOf(ended, 'draw'), 1);
  assert.ok(shareOf(ended, 'encode') < 1);
  assert.deepEqual(listing(folder), before);
});

test('the second Ctrl-C does not wait', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const stopAt = { stage: 'draw', signals: ['SIGINT', 'SIGINT'] } as const;
  const { exit } = await tesserae([...MAKE, '-o', 'out.png'], { folder, stopAt });
  assert.equal(exit, 130);
});

test('what was indexed before a stop is not done again', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 24);
  const index = ['index', 'photos', '-j', '1', '--json'];
  const stopped = await tesserae(index, { folder, stopAt: { stage: 'index', done: 3, signals: ['SIGINT'] } });
  assert.deepEqual([stopped.exit, stopped.last.code], [130, 'aborted']);
  const { exit, last } = await inFolder(index, { folder });
  assert.deepEqual([exit, last.photos], [0, 24]);
  assert.ok(last.unchanged >= 3, `${last.unchanged} kept`);
});

test('a reader that goes away is no error', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  await inFolder(['index', 'photos'], { folder });
  const runs = [
    ['library', 'ls', '--json'],
    ['make', 'target.png', '--columns', '9', '-j', '1', '-o', 'out.png', '--json'],
  ];
  for (const words of runs) {
    const onStart = (child: ChildProcess) => child.stdout?.destroy();
    const { exit, stderr } = await tesserae(words, { folder, onStart });
    assert.deepEqual([exit, stderr], [0, ''], words.join(' '));
  }
  assert.ok(listing(folder).includes('out.png'), 'the work went on');
});

test('on a terminal there is a bar and colour; without one, in CI, or when quiet, there is neither', async (t) => {
  const script = hasCommand('script', ['--version']);
  if (!canRun(t, script, 'script (Debian: bsdutils)')) return;
  const folder = temporaryFolder(t);
  await workshop(folder);
  const words = 'make target.png photos --columns 8 --cell 40 -j 1 -o out.png -y';
  const { CI: _, NO_COLOR: __, ...inherited } = process.env;
  const terminal = async (env: Record<string, string>, more = '') => {
    const command = `${process.execPath} ${BIN} ${words} ${more}`;
    const options = { cwd: folder, env: { ...inherited, TERM: 'xterm', XDG_DATA_HOME: `${folder}/.data`, ...env } };
    return (await promisify(execFile)('script', ['-qec', command, '/dev/null'], options)).stdout.replaceAll(
      '\x1b',
      'ESC',
    );
  };
  const full = await terminal({});
  assert.match(full, /ESC\[2mplan/);
  assert.match(full, /(photos|draw) +█*░*.* [\d,]+\/[\d,]+ (photos|rows)/);
  const plain = [await terminal({ TERM: 'dumb' }), await terminal({ CI: '1' })];
  for (const text of plain) assert.doesNotMatch(text, /ESC|█/);
  assert.match(plain[0], /^photos {3}12 usable/);
  const colourless = [await terminal({ NO_COLOR: '1' }), await terminal({}, '--no-color -n')];
  for (const text of colourless) assert.doesNotMatch(text, /ESC\[\d+m(plan|solve)/);
  assert.equal(await terminal({}, '-q'), '');
});
