import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseSettings } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import { editJob, makeJob, parseInput, renderJob, scoreJob } from '@tesserae/jobs';
import { cropFor, cutTarget } from '@tesserae/jobs/internal';
import fc from 'fast-check';
import { workshop } from './support/workshop.js';

const SETTINGS = parseSettings({});

test('a crop is the largest part of its proportions, and the point lies in its middle unless an edge is near', () => {
  const side = fc.integer({ min: 20, max: 4000 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(side, side, fc.constantFrom([2, 3], [16, 9], [1, 1]), share, share, (width, height, [w, h], px, py) => {
      const asked = { crop: [w, h] as const, focusPoint: [px, py] as const };
      const crop = cropFor(asked, SETTINGS, { width, height }) ?? { x: 0, y: 0, width, height };
      assert.ok(crop.x >= 0 && crop.y >= 0 && crop.x + crop.width <= width && crop.y + crop.height <= height);
      assert.ok(crop.width === width || crop.height === height, 'nothing more is cut off than must be');
      assert.ok(Math.abs(crop.width - (crop.height * w) / h) <= 0.5 + (0.5 * w) / h);
      for (const [at, begin, part, all] of [
        [px * width, crop.x, crop.width, width],
        [py * height, crop.y, crop.height, height],
      ]) {
        const off = Math.abs(begin + part / 2 - at);
        const touches = begin === 0 || begin + part === all;
        assert.ok(off <= 0.5 + 1e-9 || (touches && at <= part / 2 + 1) || (touches && at >= all - part / 2 - 1));
      }
    }),
  );
});

test('a cut target is the pixels of its part, also where the raster is smaller than the original', () => {
  const data = Uint8ClampedArray.from({ length: 6 * 4 * 4 }, (_, i) => i);
  const target = { raster: raster(6, 4, data), path: 'a', sha256: '', width: 60, height: 40, faces: [] };
  const { raster: part } = cutTarget(target, { x: 20, y: 10, width: 30, height: 20 });
  assert.deepEqual([part.width, part.height], [3, 2]);
  assert.deepEqual([...part.data], [...data.subarray(32, 44), ...data.subarray(56, 68)]);
  const beyond = { x: 40, y: 0, width: 30, height: 40 };
  assert.throws(() => cutTarget(target, beyond), { code: 'not-a-plan', subject: 'target.crop' });
});

test('points and proportions are read as people say them, and what is none is refused', () => {
  const read = (fields: object) => parseInput(makeJob.options, { target: 't.png', ...fields });
  assert.deepEqual(read({ crop: '2:3', focusPoint: '30%, 40%' }).focusPoint, [0.3, 0.4]);
  assert.deepEqual(read({ crop: 'size', focusPoint: '.25,1' }).focusPoint, [0.25, 1]);
  assert.deepEqual(read({ focusPoint: [0, 0.5] }).focusPoint, [0, 0.5]);
  for (const focusPoint of ['30,40', '.5', '1,2,3', '101%,0', '-.1,0', ',', 'a,b']) {
    assert.throws(() => read({ focusPoint }), { subject: 'focusPoint' }, focusPoint);
  }
  for (const crop of ['2x3', '0:1', 'paper']) assert.throws(() => read({ crop }), { subject: 'crop' }, crop);
});

test('a mosaic of a cut target: plan, score, render and edit know the cut', async (t) => {
  const { at, host, make } = await workshop(t);
  const files = { output: at('o.png'), plan: at('p.json') };
  const prepared = await make({ ...files, crop: 'size', size: '60x90mm', turn: false, focusPoint: '0,0', overlay: 10 });
  assert.deepEqual(prepared.facts.crop, {
    ...{ x: 0, y: 0, width: 40, height: 60, left: 0, right: 0.5, above: 0, below: 0 },
  });
  const made = await prepared.run();
  const saved = JSON.parse(readFileSync(at('p.json'), 'utf8'));
  assert.deepEqual(saved.target.crop, { x: 0, y: 0, width: 40, height: 60 });
  assert.deepEqual([saved.target.width, saved.target.height, saved.layout.width], [80, 60, 40]);

  const read = { plan: at('p.json'), library: at('own.tesserae') };
  const again = parseInput(renderJob.options, { ...read, output: at('again.png') });
  await (await renderJob.prepare(again, host)).run();
  assert.deepEqual(readFileSync(at('again.png')), readFileSync(at('o.png')), 'the overlay is of the same part');

  const scored = await (await scoreJob.prepare(parseInput(scoreJob.options, read), host)).run();
  const grid = { target: at('target.png'), mosaic: at('o.png'), columns: 8, rows: 12 };
  const cut = parseInput(scoreJob.options, { ...grid, crop: '2:3', focusPoint: '0,0' });
  const whole = parseInput(scoreJob.options, grid);
  const far = async (input: typeof cut) => (await (await scoreJob.prepare(input, host)).run()).metrics.far_dE;
  assert.ok('metrics' in made && made.metrics);
  assert.ok(Math.abs((await far(cut)) - made.metrics.far_dE) < 1e-9);
  assert.ok((await far(whole)) > (await far(cut)) + 0.5, 'the whole target is another picture');
  assert.ok(Math.abs(scored.metrics.far_dE - (await far(cut))) < 1);

  const edit = parseInput(editJob.options, { ...read, output: at('e.json'), resolve: 'all' });
  await (await editJob.prepare(edit, host)).run();
  assert.deepEqual(JSON.parse(readFileSync(at('e.json'), 'utf8')).target, saved.target);

  writeFileSync(
    at('bad.json'),
    JSON.stringify({ ...saved, target: { ...saved.target, crop: { ...saved.target.crop, x: 41 } } }),
  );
  const bad = parseInput(scoreJob.options, { ...read, plan: at('bad.json') });
  await assert.rejects(scoreJob.prepare(bad, host), { code: 'not-a-plan', subject: 'target.crop' });
});

test('what a picture leaves empty of its paper is said before the work; a point or a size alone cuts nothing', async (t) => {
  const { make } = await workshop(t);
  const notes = async (fields: object) => {
    const { notes } = await make({ dryRun: true, dpi: 100, ...fields });
    return notes.flatMap((note) => (note.code === 'paper-unfilled' ? [note.values] : []));
  };
  assert.deepEqual(await notes({ size: '45x60mm' }), [], 'it is turned');
  const [{ share, across }] = await notes({ size: '45x60mm', turn: false });
  assert.ok(across && Math.abs(share - (1 - 9 / 16)) < 1e-9);
  assert.deepEqual((await notes({ size: '60x90mm' }))[0].across, false);
  assert.deepEqual(await notes({ size: '60x90mm', crop: 'size' }), []);
  await assert.rejects(make({ dryRun: true, focusPoint: '0,0' }), { code: 'usage', subject: 'focusPoint' });
  await assert.rejects(make({ dryRun: true, crop: 'size' }), { code: 'usage', subject: 'crop' });
  await assert.rejects(make({ dryRun: true, crop: 'size', size: '60mm' }), { code: 'usage', subject: 'crop' });
});
