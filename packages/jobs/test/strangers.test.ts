/** Files that strangers may have made, besides pictures and libraries: each is taken or refused, soon, and without an end of the program. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { decodePlan, encodePlan, MosaicError, parseSettings, verifyPlan } from '@tesserae/core';
import { jsonIn, MOST_BYTES, readNames, readPlan, readText } from '@tesserae/jobs/internal';
import { decodePlanBytes, fitting, rehearseFont, wildPattern } from '@tesserae/node/internal';
import { canRun, hasCommand, temporaryFolder } from '@tesserae/testing';
import { READERS, readCopies, strangerSources } from '@tesserae/testing/strangers';

/** Copies of each kind: those of libraries take longest. `npm run soak:strangers` reads 100,000. */
const COPIES: Readonly<Record<string, number>> = { library: 30, zip: 40, ignore: 20 };

for (const { name, file, isText, read } of READERS) {
  test(`damaged copies: ${name}`, async (t) => {
    const folder = temporaryFolder(t);
    const count = COPIES[name] ?? 200;
    const sources = (await strangerSources(folder))[name];
    const { failures, refused, taken } = await readCopies({
      ...{ sources, isText, count, seed: 900_000 },
      read: async (copy) => {
        const own = mkdtempSync(join(folder, 'copy-'));
        writeFileSync(join(own, file), copy);
        await read(join(own, file)).finally(() => rmSync(own, { recursive: true }));
      },
    });
    assert.deepEqual(failures, []);
    assert.equal(
      [...refused.values()].reduce((sum, times) => sum + times, taken),
      count,
    );
  });
}

const coded = (code: string) => (error: unknown) => error instanceof MosaicError && error.code === code;

/** A plan of so many cells in few bytes: one number stands for all. */
function briefPlan(columns: number, rows: number, more: object = {}): string {
  return JSON.stringify({
    ...{
      schema: 2,
      target: { path: 't', sha256: 'a', width: 9, height: 9 },
      library: 'l',
      paths: ['a.jpg'],
      settings: {},
    },
    ...{ certificate: null, violations: [], metrics: null, ids: ['a'], groups: [0], seed: 1, overlay: 0 },
    layout: { width: 9, height: 9, kind: 'grid', columns, rows, cell: [1, 1] },
    rules: { minUses: 0, maxUses: 4294967295, spacing: 50, pinned: -1 },
    ...{ photos: 0, crops: 0.5, mirrored: 0, tint: 1, ...more },
  });
}

test('a plan is as long as what it fills, or refused before anything is filled', () => {
  for (const text of [
    briefPlan(1000, 1000),
    briefPlan(2000, 2000),
    briefPlan(1e15, 1),
    briefPlan(1, 1, { photos: [0], crops: 1 }),
    briefPlan(1, 1, { photos: [0], crops: [0, 0, 1, 1], groups: 0 }),
  ]) {
    assert.throws(() => decodePlan(text), coded('not-a-plan'));
  }
  const one = decodePlan(briefPlan(1, 1, { photos: [0], crops: [0, 0, 1, 1] }));
  assert.equal(decodePlan(encodePlan(one)).plan.photos.length, 1);
});

test('cells of a plan have the proportions that settings allow', () => {
  const layout = { width: 9, height: 9, kind: 'grid', columns: 1, rows: 1 };
  const text = (cell: unknown) => briefPlan(1, 1, { photos: [0], crops: [0, 0, 1, 1], layout: { ...layout, cell } });
  for (const cell of [[1e-6, 1e6], [1, 21], [1], [1, 1, 1]]) {
    assert.throws(() => decodePlan(text(cell)), coded('not-a-plan'), JSON.stringify(cell));
  }
  for (const cell of [[20, 1], 7]) decodePlan(text(cell));
});

test('a plan that breaks a rule everywhere is not listed without an end', async () => {
  const cells = 40_000;
  const crops = Array.from({ length: cells * 4 }, (_, i) => (i % 4 < 2 ? 0 : 1));
  const { plan } = decodePlan(briefPlan(200, 200, { photos: new Array(cells).fill(0), crops }));
  assert.equal((await verifyPlan(plan)).length, 1000);
});

test('a large plan is read in a thread to the same, and its reading can be stopped', async () => {
  const cells = 40_000;
  const crops = Array.from({ length: cells * 4 }, (_, i) => (i % 4 < 2 ? 0.001234 : 0.98765));
  const text = briefPlan(200, 200, { photos: new Array(cells).fill(0), crops });
  assert.ok(text.length > 1e6);
  assert.deepEqual(await decodePlanBytes(Buffer.from(text)), decodePlan(text));
  await assert.rejects(decodePlanBytes(Buffer.from(text.replace('"seed":1', '"seed":"x"'))), coded('not-a-plan'));
  await assert.rejects(decodePlanBytes(Buffer.from(text), AbortSignal.abort()), coded('aborted'));
});

test('JSON that is nested deep, and values that are no numbers, are refused', () => {
  const deep = '{"columns":'.concat('['.repeat(100_000), ']'.repeat(100_000), '}');
  assert.throws(() => jsonIn(deep, 'a.json', 'settings'), coded('settings'));
  assert.throws(() => decodePlan(deep), coded('not-a-plan'));
  for (const value of [{ toString: 1 }, [[[]]], '9'.repeat(1e6), ' '.repeat(1e6)]) {
    for (const name of ['memory', 'columns', 'size', 'cell']) {
      assert.throws(() => parseSettings({ [name]: value }), coded('settings'));
    }
  }
});

test('pipes, devices and files without an end are no inputs', async (t) => {
  const folder = temporaryFolder(t);
  if (canRun(t, hasCommand('mkfifo'), 'mkfifo')) {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await assert.rejects(readPlan(join(folder, 'pipe')), coded('special-file'));
  }
  await assert.rejects(readText('/dev/zero'), coded('special-file'));
  writeFileSync(join(folder, 'large'), '');
  truncateSync(join(folder, 'large'), MOST_BYTES.plan + 1);
  await assert.rejects(readPlan(join(folder, 'large')), coded('limit'));
  await assert.rejects(readText(join(folder, 'large')), coded('limit'));
  mkdirSync(join(folder, 'folder'));
  await assert.rejects(readText(join(folder, 'folder')), coded('unreadable'));
});

test('patterns take time in proportion to pattern and name', () => {
  const name = `/home/${'a'.repeat(200)}/b`;
  for (const glob of [
    '*?'.repeat(1000),
    '*a'.repeat(1000),
    '**/'.repeat(1300),
    '*a*?'.repeat(900),
    '?*'.repeat(1500),
  ]) {
    assert.equal(
      fitting(
        `${glob}!`,
        Array.from({ length: 500 }, () => name),
        (each) => [each],
      ).length,
      0,
    );
  }
  assert.throws(() => fitting('*'.repeat(5000), [name], (each) => [each]), coded('usage'));
  assert.equal(wildPattern(`${'**/'.repeat(20_000)}x*.jpg`)?.('a/b/x1.jpg'), true);
});

test('tables of names: one name of many photos, and one that is very long', async (t) => {
  const path = join(temporaryFolder(t), 'names.csv');
  writeFileSync(path, `name,photo\n${'A,a.jpg\n'.repeat(60_000)}`);
  assert.equal((await readNames(path))[0].photos.length, 60_000);
  writeFileSync(path, `A,"${'a'.repeat(8e6)}`);
  assert.equal((await readNames(path))[0].photos[0].length, 8e6 + 1);
});

test('a file that is no font is refused by the thread that tries it', async () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('OTTO'.repeat(1000)),
    Buffer.from('\0\x01\0\0\xff\xff', 'latin1'),
  ]) {
    await assert.rejects(rehearseFont('a.ttf', { bytes, texts: ['Ruth'] }), coded('usage'));
  }
});
