import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pipe } from '@tesserae/core';
import { addWhole, fileSink, openParts, publication, writeWhole } from '@tesserae/node/internal';
import { syntheticPhoto, temporaryFolder } from '@tesserae/testing';

for (const force of [false, true]) {
  test(`files appear together${force ? ', over older ones' : ''}`, async (t) => {
    const folder = temporaryFolder(t);
    const names = ['a', 'b', 'c'];
    if (force) for (const name of names) writeFileSync(join(folder, name), 'old');
    const files = publication();
    for (const name of names) await addWhole(files, { path: join(folder, name), data: `new ${name}` }, { force });
    await files.commit();
    assert.deepEqual(readdirSync(folder).sort(), names);
    for (const name of names) assert.equal(readFileSync(join(folder, name), 'utf8'), `new ${name}`);
  });

  test(`when the last cannot appear, none does${force ? ', and the older ones are back' : ''}`, async (t) => {
    const folder = temporaryFolder(t);
    if (force) for (const name of ['a', 'b']) writeFileSync(join(folder, name), 'old');
    const files = publication();
    for (const name of ['a', 'b', 'c']) await addWhole(files, { path: join(folder, name), data: 'new' }, { force });
    mkdirSync(join(folder, 'c')); // somebody takes the name meanwhile
    writeFileSync(join(folder, 'c', 'theirs'), '');
    await assert.rejects(files.commit());
    assert.deepEqual(readdirSync(folder).sort(), force ? ['a', 'b', 'c'] : ['c']);
    if (force) for (const name of ['a', 'b']) assert.equal(readFileSync(join(folder, name), 'utf8'), 'old');
  });
}

for (const late of [false, true]) {
  test(`who gives up ${late ? 'once the first name is given' : 'before any name is given'} is told so`, async (t) => {
    const folder = temporaryFolder(t);
    const files = publication();
    await addWhole(files, { path: join(folder, 'a'), data: 'a' }, {});
    await addWhole(files, { path: join(folder, 'b'), data: 'b' }, {});
    const committed = files.commit().then(
      () => true,
      () => false,
    );
    while (late && !existsSync(join(folder, 'a'))) await new Promise((resolve) => setImmediate(resolve));
    assert.equal(await files.abandon(), !late);
    assert.deepEqual(visible(folder), late ? ['a', 'b'] : []);
    assert.equal(await committed, late);
    assert.deepEqual(readdirSync(folder), late ? ['a', 'b'] : []);
  });
}

function visible(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.'));
}

test('an abort while the picture gets its name: either it is there and all went well, or neither', async (t) => {
  const picture = syntheticPhoto(1, 40, 30);
  async function* bands() {
    yield { y: 0, raster: picture };
  }
  for (let turns = 0; turns < 20; turns++) {
    const path = join(temporaryFolder(t), 'm.png');
    const stop = new AbortController();
    const sink = await fileSink(path, {
      width: 40,
      height: 30,
      beside: async () => {
        void abortAfter(turns, stop);
        return [{ path: `${path}.json`, data: '{}' }];
      },
    });
    const done = await pipe(bands(), sink, stop).then(
      () => true,
      () => false,
    );
    assert.deepEqual([existsSync(path), existsSync(`${path}.json`)], [done, done], `${turns} turns`);
  }
});

async function abortAfter(turns: number, stop: AbortController): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
  stop.abort();
}

for (const suffix of ['png', 'jpg']) {
  test(`a picture whose side file cannot be written does not appear: ${suffix}`, async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, `m.${suffix}`);
    const sink = await fileSink(path, {
      width: 9,
      height: 9,
      beside: async () => [
        { path: join(folder, 'first.json'), data: '{}' },
        { path: join(folder, 'no', 'such.json'), data: '{}' },
      ],
    });
    await sink.write({ y: 0, raster: syntheticPhoto(1, 9, 9) });
    await assert.rejects(sink.close(), { code: 'not-found' });
    assert.equal(await sink.abort('test'), true);
    assert.deepEqual(readdirSync(folder), []);
  });
}

test('what a killed process left is swept by the next output, what a living one has is not', async (t) => {
  const folder = temporaryFolder(t);
  const begin = `
    import { publication } from ${JSON.stringify(import.meta.resolve('../../dist/files/publication.js'))};
    await publication().begin(process.argv[1]);
    process.kill(process.pid, 'SIGKILL');`;
  spawnSync(process.execPath, ['--input-type=module', '-e', begin, join(folder, 'killed.png')]);
  assert.equal(readdirSync(folder).length, 1);
  mkdirSync(join(folder, '.somebody.else.123-4.part'));

  const living = publication();
  await living.begin(join(folder, 'living.png'));
  await writeWhole({ path: join(folder, 'a.txt'), data: 'x' });
  assert.deepEqual(
    readdirSync(folder)
      .map((name) => name.split('.tesserae-')[0])
      .sort(),
    ['.living.png', '.somebody.else.123-4.part', 'a.txt'],
  );
  await living.abandon();
});

/** How another process may write an output: with parts that a later run can use, or without. */
const WRITERS = {
  whole: `
    import { publication } from ${JSON.stringify(import.meta.resolve('../../dist/files/publication.js'))};
    await publication().begin(process.argv[1], { force: true });`,
  'in parts': `
    import { openParts } from ${JSON.stringify(import.meta.resolve('../../dist/files/parts.js'))};
    await openParts(process.argv[1], { key: 'k', resume: false });`,
};

for (const [how, begin] of Object.entries(WRITERS)) {
  test(`what another process writes ${how} is refused as long as that lives`, async (t) => {
    const path = join(temporaryFolder(t), 'a.png');
    const waits = `${begin}
    console.log('begun');
    setInterval(() => {}, 1000);`;
    const other = spawn(process.execPath, ['--input-type=module', '-e', waits, path]);
    t.after(() => other.kill('SIGKILL'));
    await once(other.stdout, 'data');
    const busy = { code: 'exists', file: path, received: 'being written by another run' };
    for (const force of [false, true]) await assert.rejects(writeWhole({ path, data: 'x' }, { force }), busy);
    await assert.rejects(openParts(path, { key: 'k', resume: true }), busy);
    await writeWhole({ path: join(path, '..', 'b.png'), data: 'x' });
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
    await (await openParts(path, { key: 'k', resume: false })).end('done');
    await writeWhole({ path, data: 'x' });
    assert.deepEqual(readdirSync(join(path, '..')).sort(), ['a.png', 'b.png']);
  });
}
