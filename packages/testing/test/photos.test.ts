import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences } from '../dist/differences.js';
import { temporaryFolder } from '../dist/folder.js';
import { syntheticPhoto } from '../dist/photos.js';
import { readPicture, writePhotos } from '../dist/pictures.js';

function meanDifference(first: number, second: number): number {
  const each = differences(syntheticPhoto(first, 33, 25), syntheticPhoto(second, 33, 25));
  return each.reduce((sum, value) => sum + value, 0) / each.length;
}

test('a seed draws the same photo every time', () => {
  assert.deepEqual(syntheticPhoto(7, 31, 17), syntheticPhoto(7, 31, 17));
});

test('different seeds draw clearly different photos', () => {
  for (let first = 0; first < 12; first++) {
    for (let second = first + 1; second < 12; second++) {
      assert.ok(meanDifference(first, second) > 0.05, `seeds ${first} and ${second}: ${meanDifference(first, second)}`);
    }
  }
});

test('another size shows the same scene', () => {
  const large = syntheticPhoto(3, 99, 75);
  const small = syntheticPhoto(3, 33, 25);
  // the middle one of three pixels stands where the pixel of the small picture stands
  const middle = small.data.map((_, i) => {
    const x = ((i >> 2) % 33) * 3 + 1;
    const y = Math.floor((i >> 2) / 33) * 3 + 1;
    return large.data[(y * 99 + x) * 4 + (i & 3)];
  });
  for (let i = 0; i < middle.length; i++) assert.ok(Math.abs(middle[i] - small.data[i]) <= 1, `byte ${i}`);
});

test('photos are written with the size and the colours they were drawn with', async (t) => {
  const paths = await writePhotos(temporaryFolder(t), 3, { seed: 5, width: 41, height: 23, format: 'png' });
  assert.equal(paths.length, 3);
  for (const [i, path] of paths.entries()) assert.deepEqual(await readPicture(path), syntheticPhoto(5 + i, 41, 23));
});
