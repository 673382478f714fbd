import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Band, pipe } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import { beginOutput, encodersBusy, fileSink, publication, writeWhole, writingError } from '@tesserae/node/internal';
import { canRun, hasCommand, syntheticPhoto, temporaryFolder } from '@tesserae/testing';

const bytes = (text: string): Uint8Array => Buffer.from(text);

test('a file appears when it is committed, and nothing else', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'plan.json');
  const files = publication();
  const output = await files.begin(path);
  await output.write(bytes('hello '));
  await output.write(bytes('world'));
  await output.write(bytes('H'), 0);
  assert.ok(!existsSync(path));
  assert.equal(readdirSync(folder).length, 1);
  await files.commit();
  assert.equal(readFileSync(path, 'utf8'), 'Hello world');
  assert.deepEqual(readdirSync(folder), ['plan.json']);
});

test('what is given up leaves nothing, at any time and twice', async (t) => {
  const folder = temporaryFolder(t);
  const files = publication();
  const output = await files.begin(join(folder, 'a'));
  await output.write(bytes('x'));
  assert.equal(await files.abandon(), true);
  assert.equal(await files.abandon(), true);
  await assert.rejects(files.commit(), { code: 'aborted' });
  await assert.rejects(files.begin(join(folder, 'c')), { code: 'aborted' });
  await assert.rejects(output.write(bytes('x')), { code: 'failed' });

  const kept = publication();
  await kept.begin(join(folder, 'b'));
  await kept.commit();
  assert.equal(await kept.abandon(), false);
  assert.deepEqual(readdirSync(folder), ['b']);
});

test('nothing is overwritten unless asked, not even what came meanwhile', async (t) => {
  const path = join(temporaryFolder(t), 'a.txt');
  await writeWhole({ path, data: 'first' });
  await assert.rejects(writeWhole({ path, data: 'second' }), {
    code: 'exists',
    waysOut: [{ use: 'another name' }, { give: 'force' }],
  });
  assert.equal(readFileSync(path, 'utf8'), 'first');
  await writeWhole({ path, data: 'third' }, { force: true });
  assert.equal(readFileSync(path, 'utf8'), 'third');

  const late = join(path, '..', 'late.txt');
  const files = publication();
  await files.begin(late);
  writeFileSync(late, 'somebody else');
  await assert.rejects(files.commit(), { code: 'exists' });
  assert.equal(readFileSync(late, 'utf8'), 'somebody else');
  assert.deepEqual(readdirSync(join(path, '..')).sort(), ['a.txt', 'late.txt']);
});

test('two that write the same file at once: one wins, the other is told', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a.txt');
  const ends = await Promise.allSettled(['one', 'two', 'three'].map((text) => writeWhole({ path, data: text })));
  assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
  assert.deepEqual(readdirSync(folder), ['a.txt']);
});

test('folders and devices are not replaced, a link stays a link', async (t) => {
  const folder = temporaryFolder(t);
  mkdirSync(join(folder, 'sub'));
  await assert.rejects(writeWhole({ path: join(folder, 'sub'), data: 'x' }, { force: true }), {
    code: 'exists',
    received: 'a folder',
  });
  await assert.rejects(writeWhole({ path: '/dev/null', data: 'x' }, { force: true }), {
    code: 'exists',
    received: 'no plain file',
  });

  writeFileSync(join(folder, 'real.txt'), 'old');
  symlinkSync('real.txt', join(folder, 'link.txt'));
  await writeWhole({ path: join(folder, 'link.txt'), data: 'new' }, { force: true });
  assert.equal(readlinkSync(join(folder, 'link.txt')), 'real.txt');
  assert.equal(readFileSync(join(folder, 'real.txt'), 'utf8'), 'new');
});

test('names: long ones, with newlines, quotes, brackets', async (t) => {
  const folder = temporaryFolder(t);
  const picture = syntheticPhoto(1, 8, 8);
  const names = ['ä'.repeat(120), 'a\nb', `it's "so"`, 'a[page=1]', '-y', ' ', '100%'];
  for (const name of names) {
    for (const suffix of ['png', 'jpg']) {
      const sink = await fileSink(join(folder, `${name}.${suffix}`), { width: 8, height: 8 });
      await sink.write({ y: 0, raster: picture });
      await sink.close();
    }
  }
  assert.deepEqual(readdirSync(folder).sort(), names.flatMap((name) => [`${name}.jpg`, `${name}.png`]).sort());
  await assert.rejects(beginOutput(join(folder, 'n'.repeat(300))), { code: 'usage' });
});

test('a missing folder is said, with the way out', async (t) => {
  const folder = join(temporaryFolder(t), 'no', 'such');
  await assert.rejects(writeWhole({ path: join(folder, 'a'), data: 'x' }), {
    code: 'not-found',
    expected: `the folder ${folder}`,
  });
  writeFileSync(join(folder, '..', '..', 'file'), '');
  await assert.rejects(writeWhole({ path: join(folder, '..', '..', 'file', 'a'), data: 'x' }), { code: 'not-found' });
});

test('a folder that may not be written to is said', async (t) => {
  if (!canRun(t, process.getuid?.() !== 0 || hasCommand('setpriv'), 'another user than root, or setpriv')) return;
  const folder = temporaryFolder(t);
  chmodSync(folder, 0o555);
  if (process.getuid?.() !== 0) {
    await assert.rejects(writeWhole({ path: join(folder, 'a'), data: 'x' }), { code: 'unwritable' });
  } else {
    // root may write anywhere: another process without its powers tries
    const program = `
      import { writeWhole } from ${JSON.stringify(import.meta.resolve('../../dist/files/publication.js'))};
      await writeWhole({ path: process.argv[1], data: 'x' }).catch(({ code }) => console.log(code));`;
    const args = ['--bounding-set=-all', '--inh-caps=-all', '--reuid=65534', '--clear-groups'];
    const node = [process.execPath, '--input-type=module', '-e', program, join(folder, 'a')];
    assert.equal(execFileSync('setpriv', [...args, ...node], { encoding: 'utf8' }).trim(), 'unwritable');
  }
  chmodSync(folder, 0o755);
});

test('the space that will be needed is asked for before anything is written', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(beginOutput(join(folder, 'a'), { bytes: 1e18 }), {
    code: 'no-space',
    expected: '1000000000000.0 MB',
  });
  assert.deepEqual(readdirSync(folder), []);
});

/** A file system of a few megabytes. */
function smallDisk(t: TestContext, megabytes: number): string {
  let folder = '';
  t.after(() => execFileSync('umount', [folder])); // before the folder is removed
  folder = temporaryFolder(t);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}M`, 'tmpfs', folder]);
  return folder;
}

/** Pixels that do not compress. */
function* noise(width: number, height: number): Generator<Band> {
  const data = new Uint8ClampedArray(width * 100 * 4);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    data[i] = state >>> 24;
  }
  for (let y = 0; y < height; y += 100) yield { y, raster: raster(width, 100, data) };
}

for (const [suffix, megabytes, when] of [
  ['png', 2, 'while bands are written'],
  ['tif', 2, 'while bands are written'],
  ['jpg', 2, 'before, as it would not hold the strips'],
  ['jpg', 13, 'while it is encoded'],
] as const) {
  test(`a full disk is told and leaves nothing: ${suffix}, ${when}`, async (t) => {
    const root = process.getuid?.() === 0 && hasCommand('mount');
    if (!canRun(t, root, 'root, to mount a small disk')) return;
    const folder = smallDisk(t, megabytes);
    writeFileSync(join(folder, 'm.old'), 'kept');
    const path = join(folder, `m.${suffix}`);
    const draw = async () => {
      const sink = await fileSink(path, { width: 2000, height: 2000, quality: 100 });
      await pipe(toAsync(noise(2000, 2000)), sink);
    };
    await assert.rejects(draw, {
      code: 'no-space',
      expected: /^(at most )?(12|24)\.\d MB$/,
    });
    assert.deepEqual(readdirSync(folder), ['m.old']);
  });
}

async function* toAsync<T>(chunks: Iterable<T>): AsyncGenerator<T> {
  yield* chunks;
}

for (const suffix of ['png', 'tif', 'jpg', 'avif']) {
  test(`an abort leaves nothing, whenever it comes: ${suffix}`, { timeout: 60_000 }, async (t) => {
    const folder = temporaryFolder(t);
    for (const bands of [0, 1, 3, 9, 39]) {
      const stop = new AbortController();
      const sink = await fileSink(join(folder, `m.${suffix}`), {
        width: 1000,
        height: 4000,
        quality: 100,
        force: true,
      });
      await assert.rejects(pipe(stopping(stop, bands), sink, stop), { code: 'aborted' });
      assert.deepEqual(readdirSync(folder), [], `after ${bands} bands`);
    }
  });
}

/** The rows of a picture, which is given up while the band after so many others is waited for. */
async function* stopping(stop: AbortController, bands: number): AsyncGenerator<Band> {
  let done = 0;
  for (const band of noise(1000, 4000)) {
    if (done++ === bands) {
      setImmediate(() => stop.abort());
      await new Promise(() => {});
    }
    yield band;
  }
}

test('an abort does not wait for sharp, which encodes, and no file appears', { timeout: 60_000 }, async (t) => {
  const folder = temporaryFolder(t);
  const sink = await fileSink(join(folder, 'm.avif'), { width: 1500, height: 1500 });
  for (const band of noise(1500, 1500)) await sink.write(band);
  const stop = new AbortController();
  async function* nothing(): AsyncGenerator<Band> {}
  const piped = pipe(nothing(), sink, stop);
  setTimeout(() => stop.abort(), 100);
  await assert.rejects(piped, { code: 'aborted' });
  assert.ok(encodersBusy());
  assert.deepEqual(readdirSync(folder), []);
  // the codec's call ends in the background; it must not bring the file back
  while (encodersBusy()) await new Promise((resolve) => setTimeout(resolve, 50));
  assert.deepEqual(readdirSync(folder), []);
});

test('a source that breaks half way leaves the old file as it was', async (t) => {
  const folder = temporaryFolder(t);
  async function* torn(): AsyncGenerator<Band> {
    yield { y: 0, raster: raster(10, 5) };
    throw new Error('torn');
  }
  for (const suffix of ['png', 'jpg']) {
    const path = join(folder, `m.${suffix}`);
    writeFileSync(path, 'old');
    const sink = await fileSink(path, { width: 10, height: 10, force: true });
    await assert.rejects(pipe(torn(), sink), /torn/);
    assert.equal(readFileSync(path, 'utf8'), 'old');
    assert.equal(statSync(path).size, 3);
  }
  assert.deepEqual(readdirSync(folder).sort(), ['m.jpg', 'm.png']);
});

test('encoders that give no code are understood by their message', () => {
  const error = new Error('VipsJpeg: write error\nsystem error: No space left on device');
  assert.equal(writingError(error, 'a.jpg').code, 'no-space');
  assert.equal(writingError(new Error('VipsJpeg: odd'), 'a.jpg').code, 'failed');
  assert.equal(writingError(Object.assign(new Error('x'), { code: 'EROFS' }), 'a').code, 'unwritable');
});
