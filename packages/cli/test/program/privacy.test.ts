import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  CANARIES,
  canRun,
  filesOf,
  findIn,
  findInFiles,
  hasCommand,
  needlesOf,
  plantCanaries,
  tellingTags,
  temporaryFolder,
} from '@tesserae/testing';
import { inProcess } from '../support/tesserae.js';

/** Of a film: a zoom is over its landing photo alone at its end. */
const SHORT = ['--seconds', '.4', '--fps', '10', '--for', '320x180', '-j', '1'];

/** Every output there is, and the words that make it of a plan. */
const OUTPUTS: readonly (readonly [name: string, words: readonly string[]])[] = [
  ['m.png', ['render']],
  ['m.jpg', ['render', '--quality', '70']],
  ['m.tif', ['render']],
  ['m.webp', ['render']],
  ['m.avif', ['render', '--cell', '24']],
  ['r.csv', ['render', '--report-level', 'ids']],
  ['r.json', ['render', '--report-level', 'ids']],
  ['m.pdf', ['print', '--index']],
  ['pages.pdf', ['print', '--pages', 'A5']],
  ['page', ['zoom']],
  ['page.html', ['zoom', '--single-file']],
  ['f.mp4', ['film', ...SHORT]],
  ['f.webm', ['film', ...SHORT]],
  ['f.gif', ['film', ...SHORT, '--style', 'disperse']],
  ['f.webp', ['film', ...SHORT]],
  ['frames/%02d.png', ['film', ...SHORT]],
];

test('what photos carry is in no output: raw, inflated, or by exiftool', async (t) => {
  if (!canRun(t, hasCommand('exiftool', ['-ver']), 'exiftool (Debian: libimage-exiftool-perl)')) return;
  const below = join(temporaryFolder(t), CANARIES.user);
  mkdirSync(below);
  // whoever asks the surroundings for a name is told one that can be found again
  for (const name of ['USER', 'LOGNAME', 'USERNAME']) process.env[name] = CANARIES.user;
  const planted = await plantCanaries(below);
  // a host's name may be a word that is anywhere
  const host: Record<string, string> = hostname().length > 7 ? { host: hostname() } : {};
  const needles = needlesOf(planted, host);
  const at = (name: string): string => join(below, name);

  await t.test('the canaries are there, and are found', () => {
    assert.equal(planted.paths.length, 12);
    const all = new Set<string>();
    for (const path of planted.paths) {
      const found = findIn(readFileSync(path), needles);
      assert.ok(found.size > 0 || path.endsWith('.gif'), `${path}: nothing was planted`);
      for (const what of found) all.add(what);
    }
    const outside = ['folder', 'file', 'user', 'host']; // in names and surroundings
    for (const what of [...Object.keys(CANARIES), 'thumbnail']) {
      assert.ok(all.has(what) || outside.includes(what), `${what} was not planted, or is not found`);
    }
    assert.ok(tellingTags([planted.folder]).some((line) => /GPS/.test(line)));
    assert.ok(findInFiles(below, needles).has('folder'));
  });

  const target = planted.paths[0];
  const library = ['--library', at('l.tesserae')];
  const words = [
    'make',
    target,
    planted.folder,
    ...library,
    '--columns',
    '6',
    '--spacing',
    '0',
    '--cell',
    '90',
    '--json',
  ];
  const beside = ['--plan', at('plan.json'), '--error-map', at('error.png'), '--report', at('first.csv')];
  const made = await inProcess([...words, '-o', at('first.png'), ...beside, '--report-level', 'ids', '--tint', '1.1']);
  assert.equal(made.exit, 0, JSON.stringify(made.last));
  assert.equal(made.last.photos, 12);

  const outputs = ['first.png', 'error.png', 'first.csv'];
  for (const [name, [verb, ...rest]] of OUTPUTS) {
    const output = verb === 'render' && name.startsWith('r.') ? ['--report', at(name)] : ['-o', at(name)];
    const { exit, last } = await inProcess([verb, at('plan.json'), ...library, ...output, ...rest, '--json']);
    assert.equal(exit, 0, `${name}: ${JSON.stringify(last)}`);
    // frames are looked at together
    outputs.push(name.replace(/\/.*/, ''));
  }
  for (const name of outputs) {
    await t.test(name, () => {
      assert.ok(filesOf(at(name)).length > (name === 'page' ? 20 : 0));
      assert.deepEqual([...findInFiles(at(name), needles)], []);
    });
  }

  await t.test('exiftool finds nothing in any of them', () => {
    assert.deepEqual(tellingTags(outputs.map(at)), []);
  });

  await t.test('what is asked for by its level is found: the search works on outputs too', async () => {
    const pages = ['zoom', at('plan.json'), ...library, '-o', at('told.html'), '--single-file', '--json'];
    assert.equal((await inProcess([...pages, '--tell', 'full'])).exit, 0);
    const found = findInFiles(at('told.html'), needles);
    for (const what of ['folder', 'file', 'user']) assert.ok(found.has(what), `${what} in a page that tells all`);
    const report = ['render', at('plan.json'), ...library, '--report', at('told.csv'), '--json'];
    assert.equal((await inProcess(report)).exit, 0);
    assert.ok(findInFiles(at('told.csv'), needles).has('folder'));
  });
});
