/** Which files a scan leaves out by rules; git is the judge of their syntax. */

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { forgetPhotos, type LibraryFile, listPhotos, openLibrary } from '@tesserae/node';
import { wildPattern } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder, writePhotos } from '@tesserae/testing';
import fc from 'fast-check';
import { foundFiles } from '../support/found-files.js';
import { indexPhotos } from '../support/shared-decoders.js';

const RULES = '.tesseraeignore';

/** Makes empty files and what folders they lie in. */
function touch(folder: string, names: readonly string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
}

async function found(folder: string, ignore: readonly string[] = []): Promise<string[]> {
  const { places } = await foundFiles([folder], ignore);
  return places.map(({ key }) => key.slice(folder.length + 1)).filter((name) => !name.endsWith(RULES));
}

async function emptyLibrary(t: TestContext): Promise<LibraryFile> {
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  return library;
}

const coded = (code: string) => (error: unknown) => error instanceof MosaicError && error.code === code;

test('any rules in any folders leave out what git leaves out', async (t) => {
  if (!canRun(t, hasCommand('git'), 'git')) return;
  const folder = temporaryFolder(t);
  const names = [
    'a',
    'b',
    'ab',
    'a]',
    'A',
    'a b',
    '!a',
    '#a',
    'x/a',
    'x/ab',
    'x/y/a',
    'x/y/b',
    'x/y/z/ab',
    'y/a',
    'ba/y/b',
  ];
  touch(folder, names);
  const git = (words: string[]) => spawnSync('git', words, { cwd: folder, encoding: 'utf8' }).stdout;
  git(['init', '-q']);
  const listed = () =>
    git(['ls-files', '-o', '-z', `--exclude-per-directory=${RULES}`])
      .split('\0')
      .filter((name) => name !== '' && !name.endsWith(RULES) && !name.startsWith('.git/'))
      .sort();

  const piece = fc.constantFrom(
    ...'a a b x y z * ? / / ** **/ /** [ab] [!a] [a-b] [] [ \\ \\a ! # [[:upper:]] []a]'.split(' '),
    ' ',
  );
  const some = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
  // git cuts off letters before the first wildcard, and then takes the ** of "a**/b", which is an ordinary *, for folders
  const line = some.filter((text) => !/[^/]\*\*/.test(text));
  const negated = fc.boolean().chain((not) => line.map((text) => (not ? `!${text}` : text)));
  const lines = fc.array(negated, { maxLength: 4 }).map((each) => each.join('\n'));
  let differing = 0;
  await fc.assert(
    fc.asyncProperty(lines, lines, lines, async (here, inX, inY) => {
      writeFileSync(join(folder, RULES), here);
      writeFileSync(join(folder, 'x', RULES), inX);
      writeFileSync(join(folder, 'x/y', RULES), inY);
      const expected = listed();
      assert.deepEqual(await found(folder), expected);
      if (expected.length < names.length) differing++;
    }),
    { numRuns: 300, seed: 4 },
  );
  assert.ok(differing > 100, `only ${differing} runs left something out`);
});

test('names that are not UTF-8 are matched by their bytes', () => {
  const pattern = wildPattern('f\xff*[\xfe-\xff].jpg');
  assert.ok(pattern?.('f\xff--\xfe.jpg'));
  assert.ok(pattern && !pattern('f\xfe--\xfe.jpg'));
});

test('no pattern takes long', { timeout: 10_000 }, () => {
  const pattern = wildPattern('*a'.repeat(60));
  const folders = wildPattern(`${'**/a*/'.repeat(30)}b`);
  for (let i = 0; i < 20; i++) {
    assert.ok(pattern && !pattern(`${'a'.repeat(254)}b`));
    assert.ok(folders && !folders('aa/'.repeat(300)));
  }
});

test('rules added later hide what was found before, and taken away they bring it back', async (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['a', 'b/private']) mkdirSync(join(folder, name), { recursive: true });
  await writePhotos(join(folder, 'a'), 3);
  await writePhotos(join(folder, 'b/private'), 2, { seed: 10 });
  const library = await emptyLibrary(t);
  await indexPhotos(library, [folder]);

  writeFileSync(join(folder, 'b', RULES), '# not for the wall\nprivate/\r\n');
  const hidden = await indexPhotos(library, [folder]);
  assert.deepEqual([hidden.photos, hidden.ignored, hidden.forgotten, hidden.refused], [3, 1, 2, 0]);
  assert.ok(listPhotos(library).every(({ paths }) => !paths[0].includes('private')));
  // the rules of a folder also hold for one below it that is named
  writeFileSync(join(folder, RULES), 'photo-0001.jpg');
  assert.equal((await indexPhotos(library, [join(folder, 'a')])).photos, 2);
  // but what is named itself is meant
  assert.equal((await indexPhotos(library, [join(folder, 'b/private')])).photos, 1);
  assert.equal((await indexPhotos(library, [join(folder, 'a/photo-0001.jpg')])).photos, 1);

  rmSync(join(folder, 'b', RULES));
  rmSync(join(folder, RULES));
  const again = await indexPhotos(library, [folder]);
  assert.deepEqual([again.photos, again.ignored], [5, 0]);

  const told = await indexPhotos(library, [folder], { ignore: ['private', 'a/*-0002.*'] });
  assert.deepEqual([told.photos, told.ignored, told.forgotten], [2, 2, 3]);
  assert.equal(await forgetPhotos(library, ['private']), 0, 'nothing is left of them');
});

test('--ignore holds for what was asked for, and below its folder', async (t) => {
  const folder = temporaryFolder(t);
  touch(folder, ['tmp/in/a.jpg', 'tmp/in/tmp/b.jpg', 'c.jpg']);
  assert.deepEqual(await found(join(folder, 'tmp/in'), ['tmp']), ['a.jpg']);
  assert.deepEqual(await found(folder, ['tmp']), ['c.jpg']);
  const { places, ignored } = await foundFiles([join(folder, 'c.jpg'), join(folder, 'tmp')], ['c.*', 'b.jpg']);
  assert.deepEqual([places.length, ignored], [1, 2]);
});

test('links do not get round the rules', async (t) => {
  const folder = temporaryFolder(t);
  touch(folder, ['secret/deep/a.jpg', 'b.jpg']);
  symlinkSync('secret/deep/a.jpg', join(folder, 'link.jpg'));
  symlinkSync('secret/deep', join(folder, 'way'));
  assert.equal((await found(folder)).length, 2);
  writeFileSync(join(folder, RULES), '/secret/');
  assert.deepEqual(await found(folder), ['b.jpg']);
});

test('junk is left out whatever the rules are, and half-written files are counted as skipped', async (t) => {
  const folder = temporaryFolder(t);
  touch(folder, [
    '.hidden/a.jpg',
    '@eaDir/b.jpg',
    'My.photoslibrary/resources/c.jpg',
    'My.photoslibrary/originals/d.jpg',
  ]);
  touch(folder, ['e.png.part', 'f.jpg']);
  assert.deepEqual(await found(folder), ['My.photoslibrary/originals/d.jpg', 'f.jpg']);
  const { skipped, ignored } = await foundFiles([folder]);
  assert.deepEqual([skipped, ignored], [1, 0]);
  writeFileSync(join(folder, RULES), '*\n!*/\n!*.jpg\n!*.part');
  assert.deepEqual(await found(folder), ['My.photoslibrary/originals/d.jpg', 'f.jpg']);
  assert.deepEqual(await found(join(folder, '.hidden')), ['a.jpg'], 'who names it means it');
});

test('rules that cannot be read end the scan: what they hide might be private', async (t) => {
  const folder = temporaryFolder(t);
  touch(folder, ['a/b.jpg']);
  mkdirSync(join(folder, 'a', RULES));
  await assert.rejects(foundFiles([folder]), coded('unreadable'));
  rmSync(join(folder, 'a', RULES), { recursive: true });
  writeFileSync(join(folder, 'a', RULES), 'x\n'.repeat(2 ** 19 + 1));
  await assert.rejects(foundFiles([folder]), coded('unreadable'));
});
