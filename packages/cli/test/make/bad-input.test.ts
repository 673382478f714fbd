import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { BAD_CASES, type BadFields, MAKE } from '../support/bad-cases.js';
import { type Ended, inFolder, inProcess, listing, tesserae } from '../support/tesserae.js';

/** A target, twelve photos, and files that are bad in as many ways. */
async function workshop(folder: string): Promise<void> {
  const at = (name: string) => join(folder, name);
  await writePicture(at('target.jpg'), syntheticPhoto(90, 120, 90));
  mkdirSync(at('photos'));
  await writePhotos(at('photos'), 12, { width: 80, height: 60 });
  for (const name of ['none', 'bad', 'one', 'folder.png']) mkdirSync(at(name));
  writeFileSync(at('none/notes.txt'), 'no picture');
  writeFileSync(at('bad/empty.jpg'), '');
  writeFileSync(at('bad/text.png'), 'this is no picture');
  await writePhotos(at('one'), 1);
  writeFileSync(at('text.jpg'), 'this is no picture');
  writeFileSync(at('empty.jpg'), '');
  copyFileSync(at('target.jpg'), at('cut.jpg'));
  truncateSync(at('cut.jpg'), 900);
  writeFileSync(at('there.png'), 'mine');
  writeFileSync(at('foreign.tesserae'), 'not a library');
  writeFileSync(at('plan.json'), '{"schema": 99}');
  writeFileSync(at('placements.json'), '{"columns":1,"rows":1,"photos":[0],"ids":["a.jpg"]}');
  writeFileSync(at('config.json'), '{"colums": 3}');
  symlinkSync('target.jpg', at('link.png'));
  symlinkSync('gone/away.png', at('nowhere.png'));
}

interface Case {
  readonly name: string;
  readonly words: readonly string[];
  readonly exit: number;
  readonly code: string;
  readonly fields: BadFields;
}

const OUT = ['-o', 'out.png'];
/** The library is named: in this process the user's own would be the real one. */
const LIBRARY = ['--library', '.data'];

const CASES: readonly Case[] = Object.entries(BAD_CASES).flatMap(([exit, cases]) =>
  cases.map(([name, words, code, fields]) => ({ name, words: words.split(' '), exit: Number(exit), code, fields })),
);

test('bad input: its exit code, one sentence with the way out, nothing written', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const before = listing(folder);
  const mine = readFileSync(join(folder, 'there.png'), 'utf8');
  const target = readFileSync(join(folder, 'target.jpg'));

  const home = process.cwd();
  process.chdir(folder);
  try {
    for (const { name, words, exit, code, fields } of CASES) {
      const ended = await inProcess([
        ...words,
        ...(words.includes('--library') || words[0] === 'render' ? [] : LIBRARY),
        '--json',
      ]);
      await t.test(name, () => assertFailed(ended, { exit, code, fields }));
    }
  } finally {
    process.chdir(home);
  }
  assert.deepEqual(listing(folder), before);
  assert.equal(readFileSync(join(folder, 'there.png'), 'utf8'), mine);
  assert.deepEqual(readFileSync(join(folder, 'target.jpg')), target);
});

function assertFailed(ended: Ended, expected: Pick<Case, 'exit' | 'code' | 'fields'>): void {
  const { last, exit, stderr } = ended;
  const { wayOut, ...fields } = expected.fields;
  assert.equal(last.t, 'error', ended.stdout);
  const has = (way: object): boolean =>
    Object.entries(wayOut ?? {}).every(([key, value]) => isDeepStrictEqual(Object(way)[key], value));
  assert.ok(wayOut === undefined || last.waysOut.some(has), JSON.stringify(last));
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof RegExp) assert.match(String(last[name]), value);
    else assert.equal(last[name], value);
  }
  assert.deepEqual([exit, last.exit, last.code, stderr], [expected.exit, expected.exit, expected.code, '']);
  assert.ok(last.message.length < 260, 'a sentence, not a page');
}

test('the real program fails alike, with the exit code of the process', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const before = listing(folder);
  const some = ['truncated target', '--columns eighty', 'wider than JPEG', 'library that is none'];
  const cases = CASES.filter(({ name }) => some.includes(name));
  assert.equal(cases.length, some.length);
  const runs = await Promise.all(cases.map(({ words }) => tesserae([...words, '--json'], { folder })));
  for (const [i, ended] of runs.entries()) assertFailed(ended, cases[i]);
  assert.deepEqual(listing(folder), before);
});

test('people read the same sentence on stderr', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const { exit, stdout, stderr } = await inFolder([...MAKE.split(' '), '--columns', 'eighty'], { folder });
  assert.deepEqual([exit, stdout], [2, '']);
  assert.match(stderr, /^error: --columns: expected an integer from 1 to 2000 or "pixels", received "eighty"\.\n/);
});

test('one photo makes a mosaic: the spacing gives way and says so', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const { exit, last, events } = await inFolder(
    ['make', 'target.jpg', 'one', ...OUT, '--columns', '6', '--cell', '8', '--json'],
    { folder },
  );
  assert.equal(exit, 0);
  assert.deepEqual([last.photos, last.used, last.rules.spacing], [1, 1, 0]);
  assert.match(events.find((event) => event.t === 'note')?.message, /^repeats may touch: too few photos suit/);
});

test('an unreadable photo is named and left out', async (t) => {
  if (!canRun(t, process.getuid?.() !== 0 || hasCommand('setpriv'), 'another user than root, or setpriv')) return;
  const folder = temporaryFolder(t);
  await workshop(folder);
  chmodSync(join(folder, 'photos/photo-0003.jpg'), 0);
  const caps = '-dac_override,-dac_read_search';
  const through = process.getuid?.() === 0 ? ['setpriv', `--bounding-set=${caps}`, `--inh-caps=${caps}`] : [];
  const { exit, last, events } = await tesserae([...MAKE.split(' '), '--columns', '6', '--cell', '8', '--json'], {
    folder,
    through,
  });
  assert.equal(exit, 3, JSON.stringify(last));
  const refused = events.filter((event) => event.t === 'refused');
  assert.deepEqual(
    refused.map(({ code }) => code),
    ['unreadable'],
  );
  assert.match(refused[0].path, /photo-0003\.jpg$/);
  assert.deepEqual([last.photos, last.refused], [11, 1]);
});

test('a full disk: exit 20, and nothing is left on it', async (t) => {
  const root = process.getuid?.() === 0 && hasCommand('mount');
  if (!canRun(t, root, 'root, to mount a small disk')) return;
  const folder = temporaryFolder(t);
  await workshop(folder);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk]);
  try {
    for (const name of ['out.png', 'out.jpg']) {
      const ended = await inFolder(
        ['make', 'target.jpg', 'photos', '-o', `disk/${name}`, '--columns', '20', '--cell', '64', '--json'],
        { folder },
      );
      assertFailed(ended, {
        exit: 20,
        code: 'no-space',
        fields: name === 'out.png' ? { file: `disk/${name}`, expected: /./ } : {},
      });
      assert.deepEqual(listing(disk), []);
    }
  } finally {
    execFileSync('umount', [disk]);
  }
});
