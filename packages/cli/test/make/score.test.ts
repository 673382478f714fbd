import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { syntheticPhoto, temporaryFolder, writePhotos, writePicture } from '@tesserae/testing';
import { inFolder } from '../support/tesserae.js';

const folder = temporaryFolder({ after });
await workshop();

/** A plan of 12 × 9 cells, p.json, and all that was made with it. */
async function workshop(): Promise<void> {
  await writePicture(join(folder, 'target.png'), syntheticPhoto(7, 120, 90));
  mkdirSync(join(folder, 'photos'));
  await writePhotos(join(folder, 'photos'), 25, { width: 90, height: 90 });
  const files = ['--plan', 'p.json', '--placements', 'pl.json', '-o', 'out.png'];
  const words = ['make', 'target.png', 'photos', '--columns', '12', '--cell', '16', ...files, '--json'];
  const { exit, last } = await inFolder(words, { folder });
  assert.equal(exit, 0, JSON.stringify(last));
  writeFileSync(join(folder, 'made.json'), JSON.stringify(last));
}

test('a plan whose cells are not square is scored in cells of their proportions', async () => {
  // 16 px wide, such cells would be 16×11, and the whole 3 % too high
  const words = ['make', 'target.png', 'photos', '--columns', '12', '--shape', '3:2', '--cell', '18', '--json'];
  const made = await inFolder([...words, '-o', 'wide.png', '--plan', 'wide.json'], { folder });
  assert.equal(made.exit, 0, JSON.stringify(made.last));
  const scored = await inFolder(['score', 'wide.json', '--json'], { folder });
  assert.equal(scored.last.cell, 18);
  for (const name of ['far_dE', 'edge']) {
    const [ofPlan, ofMosaic] = [scored.last[name], made.last.metrics[name]];
    assert.ok(Math.abs(ofPlan - ofMosaic) < 1e-9, `${name}: ${ofPlan}, ${ofMosaic}`);
  }
});

test('make, the plan and the picture have one score', async () => {
  const made = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8'));
  const mosaic = ['score', '--target', 'target.png', '--mosaic', 'out.png', '--json'];
  const [plan, placed, bare] = await Promise.all([
    inFolder(['score', 'p.json', '--json'], { folder }),
    inFolder([...mosaic, '--placements', 'pl.json'], { folder }),
    inFolder([...mosaic, '--columns', '12', '--rows', '9'], { folder }),
  ]);
  const close = (left: number, right: number, name: string) =>
    assert.ok(Math.abs(left - right) < 1e-9, `${name}: ${left}, ${right}`);
  for (const { exit, last } of [plan, placed, bare]) {
    assert.equal(exit, 0, JSON.stringify(last));
    // drawn at the size the plan is scored at, so that all see the same pixels
    for (const name of ['far_dE', 'edge']) close(last[name], made.metrics[name], name);
  }
  for (const name of ['variety', 'twins', 'echo', 'top50', 'shown']) close(plan.last[name], made.metrics[name], name);
  for (const name of [
    'distinct',
    'max_use',
    'eff_photos',
    'variety',
    ...['twins', 'echo', 'top50'],
    'min_repeat_dist',
    'leak',
    'far_dE95',
    'mid_ssim',
    ...['far_enc', 'edge_near', 'ssim_near', 'L_near', 'C_near', 'grain', 'pop'],
  ]) {
    close(placed.last[name], plan.last[name], name);
  }
  assert.deepEqual(placed.last.echo_at, plan.last.echo_at);
  assert.deepEqual([plan.last.recolor, placed.last.recolor, bare.last.variety], [0, null, null]);
  // only a plan says what of its photos shows
  assert.deepEqual([typeof plan.last.mirrored, placed.last.shown, placed.last.mirrored], ['number', null, null]);
});

test('a wall of bricks has one score by its plan and by its placements', async () => {
  const files = ['-o', 'wall.png', '--plan', 'wall.json', '--placements', 'wall-pl.json'];
  const made = await inFolder(
    ['make', 'target.png', 'photos', '--columns', '8', '--cell', '16', '--layout', 'brick', ...files, '--json'],
    { folder },
  );
  assert.equal(made.exit, 0, JSON.stringify(made.last));
  const mosaic = ['score', '--target', 'target.png', '--mosaic', 'wall.png', '--json'];
  const placed = await inFolder([...mosaic, '--placements', 'wall-pl.json'], { folder });
  assert.equal(placed.exit, 0, JSON.stringify(placed.last));
  for (const name of ['far_dE', 'edge', 'edge_near', 'grain', 'variety', 'twins', 'echo']) {
    const [left, right] = [placed.last[name], made.last.metrics[name]];
    assert.ok(Math.abs(left - right) < 1e-9, `${name}: ${left}, ${right}`);
  }
});

test('the card is a table, also when quiet', async () => {
  const { exit, stdout, stderr } = await inFolder(['score', 'p.json', '-q'], { folder });
  assert.deepEqual([exit, stderr], [0, '']);
  const lines = stdout.trim().split('\n');
  assert.equal(lines.length, 27);
  for (const line of lines) assert.match(line, /^\w+ +(-?\d+(\.\d+)?|\d+, -?\d+|–) {3}\S.*$/);
  assert.ok(lines.every((line) => line.length <= 80));
});

test('what does not fit together is said', async () => {
  const mosaic = ['score', '--target', 'target.png', '--mosaic', 'out.png'];
  await writePicture(join(folder, 'other.png'), syntheticPhoto(8, 120, 90));
  const cases: [words: string[], facts: Record<string, unknown>][] = [
    [[...mosaic], { subject: 'columns', received: 'nothing' }],
    [[...mosaic, '--columns', 'x', '--rows', '9'], { subject: 'columns', received: '"x"' }],
    [[...mosaic, '--columns', '11', '--placements', 'pl.json'], { subject: 'columns', received: 11 }],
    [[...mosaic, '--placements', 'made.json'], { file: 'made.json', subject: 'photos' }],
    [['score', '--mosaic', 'out.png'], { subject: 'target', received: 'nothing' }],
    [['score', 'p.json', '--mosaic', 'out.png'], { subject: 'mosaic', waysOut: [{ omit: 'mosaic' }] }],
    [['score', 'p.json', '--target', 'other.png'], { file: 'other.png', subject: 'target' }],
  ];
  const runs = await Promise.all(cases.map(([words]) => inFolder([...words, '--json'], { folder })));
  for (const [i, [words, facts]] of cases.entries()) {
    const { exit, last } = runs[i];
    assert.deepEqual([exit, last.code], [2, 'usage'], words.join(' '));
    for (const [name, fact] of Object.entries(facts)) assert.deepEqual(last[name], fact, JSON.stringify(last));
  }
});
