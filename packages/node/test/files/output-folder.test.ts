import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { checkOutputFolder, publication } from '@tesserae/node/internal';
import { temporaryFolder } from '@tesserae/testing';

function isCode(code: string) {
  return (error: unknown) => error instanceof MosaicError && error.code === code;
}

/** A folder on its way, alone. */
async function beginOutputFolder(path: string, options?: { readonly force?: boolean; readonly bytes?: number }) {
  const files = publication();
  const { add, again } = await files.beginFolder(path, options);
  return { add, again, commit: files.commit, abandon: files.abandon };
}

test('a folder appears with all its files at once', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  const output = await beginOutputFolder(out);
  await output.add('page', 'text');
  await output.add('deep/er/still', Uint8Array.of(1, 2));
  await output.again('page', 'deep/page');
  assert.equal(existsSync(out), false);
  await output.commit();
  assert.deepEqual(readdirSync(folder), ['out']);
  assert.deepEqual(readdirSync(out, { recursive: true }).sort(), [
    'deep',
    'deep/er',
    'deep/er/still',
    'deep/page',
    'page',
    'tesserae.json',
  ]);
  assert.equal(readFileSync(join(out, 'deep/page'), 'utf8'), 'text');
  assert.equal(statSync(join(out, 'page')).nlink, 2);
  assert.equal(statSync(out).mode & 0o777, 0o777 & ~process.umask());
  assert.equal(await output.abandon(), false);
  assert.ok(existsSync(out));
});

test('what is given up leaves nothing', async (t) => {
  const folder = temporaryFolder(t);
  const output = await beginOutputFolder(join(folder, 'out'));
  await output.add('deep/file', 'text');
  assert.equal(await output.abandon(), true);
  assert.deepEqual(readdirSync(folder), []);
  await assert.rejects(output.add('page', 'late'), isCode('aborted'));
  await assert.rejects(output.commit());
  assert.deepEqual(readdirSync(folder), []);
});

/** A folder written here, of two files. */
async function written(out: string): Promise<void> {
  const output = await beginOutputFolder(out);
  await output.add('page', 'old');
  await output.add('photos/1.jpg', 'a photo');
  await output.commit();
}

test('a folder that is there is replaced only when asked, and only if it is as it was written here', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  await written(out);
  await assert.rejects(checkOutputFolder(out), isCode('exists'));
  await assert.rejects(beginOutputFolder(out), isCode('exists'));

  const output = await beginOutputFolder(out, { force: true });
  await output.add('page', 'new');
  await output.commit();
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), ['out', 'out/page', 'out/tesserae.json']);
});

test('whatever else a folder holds, wherever in it, it is never replaced', async (t) => {
  const folder = temporaryFolder(t);
  const changes: [change: (out: string) => void, named: RegExp][] = [
    [(out) => writeFileSync(join(out, 'photos', 'mine.jpg'), 'a photo'), /a file was added/],
    [(out) => writeFileSync(join(out, 'photos', '1.jpg'), 'another photo'), /changed/],
    [(out) => rmSync(join(out, 'page')), /removed/],
    [(out) => symlinkSync('1.jpg', join(out, 'photos', 'link')), /photos\/link/],
    [(out) => rmSync(join(out, 'tesserae.json')), /page/],
  ];
  for (const [i, [change, named]] of changes.entries()) {
    const out = join(folder, `out-${i}`);
    await written(out);
    change(out);
    const before = readdirSync(out, { recursive: true });
    await assert.rejects(checkOutputFolder(out, { force: true }), isCode('exists'));
    await assert.rejects(beginOutputFolder(out, { force: true }), named);
    assert.deepEqual(readdirSync(out, { recursive: true }), before);
  }
  // a collection that looks like one of ours
  const photos = join(folder, 'mine');
  mkdirSync(join(photos, 'photos'), { recursive: true });
  writeFileSync(join(photos, 'photos', '1.jpg'), 'a photo');
  await assert.rejects(beginOutputFolder(photos, { force: true }), { code: 'exists', received: /photos\/1\.jpg/ });
});

test('an older folder comes back if the program was killed before the new one had its name', async (t) => {
  const folder = temporaryFolder(t);
  const [out, before] = [join(folder, 'out'), join(folder, '.out.tesserae-before')];
  await written(out);
  renameSync(out, before);
  await assert.rejects(beginOutputFolder(out), isCode('exists'));
  assert.equal(readFileSync(join(out, 'page'), 'utf8'), 'old');

  // killed a moment later: the older one is what goes
  await written(before);
  await (await beginOutputFolder(join(folder, 'out'), { force: true })).abandon();
  assert.deepEqual(readdirSync(folder), ['out']);
});

test('a disk that is too small is known before any work', async (t) => {
  const out = join(temporaryFolder(t), 'out');
  await assert.rejects(checkOutputFolder(out, { bytes: 2 ** 60 }), isCode('no-space'));
  await assert.rejects(beginOutputFolder(out, { bytes: 2 ** 60 }), {
    code: 'no-space',
    expected: '1152921504606.8 MB',
  });
});

test('what came into an older folder meanwhile is not lost', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  mkdirSync(out);
  const output = await beginOutputFolder(out, { force: true });
  await output.add('page', 'new');
  writeFileSync(join(out, 'letter'), 'mine');
  await assert.rejects(output.commit(), isCode('exists'));
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), ['out', 'out/letter']);
});

test('a folder that somebody makes meanwhile is not replaced', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  const output = await beginOutputFolder(out);
  await output.add('page', 'new');
  mkdirSync(out);
  writeFileSync(join(out, 'theirs'), '');
  await assert.rejects(output.commit(), isCode('exists'));
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), ['out', 'out/theirs']);
});

test('a link to a folder stays a link; a file is not replaced by a folder', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'out'));
  const output = await beginOutputFolder(join(folder, 'out'), { force: true });
  await output.add('page', 'new');
  await output.commit();
  assert.equal(readFileSync(join(folder, 'real', 'page'), 'utf8'), 'new');
  assert.equal(readFileSync(join(folder, 'out', 'page'), 'utf8'), 'new');

  writeFileSync(join(folder, 'file'), '');
  await assert.rejects(checkOutputFolder(join(folder, 'file'), { force: true }), isCode('exists'));
  await assert.rejects(checkOutputFolder(join(folder, 'no', 'such')), isCode('not-found'));
});

test('where a file cannot appear with a folder, neither does, and the older folder is back', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  await written(out);
  const files = publication();
  await (await files.beginFolder(out, { force: true })).add('page', 'new');
  await (await files.begin(join(folder, 'file'))).write(Uint8Array.of(1));
  writeFileSync(join(folder, 'file'), 'theirs');
  await assert.rejects(files.commit(), isCode('exists'));
  assert.equal(readFileSync(join(out, 'page'), 'utf8'), 'old');
  assert.deepEqual(readdirSync(folder), ['file', 'out']);
});
