/** Another program as the judge of our resampling: libvips, through sharp. It enlarges by another kernel: no judge there. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { raster, resample } from '@tesserae/core/internal';
import { syntheticPhoto } from '@tesserae/testing';
import sharp from 'sharp';

// the last number is the mean difference allowed: libvips rounds to bytes between the passes and the places of its kernel
// to fractions of a pixel, and takes plain averages of neighbours before it shrinks by more than two
for (const [width, height, toWidth, toHeight, allowed] of [
  [85, 64, 53, 40, 0.3],
  [64, 97, 40, 61, 0.3],
  [64, 64, 63, 59, 0.3],
  [256, 37, 51, 9, 0.9],
  [31, 17, 7, 11, 0.6],
]) {
  test(`${width}×${height} at ${toWidth}×${toHeight} is what libvips draws`, async () => {
    const source = syntheticPhoto(width, width, height);
    const judge = await sharp(source.data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .resize(toWidth, toHeight, { fit: 'fill', kernel: 'lanczos3' })
      .raw()
      .toBuffer();
    const ours = resample(source, { x: 0, y: 0, w: width, h: height }, raster(toWidth, toHeight));

    let sum = 0;
    let most = 0;
    judge.forEach((theirs, i) => {
      const difference = Math.abs(theirs - ours.data[Math.floor(i / 3) * 4 + (i % 3)]);
      sum += difference;
      most = Math.max(most, difference);
    });
    assert.ok(sum / judge.length < allowed, `mean difference ${sum / judge.length}`);
    assert.ok(most <= 6, `largest difference ${most}`);
  });
}
