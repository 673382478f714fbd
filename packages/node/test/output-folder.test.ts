import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { MosaicError } from '@tesserae/core';
import { temporaryFolder } from '@tesserae/testing';
import { beginOutputFolder, checkOutputFolder } from '../dist/files/output-folder.js';

const holds = ['page', 'deep'];

function isCode(code: string) {
  return (error: unknown) => error instanceof MosaicError && error.code === code;
}

test('a folder appears with all its files at once', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  const output = await beginOutputFolder(out, { holds });
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
  ]);
  assert.equal(readFileSync(join(out, 'deep/page'), 'utf8'), 'text');
  assert.equal(statSync(join(out, 'page')).nlink, 2);
  assert.equal(statSync(out).mode & 0o777, 0o777 & ~process.umask());
  assert.equal(await output.abandon(), false);
  assert.ok(existsSync(out));
});

test('what is given up leaves nothing', async (t) => {
  const folder = temporaryFolder(t);
  const output = await beginOutputFolder(join(folder, 'out'), { holds });
  await output.add('deep/file', 'text');
  assert.equal(await output.abandon(), true);
  assert.deepEqual(readdirSync(folder), []);
  await assert.rejects(output.add('page', 'late'), isCode('aborted'));
  await assert.rejects(output.commit());
  assert.deepEqual(readdirSync(folder), []);
});

test('a folder that is there is replaced only when asked, and only one of the same kind', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  mkdirSync(join(out, 'deep'), { recursive: true });
  writeFileSync(join(out, 'deep', 'old'), '');
  await assert.rejects(checkOutputFolder(out, { holds }), isCode('exists'));
  await assert.rejects(beginOutputFolder(out, { holds }), isCode('exists'));

  const output = await beginOutputFolder(out, { holds, force: true });
  await output.add('page', 'new');
  await output.commit();
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), ['out', 'out/page']);

  writeFileSync(join(out, 'holiday.jpg'), 'a photo');
  await assert.rejects(checkOutputFolder(out, { holds, force: true }), isCode('exists'));
  await assert.rejects(beginOutputFolder(out, { holds, force: true }), /holiday\.jpg/);
  assert.equal(readFileSync(join(out, 'holiday.jpg'), 'utf8'), 'a photo');
});

test('what came into an older folder meanwhile is not lost', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  mkdirSync(out);
  const output = await beginOutputFolder(out, { holds, force: true });
  await output.add('page', 'new');
  writeFileSync(join(out, 'letter'), 'mine');
  await assert.rejects(output.commit(), isCode('exists'));
  assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), ['out', 'out/letter']);
});

test('a folder that somebody makes meanwhile is not replaced', async (t) => {
  const folder = temporaryFolder(t);
  const out = join(folder, 'out');
  const output = await beginOutputFolder(out, { holds });
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
  const output = await beginOutputFolder(join(folder, 'out'), { holds, force: true });
  await output.add('page', 'new');
  await output.commit();
  assert.equal(readFileSync(join(folder, 'real', 'page'), 'utf8'), 'new');
  assert.equal(readFileSync(join(folder, 'out', 'page'), 'utf8'), 'new');

  writeFileSync(join(folder, 'file'), '');
  await assert.rejects(checkOutputFolder(join(folder, 'file'), { holds, force: true }), isCode('exists'));
  await assert.rejects(checkOutputFolder(join(folder, 'no', 'such'), { holds }), isCode('not-found'));
});
