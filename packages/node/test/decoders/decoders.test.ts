import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { MosaicError, type Progress } from '@tesserae/core';
import {
  type DecoderOptions,
  type Decoders,
  indexPhotos,
  inspectFile,
  type LibraryFile,
  openDecoders,
  openLibrary,
  readLibrary,
  readTarget,
} from '@tesserae/node';
import { semaphore } from '@tesserae/node/internal';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';

import type { HoldRequest } from '../support/faulty-decoder.js';

const FAULTY = new URL('../support/faulty-decoder.js', import.meta.url);

function faulty(t: TestContext, options: DecoderOptions = {}): Decoders {
  const decoders = openDecoders({ entry: FAULTY, timeout: 1500, ...options });
  t.after(() => decoders.close());
  return decoders;
}

async function emptyLibrary(t: TestContext): Promise<LibraryFile> {
  const library = await openLibrary(join(temporaryFolder(t), 'a.tesserae'), { create: true });
  t.after(() => library.close());
  return library;
}

/** Decoders that a process has started and that are still there: their ids. */
function children(pid: number | undefined = process.pid): number[] {
  const isDecoder = (child: number): boolean => /decoder|decode\/main/.test(contentsNow(`/proc/${child}/cmdline`));
  const all = contentsNow(`/proc/${pid}/task/${pid}/children`);
  return all.split(' ').filter(Boolean).map(Number).filter(isDecoder);
}

/** What stands in a file that may be gone. */
function contentsNow(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

function isRunning(pid: number): boolean {
  const status = contentsNow(`/proc/${pid}/status`);
  return status !== '' && !/^State:\s+Z/m.test(status);
}

test('a file that ends its decoder, or keeps it too long, costs itself alone and is remembered', async (t) => {
  const folder = temporaryFolder(t);
  await writePhotos(folder, 12);
  const faults = ['CRASH', 'KILLED', 'EXIT', 'HANG'];
  for (const fault of faults) writeFileSync(join(folder, `${fault}.jpg`), `${fault} of a decoder`);
  const library = await emptyLibrary(t);
  const decoders = faulty(t, { jobs: 2 });

  const report = await indexPhotos(library, [folder], { decoders });
  assert.equal(report.photos, 12);
  assert.deepEqual(
    report.refusals.map(({ path, code }) => `${path.slice(folder.length + 1)} ${code}`),
    ['CRASH.jpg crashed', 'EXIT.jpg crashed', 'HANG.jpg timeout', 'KILLED.jpg crashed'],
  );
  assert.equal(report.refusals[0].detail, '');
  assert.match(report.refusals[2].detail, /^a picture that takes longer than \d+ s to decode$/);

  // neither the same run again nor the same content elsewhere is tried again
  const again = await indexPhotos(library, [folder], { decoders });
  assert.deepEqual([again.refused, again.bytes], [4, 0]);
  mkdirSync(join(folder, 'copies'));
  for (const fault of faults) writeFileSync(join(folder, 'copies', `${fault}.jpg`), `${fault} of a decoder`);
  const patient = faulty(t, { timeout: 3_600_000 });
  const copies = await indexPhotos(library, [join(folder, 'copies')], { decoders: patient });
  assert.equal(copies.refused, 4, 'nobody waited for a decoder that hangs');

  // the library is as if they had not been there, but for them
  const other = await emptyLibrary(t);
  const clean = temporaryFolder(t);
  await writePhotos(clean, 12);
  await indexPhotos(other, [clean]);
  assert.deepEqual(readLibrary(library).library, readLibrary(other).library);
});

test('decoders are hard to kill: whoever dies at any time is replaced', async (t) => {
  const folder = temporaryFolder(t);
  await writePhotos(folder, 40);
  const library = await emptyLibrary(t);
  const decoders = openDecoders({ jobs: 2 });
  t.after(() => decoders.close());
  let kills = 0;
  const onProgress = ({ done }: Progress): void => {
    if (![5, 15, 25].includes(done)) return;
    const [child] = children();
    if (child === undefined) return;
    process.kill(child, 'SIGKILL');
    kills++;
  };
  const report = await indexPhotos(library, [folder], { decoders, onProgress });
  // a photo may be unlucky twice, but then it is named; all others are there
  assert.equal(report.photos + report.refused, 40);
  assert.ok(report.refusals.every(({ code }) => code === 'crashed'));
  assert.ok(kills > 0);
  assert.ok(report.refused <= kills / 2, `${report.refused} refused after ${kills} kills`);
});

test('a decoder that is busy with JavaScript does not outlive a parent that was killed', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.jpg');
  writeFileSync(path, 'HANGS until its parent is gone');
  const program = `
    import { openDecoders } from '${new URL('../../dist/index.js', import.meta.url)}';
    const decoders = openDecoders({ entry: new URL('${FAULTY}'), jobs: 1, timeout: 60_000 });
    const source = { name: '${path}', content: { origin: 'file', key: '${path}' } };
    decoders.run('decodeFile', { source, decode: true });
  `;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'ignore' });
  t.after(() => parent.kill('SIGKILL'));
  await until(() => existsSync(`${path}.hangs`));
  const [busy] = children(parent.pid);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await until(() => !isRunning(busy));
});

/** Looks again and again until there is something to see. */
async function until<T>(look: () => T | undefined | false): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== undefined && seen !== false) return seen;
    await pause(50);
  }
}

test('what is decoded at a time stays within the memory, and what is too heavy for that is alone', async (t) => {
  const memory = 100;
  const decoders = faulty(t, { jobs: 4, memory: memory * 2 ** 20 });
  const log = join(temporaryFolder(t), 'log');
  const ask = decoders.run as unknown as (operation: string, order: HoldRequest) => Promise<void>;
  await Promise.all([1, 1, 1, 1].map((megabytes) => ask('hold', { megabytes }))); // all have started
  const bills = [10, 90, 25, 60, 10, 50, 50, 300, 10, 20, 70, 24, 40];
  await Promise.all(bills.map((megabytes) => ask('hold', { megabytes, log })));
  const held: number[] = [];
  let most = 0;
  // +60: so many megabytes are held from now on; −60: no longer
  for (const change of readFileSync(log, 'utf8').trim().split('\n').map(Number)) {
    if (change > 0) held.push(change);
    else held.splice(held.indexOf(-change), 1);
    const sum = held.reduce((total, bill) => total + bill, 0);
    assert.ok(sum <= memory || held.length === 1, `${held.join(' + ')} MB at a time`);
    most = Math.max(most, held.length);
  }
  assert.ok(most > 1);
  assert.deepEqual(held, []);
});

test('a target and an inspected file that end their decoder are told by name', async (t) => {
  const folder = temporaryFolder(t);
  await writePicture(join(folder, 'a.png'), syntheticPhoto(1, 40, 30));
  const decoders = faulty(t, { timeout: 100 });
  const path = join(folder, 'a.png');
  await assert.rejects(readTarget(path, { decoders }), (error) => {
    assert.ok(error instanceof MosaicError);
    assert.equal(error.code, 'timeout');
    assert.equal(error.file, path);
    assert.match(String(error.received), /longer than 0 s/);
    return true;
  });
  const { state, code } = await inspectFile(path, { decoders });
  assert.deepEqual([state, code], ['refused', 'timeout']);
});

test('closing ends every process at once, and so does idling', { timeout: 60_000 }, async (t) => {
  const folder = temporaryFolder(t);
  await writePicture(join(folder, 'a.png'), syntheticPhoto(1, 40, 30));
  await until(() => children().length === 0);
  const decoders = openDecoders({ jobs: 2 });
  await Promise.all([1, 2].map(() => readTarget(join(folder, 'a.png'), { decoders })));
  assert.equal(children().length, 2);
  decoders.close();
  await until(() => children().length === 0);
  await assert.rejects(readTarget(join(folder, 'a.png'), { decoders }), { code: 'aborted' });
});

test('closing while processes start, or while work waits, ends it all, and starts no other', {
  timeout: 60_000,
}, async (t) => {
  await until(() => children().length === 0);
  const decoders = openDecoders({ jobs: 2 });
  t.after(() => decoders.close());
  const path = join(temporaryFolder(t), 'a.png');
  await writePicture(path, syntheticPhoto(1, 40, 30));
  const asked = [decoders.codecVersion(), ...[1, 2, 3, 4].map(() => readTarget(path, { decoders }))];
  await new Promise((resolve) => setTimeout(resolve, 20));
  decoders.close();
  for (const each of await Promise.allSettled(asked)) {
    assert.ok(each.status === 'rejected' && each.reason instanceof MosaicError);
    assert.equal(each.reason.code, 'aborted');
  }
  await until(() => children().length === 0);
});

test('there are never more processes than jobs, however many wait for memory', async (t) => {
  await until(() => children().length === 0);
  const decoders = faulty(t, { jobs: 2, memory: 100 * 2 ** 20 });
  const ask = decoders.run as unknown as (operation: string, order: HoldRequest) => Promise<void>;
  let most = 0;
  const look = setInterval(() => {
    most = Math.max(most, children().length);
  }, 50);
  t.after(() => clearInterval(look));
  await Promise.all(Array.from({ length: 8 }, () => ask('hold', { megabytes: 90 })));
  assert.ok(most > 0 && most <= 2, `${most} processes`);
});

test('a file that cannot even be read without an end of the decoder is refused for now', async (t) => {
  const folder = temporaryFolder(t);
  await writePhotos(folder, 2);
  writeFileSync(join(folder, 'a.jpg'), 'ALWAYS');
  const library = await emptyLibrary(t);
  const decoders = faulty(t, { jobs: 2 });
  for (let run = 0; run < 2; run++) {
    const report = await indexPhotos(library, [folder], { decoders });
    assert.equal(report.photos, 2);
    assert.deepEqual(
      report.refusals.map(({ code, detail }) => [code, detail]),
      [['crashed', '']],
    );
  }
});

test('what the codec said about a file is told with the error', async (t) => {
  const path = join(temporaryFolder(t), 'a.png');
  await writePicture(path, syntheticPhoto(1, 40, 30));
  const bytes = readFileSync(path);
  bytes.fill(7, 60, 90);
  writeFileSync(path, bytes);
  await assert.rejects(readTarget(path), (error) => {
    assert.ok(error instanceof MosaicError);
    assert.equal(error.code, 'damaged');
    assert.match(String(error.cause), /corrupt/);
    return true;
  });
});

test('work gives back what it waits for once it has ended', async () => {
  const { acquire, release, during } = semaphore(10);
  await acquire(6);
  let last = false;
  const waiting: Promise<void>[] = [];
  await during(4, async (change) => {
    waiting.push(change(9)); // waits for the 6
    waiting.push(
      acquire(10).then(() => {
        last = true;
      }),
    );
  });
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(last, false, 'nobody is let in on account of what was never there');
  release(6);
  await Promise.all(waiting);
});
