import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  canRun,
  hasSecondJudge,
  SECOND_JUDGE,
  secondJudgeOfFiles,
  syntheticPhoto,
  temporaryFolder,
  writePhotos,
  writePicture,
} from '@tesserae/testing';
import { inFolder } from '../support/tesserae.js';

const MAKE = ['make', 'target.png', 'photos', '--columns', '16', '--cell', '16', '--spacing', '1', '--json'];

// a target of 4:3, some photos, and their mosaic
const folder = temporaryFolder({ after });
await writePicture(join(folder, 'target.png'), syntheticPhoto(77, 160, 120));
mkdirSync(join(folder, 'photos'));
await writePhotos(join(folder, 'photos'), 30, { width: 90, height: 90, format: 'png' });
const plain = await inFolder([...MAKE, '-o', 'plain.png'], { folder });

const readPlan = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const bytes = (name: string) => readFileSync(join(folder, name), 'base64');

for (const [name, flags] of [
  ['tint', ['--tint', '1.2']],
  ['overlay', ['--overlay', '20']],
  ['both', ['--tint', '1.1', '--overlay', '7.5']],
] as const) {
  test(`${name}: drawn again from the plan, taken back by it, and measured as others measure it`, async (t) => {
    const files = ['-o', 'out.png', '--plan', 'p.json', '--placements', 'pl.json', '-y'];
    const { exit, last } = await inFolder([...MAKE, ...flags, ...files], { folder });
    assert.deepEqual([plain.exit, exit], [0, 0]);
    assert.equal(plain.last.metrics.recolor, 0);
    assert.ok(last.metrics.recolor > 0.5, String(last.metrics.recolor));
    assert.equal(last.recolor, last.metrics.recolor);

    const again = await inFolder(['render', 'p.json', '-o', 'again.png', '-y', '--json'], { folder });
    assert.equal(bytes('again.png'), bytes('out.png'));
    assert.ok(Math.abs(again.last.recolor - last.recolor) < 1e-9);
    const back = ['render', 'p.json', '-o', 'back.png', '-y', '--tint', '1', '--overlay', '0', '--json'];
    assert.equal((await inFolder(back, { folder })).last.recolor, 0);
    assert.equal(bytes('back.png'), bytes('plain.png'));

    const score = await inFolder(['score', 'p.json', '--json'], { folder });
    assert.ok(Math.abs(score.last.recolor / last.recolor - 1) < 0.02, `${score.last.recolor}, made ${last.recolor}`);
    if (!canRun(t, hasSecondJudge(), SECOND_JUDGE)) return;
    const path = (file: string) => join(folder, file);
    const theirs = await secondJudgeOfFiles({
      ...{ target: path('target.png'), mosaic: path('out.png'), untouched: path('plain.png') },
      ...{ placements: path('pl.json'), columns: 16, rows: 12, count: 30 },
    });
    for (const key of ['far_dE', 'edge', 'recolor'] as const) {
      assert.ok(Math.abs(last.metrics[key] / Number(theirs[key]) - 1) < 1e-4, `${key}: ${last.metrics[key]}`);
    }
  });
}

test('recolouring is said aloud, an overlay as what it is, and neither when there is none', async () => {
  const words = MAKE.filter((word) => word !== '--json');
  const said = async (...flags: string[]) => {
    const { exit, stderr } = await inFolder([...words, ...flags, '-o', 'out.png', '--force'], { folder });
    assert.equal(exit, 0, stderr);
    return stderr;
  };
  assert.doesNotMatch(await said(), /recolor|overlay/);
  assert.match(await said('--tint', '1.1'), /recolor +\d\.\d\d ΔE/);
  const blended = await said('--overlay', '20');
  assert.match(blended, /recolor +\d+\.\d\d ΔE/);
  assert.match(blended, /20 % of the target is blended/);
});

test('--tint auto: the bound is said, stands in the plan, and is the same on any number of threads; edits keep it', async () => {
  const auto = [...MAKE, '--tint', 'auto', '-y', '-o'];
  const { exit, last, events } = await inFolder([...auto, 'out.png', '--plan', 'p.json', '-j', '1'], { folder });
  assert.equal(exit, 0);
  assert.ok(last.tint > 1 && last.tint <= 1.3, String(last.tint));
  assert.ok(!events.some(({ code }) => code === 'tint-would-help'));
  const plan = readPlan('p.json');
  assert.equal(plan.settings.tint, last.tint);
  const gains: number[] = plan.tint;
  assert.ok(Math.max(...gains) <= last.tint && Math.min(...gains) >= 1 / last.tint);

  await inFolder([...auto, 'three.png', '--plan', 'three.json', '-j', '3'], { folder });
  assert.equal(bytes('three.png'), bytes('out.png'));
  const { settings: _, ...three } = readPlan('three.json');
  const { settings: __, ...one } = plan;
  assert.deepEqual(three, one);
  const told = [...MAKE, '--tint', String(last.tint), '-y', '-o', 'told.png'];
  assert.equal((await inFolder(told, { folder })).last.tint, last.tint);
  assert.equal(bytes('told.png'), bytes('out.png'));

  const other = plan.paths.find((_: string, photo: number) => photo !== plan.photos[2 * 16 + 2]);
  const swap = ['edit', 'p.json', '-o', 'edited.json', '-y', '--swap', `r3c3=${other}`, '--json'];
  const moved = await inFolder(swap, { folder });
  assert.equal(moved.exit, 0, moved.last.message);
  assert.ok(moved.last.moved > 0);
  const edited = readPlan('edited.json');
  assert.equal(edited.settings.tint, last.tint);
  assert.ok(Math.max(...edited.tint) <= last.tint);

  const words = auto.filter((word) => word !== '--json');
  const { stderr } = await inFolder([...words, 'out.png'], { folder });
  assert.match(stderr, new RegExp(`tint +photos recoloured by at most ${Math.round((last.tint - 1) * 100)} %\n`));
});

test('a mosaic that a tint would help much is told so once, unless somebody decided on tint', async () => {
  const offers = async (...flags: string[]) => {
    const { last, events } = await inFolder([...MAKE, ...flags, '-y', '-o', 'out.png'], { folder });
    return { last, offers: events.filter(({ code }) => code === 'tint-would-help') };
  };
  const found = await offers();
  assert.deepEqual([found.last.tint, found.offers.length], [null, 1]);
  const [{ values, message }] = found.offers;
  assert.match(
    message,
    /^photos tinted by about \d+ % at most \(--tint auto\) would look about \d+ % closer from afar\.$/,
  );
  const auto = await offers('--tint', 'auto');
  assert.ok(Math.abs(values.bound - auto.last.tint) < 0.05, `${values.bound}, taken ${auto.last.tint}`);
  const closer = 1 - auto.last.metrics.far_dE / found.last.metrics.far_dE;
  assert.ok(values.closer >= 1 / 3 && Math.abs(values.closer - closer) < 0.08, `${values.closer}, in fact ${closer}`);
  for (const flags of [
    ['--tint', '1'],
    ['--overlay', '5'],
  ])
    assert.equal((await offers(...flags)).offers.length, 0, flags.join(' '));
});

test('a drawing takes no auto, for a plan has its tint already', async () => {
  await inFolder([...MAKE, '-o', 'out.png', '--plan', 'p.json', '-y'], { folder });
  const { exit, last } = await inFolder(['render', 'p.json', '-o', 'a.png', '-y', '--tint', 'auto', '--json'], {
    folder,
  });
  assert.deepEqual([exit, last.code, last.subject], [2, 'settings', 'tint']);
});

test('an overlay needs the target it was made with', async () => {
  await inFolder([...MAKE, '--overlay', '10', '-o', 'out.png', '--plan', 'p.json', '-y'], { folder });
  renameSync(join(folder, 'target.png'), join(folder, 'moved.png'));
  const render = ['render', 'p.json', '--json', '--force', '-o'];
  assert.equal((await inFolder([...render, 'a.png'], { folder })).last.code, 'not-found');
  assert.equal((await inFolder([...render, 'a.png', '--target', 'out.png'], { folder })).last.code, 'usage');
  assert.equal((await inFolder([...render, 'a.png', '--target', 'moved.png'], { folder })).exit, 0);
  assert.equal(bytes('a.png'), bytes('out.png'));
  assert.equal((await inFolder([...render, 'b.png', '--overlay', '0'], { folder })).exit, 0);
  renameSync(join(folder, 'moved.png'), join(folder, 'target.png'));
});

for (const [flag, value, expected] of [
  ['--tint', '0.9', 'a number from 1 to 2 or "auto"'],
  ['--tint', '3', 'a number from 1 to 2 or "auto"'],
  ['--tint', 'foo', 'a number from 1 to 2 or "auto"'],
  ['--overlay', '51', 'a number from 0 to 50'],
] as const) {
  test(`${flag} ${value} is refused`, async () => {
    const { exit, last } = await inFolder([...MAKE, flag, value, '-o', 'x.png'], { folder });
    assert.deepEqual([exit, last.code], [2, 'settings']);
    assert.equal(last.message, `${flag}: expected ${expected}, received "${value}".`);
  });
}

test('few photos: a stronger tint is offered, and does what is said of it', async () => {
  mkdirSync(join(folder, 'few'));
  await writePhotos(join(folder, 'few'), 3, { width: 90, height: 90, format: 'png', seed: 9 });
  const words = [...MAKE.map((word) => (word === 'photos' ? 'few' : word)), '--spacing', '0', '--library', 'few.db'];
  const { exit, events, last } = await inFolder([...words, '-o', 'few.png'], { folder });
  assert.equal(exit, 0);
  const offers = events.filter(({ code }) => code === 'photos-few' || code === 'tint-would-help');
  assert.deepEqual(
    offers.map(({ code, values }) => [code, values]),
    [['photos-few', { photos: 3 }]],
  );
  const tinted = await inFolder([...words, '-o', 'tinted.png', '--tint', '2'], { folder });
  assert.ok(tinted.last.metrics.far_dE < last.metrics.far_dE * 0.6, String(tinted.last.metrics.far_dE));
});
