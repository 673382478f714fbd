import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { hasCommand, need, syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { type Ended, inProcess, listing, tesserae } from './tesserae.js';

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
  writeFileSync(at('config.json'), '{"colums": 3}');
  symlinkSync('target.jpg', at('link.png'));
}

interface Case {
  readonly name: string;
  readonly words: readonly string[];
  readonly exit: number;
  readonly code: string;
  /** What is wrong, what was expected or received, and the way out. */
  readonly sentence: RegExp;
}

const OUT = ['-o', 'out.png'];
/** The library is named: in this process the user's own would be the real one. */
const LIBRARY = ['--library', '.data'];
const MAKE = ['make', 'target.jpg', 'photos', ...OUT];

const CASES: readonly Case[] = [
  {
    name: 'missing target',
    words: ['make', 'gone.jpg', 'photos', ...OUT],
    exit: 1,
    code: 'not-found',
    sentence: /^gone\.jpg: no such file/,
  },
  {
    name: 'target that is no picture',
    words: ['make', 'text.jpg', 'photos', ...OUT],
    exit: 1,
    code: 'not-a-picture',
    sentence: /^text\.jpg: /,
  },
  {
    name: 'empty target',
    words: ['make', 'empty.jpg', 'photos', ...OUT],
    exit: 1,
    code: 'empty',
    sentence: /^empty\.jpg: is empty\. Copy/,
  },
  {
    name: 'truncated target',
    words: ['make', 'cut.jpg', 'photos', ...OUT],
    exit: 1,
    code: 'truncated',
    sentence: /^cut\.jpg: .*ends too early\. Copy/,
  },
  {
    name: 'target that is a folder',
    words: ['make', 'photos', 'photos', ...OUT],
    exit: 1,
    code: 'special-file',
    sentence: /photos: is not a regular file/,
  },
  {
    name: 'missing folder of photos',
    words: ['make', 'target.jpg', 'gone', ...OUT],
    exit: 1,
    code: 'not-found',
    sentence: /^gone: .*Check/,
  },
  {
    name: 'folder without photos',
    words: ['make', 'target.jpg', 'none', ...OUT],
    exit: 1,
    code: 'no-photos',
    sentence: /^none: expected at least one .* Name a folder/,
  },
  {
    name: 'folder with only bad photos',
    words: ['make', 'target.jpg', 'bad', ...OUT],
    exit: 1,
    code: 'no-photos',
    sentence: /^bad: expected .*2 refused.* Name a folder/,
  },
  {
    name: '--columns 0',
    words: [...MAKE, '--columns', '0'],
    exit: 2,
    code: 'settings',
    sentence: /^columns: expected an integer from 1 to 2000.*received "0"/,
  },
  {
    name: '--columns eighty',
    words: [...MAKE, '--columns', 'eighty'],
    exit: 2,
    code: 'settings',
    sentence: /^columns: expected .*received "eighty"/,
  },
  {
    name: '--columns 1e9',
    words: [...MAKE, '--columns', '1e9'],
    exit: 2,
    code: 'settings',
    sentence: /^columns: expected .*received "1e9"/,
  },
  {
    name: '--columns -5',
    words: [...MAKE, '--columns', '-5'],
    exit: 2,
    code: 'settings',
    sentence: /^columns: expected .*received "-5"/,
  },
  {
    name: '--cell 0',
    words: [...MAKE, '--cell', '0'],
    exit: 2,
    code: 'settings',
    sentence: /^cell: expected an integer from 1 to 4000, received "0"/,
  },
  {
    name: '--cell and --size',
    words: [...MAKE, '--cell', '9', '--size', '90px'],
    exit: 2,
    code: 'settings',
    sentence: /^size: cannot be given together with cell/,
  },
  {
    name: '--match by what is not known',
    words: [...MAKE, '--match', 'magic'],
    exit: 2,
    code: 'settings',
    sentence: /^match: expected pyramid or mean, received "magic"/,
  },
  {
    name: 'more cells than there can be',
    words: [...MAKE, '--columns', '2000', '--rows', '20000'],
    exit: 5,
    code: 'limit',
    sentence: /40000000 cells; at most 4000000/,
  },
  {
    name: 'no output',
    words: ['make', 'target.jpg', 'photos'],
    exit: 2,
    code: 'usage',
    sentence: /^output: expected -o FILE/,
  },
  {
    name: 'missing output folder',
    words: ['make', 'target.jpg', 'photos', '-o', 'no/where/out.png'],
    exit: 1,
    code: 'not-found',
    sentence: /the folder no\/where does not exist\. Make it/,
  },
  {
    name: 'output exists',
    words: ['make', 'target.jpg', 'photos', '-o', 'there.png'],
    exit: 2,
    code: 'exists',
    sentence: /^there\.png: is there already\. .*-y/,
  },
  {
    name: 'output is a folder, with -y',
    words: ['make', 'target.jpg', 'photos', '-o', 'folder.png', '-y'],
    exit: 2,
    code: 'exists',
    sentence: /^folder\.png: is a folder and is not replaced\. Choose/,
  },
  {
    name: 'plan exists',
    words: [...MAKE, '--plan', 'there.png'],
    exit: 2,
    code: 'exists',
    sentence: /^there\.png: is there already/,
  },
  {
    name: 'unknown suffix',
    words: ['make', 'target.jpg', 'photos', '-o', 'out.bmp'],
    exit: 2,
    code: 'unknown-format',
    sentence: /^out\.bmp: expected a suffix out of .*\.png.*received "\.bmp"/,
  },
  {
    name: 'no suffix',
    words: ['make', 'target.jpg', 'photos', '-o', 'out'],
    exit: 2,
    code: 'unknown-format',
    sentence: /^out: expected a suffix .*received a name without one/,
  },
  {
    name: 'unknown suffix of a report',
    words: [...MAKE, '--report', 'r.txt'],
    exit: 2,
    code: 'unknown-format',
    sentence: /^report: expected a suffix out of \.csv \.json, received "\.txt"/,
  },
  {
    name: 'wider than JPEG',
    words: ['make', 'target.jpg', 'photos', '-o', 'out.jpg', '--columns', '700', '--cell', '100'],
    exit: 5,
    code: 'limit',
    sentence: /^JPEG: expected at most 65,500 px a side, received 70,000 .*PNG.*at most 93 px/,
  },
  {
    name: 'wider than WebP',
    words: ['make', 'target.jpg', 'photos', '-o', 'out.webp', '--size', '20000px'],
    exit: 5,
    code: 'limit',
    sentence: /^WEBP: expected at most 16,383 px/,
  },
  {
    name: 'the target as output, with -y',
    words: ['make', 'target.jpg', 'photos', '-o', 'target.jpg', '-y'],
    exit: 2,
    code: 'exists',
    sentence: /^output: target\.jpg .*would be lost/,
  },
  {
    name: 'the target as output, through a link',
    words: ['make', 'target.jpg', 'photos', '-o', 'link.png', '-y'],
    exit: 2,
    code: 'exists',
    sentence: /^output: link\.png .*would be lost/,
  },
  {
    name: 'one file for two outputs',
    words: [...MAKE, '--plan', 'p.json', '--placements', './p.json'],
    exit: 2,
    code: 'usage',
    sentence: /^placements: \.\/p\.json is also the file of --plan/,
  },
  {
    name: 'missing library',
    words: ['make', 'target.jpg', '--library', 'gone.tesserae', ...OUT],
    exit: 10,
    code: 'no-library',
    sentence: /^gone\.tesserae: there is no library\..*tesserae index/,
  },
  {
    name: 'library that is none',
    words: ['make', 'target.jpg', '--library', 'foreign.tesserae', ...OUT],
    exit: 10,
    code: 'not-a-library',
    sentence: /^foreign\.tesserae: is not a library/,
  },
  {
    name: 'the same, to be written',
    words: [...MAKE, '--library', 'foreign.tesserae'],
    exit: 10,
    code: 'not-a-library',
    sentence: /^foreign\.tesserae: is not a library/,
  },
  {
    name: 'plan of a newer format',
    words: ['render', 'plan.json', ...OUT],
    exit: 1,
    code: 'newer-plan',
    sentence: /^plan\.json: made by format 99, this program reads format 1\. Update/,
  },
  {
    name: 'plan that is none',
    words: ['score', 'config.json'],
    exit: 1,
    code: 'not-a-plan',
    sentence: /^config\.json: schema: expected a number/,
  },
  {
    name: 'missing plan',
    words: ['render', 'gone.json', ...OUT],
    exit: 1,
    code: 'not-found',
    sentence: /^gone\.json: there is no such file/,
  },
  {
    name: 'settings file with a misspelling',
    words: [...MAKE, '--config', 'config.json'],
    exit: 2,
    code: 'settings',
    sentence: /^colums: there is no such setting\./,
  },
  {
    name: 'settings file that is none',
    words: [...MAKE, '--config', 'there.png'],
    exit: 2,
    code: 'settings',
    sentence: /^there\.png: expected JSON/,
  },
  {
    name: 'fewer uses than cells',
    words: [...MAKE, '--columns', '8', '--max-uses', '2'],
    exit: 4,
    code: 'rules-impossible',
    sentence: /^maxUses: 12 photos used at most 2 times fill 24 cells; the layout has 48\. Allow at least 4 uses/,
  },
  {
    name: 'more uses asked for than cells',
    words: [...MAKE, '--columns', '4', '--min-uses', '2'],
    exit: 4,
    code: 'rules-impossible',
    sentence: /^minUses: .*Ask for at most 1/,
  },
  {
    name: 'too few photos for the spacing',
    words: [...MAKE, '--columns', '8', '--spacing', '3'],
    exit: 4,
    code: 'rules-impossible',
    sentence: /^spacing: .*at least 16 photos; there are 12\. Allow spacing 2/,
  },
];

test('bad input: its exit code, one sentence with the way out, nothing written', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const before = listing(folder);
  const mine = readFileSync(join(folder, 'there.png'), 'utf8');
  const target = readFileSync(join(folder, 'target.jpg'));

  const home = process.cwd();
  process.chdir(folder);
  try {
    for (const { name, words, exit, code, sentence } of CASES) {
      const ended = await inProcess([
        ...words,
        ...(words.includes('--library') || words[0] === 'render' ? [] : LIBRARY),
        '--json',
      ]);
      await t.test(name, () => assertFailed(ended, { exit, code, sentence }));
    }
  } finally {
    process.chdir(home);
  }
  assert.deepEqual(listing(folder), before);
  assert.equal(readFileSync(join(folder, 'there.png'), 'utf8'), mine);
  assert.deepEqual(readFileSync(join(folder, 'target.jpg')), target);
});

function assertFailed(ended: Ended, expected: { exit: number; code: string; sentence: RegExp }): void {
  const { last, exit, stderr } = ended;
  assert.equal(last.t, 'error', ended.stdout);
  assert.match(last.message, expected.sentence);
  assert.deepEqual([exit, last.exit, last.code, stderr], [expected.exit, expected.exit, expected.code, '']);
  assert.ok(last.message.length < 260, 'a sentence, not a page');
}

test('the real program fails alike, with the exit code of the process', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const before = listing(folder);
  const some = [
    'truncated target',
    'folder with only bad photos',
    '--columns eighty',
    'missing output folder',
    'output exists',
    'wider than JPEG',
    'library that is none',
    'fewer uses than cells',
  ];
  const cases = CASES.filter(({ name }) => some.includes(name));
  assert.equal(cases.length, some.length);
  const runs = await Promise.all(cases.map(({ words }) => tesserae([...words, '--json'], { folder })));
  for (const [i, ended] of runs.entries()) assertFailed(ended, cases[i]);
  assert.deepEqual(listing(folder), before);
});

test('people read the same sentence on stderr', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const { exit, stdout, stderr } = await tesserae([...MAKE, '--columns', 'eighty'], { folder });
  assert.deepEqual([exit, stdout], [2, '']);
  assert.match(stderr, /^error: columns: expected an integer from 1 to 2000 or "pixels", received "eighty"\.\n/);
});

test('one photo makes a mosaic: the spacing gives way and says so', async (t) => {
  const folder = temporaryFolder(t);
  await workshop(folder);
  const { exit, last, events } = await tesserae(
    ['make', 'target.jpg', 'one', ...OUT, '--columns', '6', '--cell', '8', '--json'],
    { folder },
  );
  assert.equal(exit, 0);
  assert.deepEqual([last.photos, last.used, last.rules.spacing], [1, 1, 0]);
  assert.match(events.find((event) => event.t === 'note')?.message, /spacing gave way from 2 to 0/);
});

test('an unreadable photo is named and left out', async (t) => {
  if (!need(t, process.getuid?.() !== 0 || hasCommand('setpriv'), 'another user than root, or setpriv')) return;
  const folder = temporaryFolder(t);
  await workshop(folder);
  chmodSync(join(folder, 'photos/photo-0003.jpg'), 0);
  const caps = '-dac_override,-dac_read_search';
  const through = process.getuid?.() === 0 ? ['setpriv', `--bounding-set=${caps}`, `--inh-caps=${caps}`] : [];
  const { exit, last, events } = await tesserae([...MAKE, '--columns', '6', '--cell', '8', '--json'], {
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
  if (!need(t, root, 'root, to mount a small disk')) return;
  const folder = temporaryFolder(t);
  await workshop(folder);
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1M', 'tmpfs', disk]);
  try {
    for (const name of ['out.png', 'out.jpg']) {
      const ended = await tesserae(
        ['make', 'target.jpg', 'photos', '-o', `disk/${name}`, '--columns', '20', '--cell', '64', '--json'],
        { folder },
      );
      assertFailed(ended, { exit: 20, code: 'no-space', sentence: /disk is full/ });
      assert.deepEqual(listing(disk), []);
    }
  } finally {
    execFileSync('umount', [disk]);
  }
});
