import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Band, judge } from '@tesserae/core';
import { type JudgeInput, raster, squareGrid } from '@tesserae/core/internal';
import { judgeInBackground } from '@tesserae/node/internal';
import { syntheticPhoto } from '@tesserae/testing';

const judged = (side: number): JudgeInput => ({
  target: syntheticPhoto(1, 90, 90),
  ...{ width: side, height: side, shape: squareGrid(20, 20), recolor: 'none', leak: false },
});

/** Bands of odd heights, all in one buffer, as `render` hands them out. */
function* bandsOf(side: number): Generator<Band, void, void> {
  const picture = syntheticPhoto(2, side, 97);
  const buffer = raster(side, 97);
  for (let y = 0; y < side; y += 97) {
    const rows = Math.min(97, side - y);
    buffer.data.set(picture.data);
    for (let i = 0; i < buffer.data.length; i += 4) buffer.data[i] ^= y & 63;
    yield { y, raster: raster(side, rows, buffer.data.subarray(0, side * rows * 4)) };
    buffer.data.fill(0);
  }
}

for (const [side, where] of [
  [1200, 'on this thread'],
  [2100, 'on another'],
] as const) {
  test(`a mosaic of ${side} × ${side}, judged ${where}, has the numbers of the judge`, async () => {
    const plain = judge(judged(side));
    const aside = judgeInBackground(judged(side));
    for (const band of bandsOf(side)) {
      plain.mosaic(band);
      await aside.mosaic(band);
    }
    assert.deepEqual(await aside.result(), plain.result());
    aside.close();
  });

  test(`rows that do not follow are refused ${where}`, async () => {
    const aside = judgeInBackground(judged(side));
    const wrong = async () => {
      await aside.mosaic({ y: 3, raster: raster(side, 2) });
      await aside.result();
    };
    await assert.rejects(wrong, { code: 'shape', subject: 'band' });
    aside.close();
  });
}

test('a judge that is no longer wanted lets go', async () => {
  const aside = judgeInBackground(judged(2100));
  const [first] = bandsOf(2100);
  await aside.mosaic(first);
  const result = aside.result();
  aside.close();
  await assert.rejects(result, { code: /^(failed|shape)$/ });
});

test('a drawing that is quicker than the judge waits for it', async () => {
  const side = 8000;
  const aside = judgeInBackground({ ...judged(side), height: 2000 });
  const rows = raster(side, 250);
  let ready = 0;
  const bands = [0, 1, 2, 3, 4].map(async (i) => {
    await aside.mosaic({ y: i * 250, raster: rows });
    ready++;
  });
  await Promise.all(bands.slice(0, 4));
  // bands of 8 MB, of which 32 may wait
  assert.equal(ready, 4);
  await bands[4];
  aside.close();
});
