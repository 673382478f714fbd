import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { metricsWords } from '../../dist/words/en/metrics.js';
import { plural } from '../../dist/words/en/numbers.js';
import { boundsCostWords } from '../../dist/words/en/solved.js';
import { inProcess } from '../support/tesserae.js';

/** A target, some photos, and a library of this folder. */
async function workshop(folder: string, photos: number) {
  const at = (name: string) => join(folder, name);
  await writePicture(at('target.png'), syntheticPhoto(4, 90, 60));
  mkdirSync(at('photos'));
  await writePhotos(at('photos'), photos, { width: 80, height: 60 });
  const words = [
    at('target.png'),
    at('photos'),
    '--library',
    at('l.tesserae'),
    '--columns',
    '6',
    '--cell',
    '8',
    '-j',
    '1',
  ];
  const make = (...more: string[]) => inProcess(['make', ...words, '-o', at('out.png'), ...more]);
  return { at, make };
}

test('a setting is named as it was typed, one from a file as it stands there', async (t) => {
  const { at, make } = await workshop(temporaryFolder(t), 5);
  writeFileSync(at('config.json'), '{"max-uses": 0}');
  const fromFile = await make('--config', at('config.json'), '--json');
  assert.match(fromFile.last.message, /^maxUses: expected/);
  const typed = await make('--max-uses', '0', '--json');
  assert.match(typed.last.message, /^--max-uses: expected/);
});

test('a settings file may spell names as the command line does, but not twice', async (t) => {
  const { at, make } = await workshop(temporaryFolder(t), 30);
  writeFileSync(at('config.json'), '{"max-uses": 3}');
  const { exit, last } = await make('--config', at('config.json'), '--json');
  assert.deepEqual([exit, last.rules.maxUses], [0, 3]);
  writeFileSync(at('config.json'), '{"max-uses": 3, "maxUses": 4}');
  const twice = await make('--config', at('config.json'), '--json');
  assert.deepEqual([twice.exit, twice.last.code], [2, 'settings']);
  assert.match(twice.last.message, /expected one of max-uses and maxUses, received both\.$/);
});

test('a dry run does not mind what is there, and leaves it', async (t) => {
  const { at, make } = await workshop(temporaryFolder(t), 9);
  writeFileSync(at('out.png'), 'mine');
  assert.equal((await make()).exit, 2);
  assert.equal((await make('-n')).exit, 0);
  assert.equal(readFileSync(at('out.png'), 'utf8'), 'mine');
});

test('--strict says why the run failed', async (t) => {
  const { at, make } = await workshop(temporaryFolder(t), 9);
  writeFileSync(at('photos/bad.jpg'), 'no picture');
  const { exit, stderr } = await make('--strict');
  assert.equal(exit, 1);
  assert.match(stderr, /--strict: 1 photo was refused, so the exit code is 1\./);
});

test('one photo is one photo, and its variety is not praised', async (t) => {
  assert.deepEqual(
    [plural(1, 'time'), plural(0, 'time'), plural(1200, 'photo')],
    ['1 time', '0 times', '1,200 photos'],
  );
  const { make } = await workshop(temporaryFolder(t), 1);
  const { exit, stderr } = await make('-v');
  assert.equal(exit, 0);
  assert.match(stderr, /^result .* · 1 of 1 photo used, the most used 24 times$/m);
  assert.match(stderr, /^score .*near \d\.\d+ · grain \d+\.\d+\n +twins 100 % · echo 100 %$/m);
  assert.match(stderr, /far ΔE: .*0 is the target/);
  const unsaid = { recolor: 0, top50: 1, shown: 1 };
  const metrics = { far_dE: 1, edge: 1, edge_near: 1, grain: 0, twins: 0, echo: 0, variety: 0.5, ...unsaid };
  assert.deepEqual(metricsWords(metrics, 2), [
    'far ΔE 1.00 · edge 1.000 · near 1.000 · grain 0.00',
    'twins 0 % · echo 0 % · variety 0.500',
  ]);
});

test('what bounds of uses cost is said, and is 0 without any', async (t) => {
  assert.equal(
    boundsCostWords({ minUses: 0, maxUses: 16, boundsCost: 0.1299 }),
    'each photo at most 16 times: that costs at least 12 % more than each cell’s nearest photo would',
  );
  assert.equal(
    boundsCostWords({ minUses: 1, maxUses: 3, boundsCost: 1.55 }),
    'each photo at least 1 time and at most 3 times: that costs at least 2.5 times what each cell’s nearest photo would',
  );
  const { make } = await workshop(temporaryFolder(t), 9);
  const [free, bound] = [await make('--json'), await make('--max-uses', '3', '-y', '--json')];
  assert.equal(free.last.boundsCost, 0);
  assert.ok(bound.last.boundsCost > 0.01, String(bound.last.boundsCost));
  assert.match(
    (await make('--max-uses', '3', '-y')).stderr,
    /each photo at most 3 times: that costs at least .* would$/m,
  );
});

test('sentences name the flag as it was typed; an edit of nothing says so; what is written is named', async (t) => {
  const { at, make } = await workshop(temporaryFolder(t), 9);
  assert.equal((await make('--plan', at('p.json'))).exit, 0);
  for (const [words, sentence] of [
    [['--swap', 'A-2=gone.jpg'], /^error: --swap: expected the path or hash of a photo, received gone\.jpg/m],
    [['--pin', 'r1c1=gone.jpg'], /^error: --pin: expected the path or hash of a photo, received gone\.jpg/m],
    [[], /^note +there is nothing to change\. Use --swap/m],
  ] as const) {
    assert.match((await inProcess(['edit', at('p.json'), '-n', ...words])).stderr, sentence);
  }
  const printed = await inProcess(['print', at('p.json'), '-o', at('p.pdf'), '--cards', at('gone.csv')]);
  assert.match(printed.stderr, /^error: --cards: .*gone\.csv: there is no such file/);
  const indexed = await inProcess(['index', at('photos'), '--library', at('other.tesserae')]);
  assert.match(indexed.stderr, /^library +.*other\.tesserae$/m);
});

test('what is certain to take more memory than was allowed is refused before any work', async (t) => {
  const { at, make } = await workshop(temporaryFolder(t), 9);
  const made = await make('--plan', at('p.json'), '--columns', '40', '--cell', '10');
  assert.equal(made.exit, 0, made.stderr);
  for (const [words, sentence] of [
    [
      ['-o', 'a.tif', '--cell', '2000', '--memory', '230M'],
      /as the views of a row of cells take \d+M, received 230M\. .*smaller cells/,
    ],
    [
      ['-o', 'a.avif', '--cell', '60', '--memory', '230M'],
      /as AVIF is encoded in one piece, which takes \d+M, .*PNG, TIFF or JPEG/,
    ],
    [['-o', 'a.png', '--memory', '64M'], /as the program itself takes \d+M, received 64M\. Set --memory to \d+M\.$/m],
  ] as const) {
    const [flag, name, ...others] = words;
    const refused = await inProcess(['render', at('p.json'), flag, at(name), ...others]);
    assert.deepEqual([refused.exit, existsSync(at(name))], [21, false], refused.stderr);
    assert.match(refused.stderr, sentence);
  }
  // its default refuses nothing
  const drawn = await inProcess(['render', at('p.json'), '-o', at('a.avif'), '--cell', '60']);
  assert.equal(drawn.exit, 0, drawn.stderr);
  const zoomed = await inProcess(['zoom', at('p.json'), '-o', at('page'), '--cell', '100']);
  assert.match(zoomed.stderr, /^takes +about .* of memory · .* in \d+ files/m);
  assert.match(zoomed.stderr, /^note +[\d,]+ of 1,080 cells show their photos enlarged/m);
});

test('score says in what cells it drew a plan', async (t) => {
  const { at, make } = await workshop(temporaryFolder(t), 9);
  assert.equal((await make('--plan', at('p.json'))).exit, 0);
  const said = await inProcess(['score', at('p.json')]);
  assert.match(said.stderr, /of the plan, drawn again with cells 16 px wide\. make scores the picture/);
  assert.equal((await inProcess(['score', at('p.json'), '--json'])).last.cell, 16);
});
