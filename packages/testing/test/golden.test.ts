import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { raster } from '@tesserae/core/internal';
import { differences } from '../dist/differences.js';
import { temporaryFolder } from '../dist/folder.js';
import { golden } from '../dist/golden.js';
import { canRun } from '../dist/need.js';
import { syntheticPhoto } from '../dist/photos.js';
import { writePicture } from '../dist/pictures.js';
import { samplesFolder } from '../dist/samples.js';

/** Runs `body` with one environment variable set or unset, and puts it back. */
async function withVariable(name: string, value: string | undefined, body: () => unknown): Promise<void> {
  const before = process.env[name];
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
  try {
    await body();
  } finally {
    if (before === undefined) delete process.env[name];
    else process.env[name] = before;
  }
}

test('the distance is that of OKLab: white to black is 1, and red to green as published', () => {
  const pixels = (...bytes: number[]) => raster(2, 1, new Uint8ClampedArray(bytes));
  const each = differences(pixels(255, 255, 255, 255, 255, 0, 0, 255), pixels(0, 0, 0, 255, 0, 255, 0, 255));
  assert.ok(Math.abs(each[0] - 1) < 1e-6);
  // red .62796 .22486 .12585, lime .86644 −.23389 .17950 (CSS Color 4)
  assert.ok(Math.abs(each[1] - Math.hypot(0.62796 - 0.86644, 0.22486 + 0.23389, 0.12585 - 0.1795)) < 1e-4);
});

test('a golden passes what is the same and reports what is not', async (t) => {
  const folder = temporaryFolder(t);
  const picture = syntheticPhoto(2, 21, 13);
  await withVariable('UPDATE', undefined, async () => {
    await assert.rejects(golden(t, folder, 'scene', picture), /no such golden/);
    await writePicture(join(folder, 'scene.png'), picture);
    await golden(t, folder, 'scene', picture);
    assert.ok(!existsSync(join(folder, 'scene.changed.png')), 'what an earlier failure left is gone');

    const one = raster(21, 13, picture.data.slice());
    one.data.set([255, 0, 255, 255], 4 * 50);
    await assert.rejects(golden(t, folder, 'scene', one), /received 0\.00\d\d and 0\.[1-9]/);
    assert.ok(existsSync(join(folder, 'scene.changed.png')) && existsSync(join(folder, 'scene.diff.png')));

    const all = raster(
      21,
      13,
      picture.data.map((value, i) => (i % 4 === 3 ? value : value + 8)),
    );
    await assert.rejects(golden(t, folder, 'scene', all), /on average/);
    await assert.rejects(golden(t, folder, 'scene', syntheticPhoto(2, 13, 21)), /expected 21×13/);
  });
});

test('UPDATE=1 rewrites a golden', async (t) => {
  const folder = temporaryFolder(t);
  await withVariable('UPDATE', '1', () => golden(t, folder, 'scene', syntheticPhoto(2, 21, 13)));
  await withVariable('UPDATE', undefined, () => golden(t, folder, 'scene', syntheticPhoto(2, 21, 13)));
});

test('what is missing is a visible skip, or a failure where everything is required', async (t) => {
  const skipped: (string | undefined)[] = [];
  // a cast: a stand-in with the one method that is called
  const context = { skip: (message?: string) => skipped.push(message) } as unknown as typeof t;
  await withVariable('TESSERAE_REQUIRE_ALL', undefined, () => {
    assert.equal(canRun(context, true, 'nothing'), true);
    assert.deepEqual(skipped, []);
    assert.equal(canRun(context, false, 'a telescope'), false);
    assert.deepEqual(skipped, ['needs a telescope']);
  });
  await withVariable('TESSERAE_REQUIRE_ALL', '1', () => {
    assert.throws(() => canRun(context, false, 'a telescope'), /needs a telescope/);
  });
});

test('samples are where TESSERAE_SAMPLES says', async (t) => {
  const folder = join(temporaryFolder(t), 'pictures');
  await withVariable('TESSERAE_SAMPLES', folder, () => assert.equal(samplesFolder(), undefined));
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.txt'), '');
  await withVariable('TESSERAE_SAMPLES', folder, () => assert.equal(samplesFolder(), folder));
});
