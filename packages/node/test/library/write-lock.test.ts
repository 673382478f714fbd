/** One writer at a time, and readers all the time. */

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Note } from '@tesserae/core/internal';
import { type LibraryFile, openLibrary, readLibrary, verifyLibrary } from '@tesserae/node';
import { birthOf, withWriteLock } from '@tesserae/node/internal';
import { temporaryFolder, writePhotos } from '@tesserae/testing';
import { indexPhotos } from '../support/shared-decoders.js';

async function opened(t: TestContext, path: string): Promise<LibraryFile> {
  const library = await openLibrary(path, { create: true });
  t.after(() => library.close());
  return library;
}

const locked = (received: RegExp) => ({ code: 'library-locked', received });

const nothing = async () => {};

/** A process that writes to a library until it is killed. */
async function writingProcess(t: TestContext, path: string) {
  const script = `
    import { openLibrary } from '${new URL('../../dist/index.js', import.meta.url)}';
    import { withWriteLock } from '${new URL('../../dist/library/database/write-lock.js', import.meta.url)}';
    const library = await openLibrary(process.argv[1], { create: true });
    await withWriteLock(library, {}, async () => {
      console.log('writing');
      await new Promise((resolve) => setTimeout(resolve, 60_000));
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, path]);
  t.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return child;
}

test('a second writer is told who is first, on which machine and since when', async (t) => {
  const path = join(temporaryFolder(t), 'l.tesserae');
  const child = await writingProcess(t, path);
  const library = await opened(t, path);
  const photos = temporaryFolder(t);
  await writePhotos(photos, 2);
  let told = '';
  const onWait = ({ values }: Note) => (told = String(values.writer));
  const refusing = indexPhotos(library, [photos], { wait: 0.3, onWait });
  await assert.rejects(refusing, locked(new RegExp(`^process ${child.pid} on ${hostname()}, since `)));
  const since = /since (\S+ \S+) UTC/.exec(told)?.[1] ?? '';
  const { since: when } = library.run((prepare) => prepare('SELECT since FROM writer').get()) as { since: number };
  assert.equal(Date.parse(`${since.replace(' ', 'T')}Z`), Math.floor(when / 1000) * 1000);
  assert.equal(readLibrary(library).library.ids.length, 0, 'reading goes on');
});

test('a writer that was killed is replaced at once', async (t) => {
  const path = join(temporaryFolder(t), 'l.tesserae');
  const child = await writingProcess(t, path);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const library = await opened(t, path);
  await withWriteLock(library, { wait: 0 }, nothing);
  assert.deepEqual(verifyLibrary(library).damage, []);
});

test('who waits goes on when the first is done, and who does not wait is refused', async (t) => {
  const path = join(temporaryFolder(t), 'l.tesserae');
  const [first, second] = [await opened(t, path), await opened(t, path)];
  const done: string[] = [];
  let end = () => {};
  const one = withWriteLock(first, {}, async () => {
    await new Promise<void>((resolve) => (end = resolve));
    done.push('one');
  });
  await assert.rejects(withWriteLock(second, { wait: 0 }, nothing), locked(/^process /));
  const two = withWriteLock(second, { wait: 20 }, async () => void done.push('two'));
  setTimeout(end, 300);
  await Promise.all([one, two]);
  assert.deepEqual(done, ['one', 'two']);

  const stop = new AbortController();
  const three = withWriteLock(first, {}, async () => {
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(withWriteLock(second, { wait: 20, signal: stop.signal }, nothing), { code: 'aborted' });
  });
  await three;
});

test('another process of the same number, or one of another machine that fell silent, is not waited for', async (t) => {
  const library = await opened(t, join(temporaryFolder(t), 'l.tesserae'));
  const now = Date.UTC(2030, 1, 2);
  t.mock.method(Date, 'now', () => now);
  const claimed = (pid: number, born: string, host: string, age: number) =>
    library.run((prepare) => {
      prepare('INSERT OR REPLACE INTO writer VALUES (0, ?, ?, ?, ?, ?)').run(pid, born, host, now - age, now - age);
    });
  const free = () =>
    withWriteLock(library, { wait: 0 }, nothing).then(
      () => true,
      () => false,
    );
  claimed(process.ppid, '1', hostname(), 0);
  assert.equal(await free(), process.platform === 'linux');
  claimed(process.ppid, '', hostname(), 0);
  assert.equal(await free(), false, 'nothing is known against it');
  claimed(1, '', `not-${hostname()}`, 60_000);
  assert.equal(await free(), false);
  claimed(1, '', `not-${hostname()}`, 600_000);
  assert.equal(await free(), true);
  claimed(process.pid, birthOf(process.pid), hostname(), 0);
  assert.equal(await free(), true, 'this very process does not write');
});

test('two writers and readers of one library lose nothing', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'l.tesserae');
  const libraries = await Promise.all([opened(t, path), opened(t, path)]);
  const folders = await Promise.all(
    libraries.map(async (_, i) => {
      const photos = temporaryFolder(t);
      await writePhotos(photos, 12, { seed: 1 + 100 * i });
      return photos;
    }),
  );
  const reader = await opened(t, path);
  const seen: number[] = [];
  const onProgress = () => seen.push(readLibrary(reader).library.ids.length);
  await Promise.all(libraries.map((library, i) => indexPhotos(library, [folders[i]], { wait: 30, onProgress })));
  assert.ok(seen.length >= 24);
  assert.equal(readLibrary(reader).library.ids.length, 24);
  assert.deepEqual(verifyLibrary(reader).damage, []);
});
