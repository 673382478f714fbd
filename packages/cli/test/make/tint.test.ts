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

for (const [flag, value] of [
  ['--tint', '0.9'],
  ['--tint', '2.1'],
  ['--overlay', '51'],
] as const) {
  test(`${flag} ${value} is refused`, async () => {
    const { exit, last } = await inFolder([...MAKE, flag, value, '-o', 'x.png'], { folder });
    assert.deepEqual([exit, last.code], [2, 'settings']);
  });
}
