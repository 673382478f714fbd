import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  largestJump,
  layerFrames,
  motionOf,
  nearestFrames,
  slowZoom,
  spriteFrames,
  ZOOM_WIDTH,
} from '@tesserae/testing';

// shimmer as a share of the detail that is there, else whoever blurs would win
const BOUND = 0.2;

for (const density of [1.9, 1.5, 1.1]) {
  test(`a slow zoom at ${density} pixels a pixel does not shimmer, as the nearest pixels do`, () => {
    const windows = slowZoom(density, 8);
    const nearest = motionOf(nearestFrames(windows), ZOOM_WIDTH);
    assert.ok(nearest.shimmer > 2.5 * BOUND * nearest.detail, `nearest: ${nearest.shimmer / nearest.detail}`);
    for (const drawn of [layerFrames, spriteFrames]) {
      const { shimmer, detail } = motionOf(drawn(windows), ZOOM_WIDTH);
      assert.ok(shimmer < BOUND * detail, `${drawn.name}: ${shimmer} of ${detail}`);
    }
  });
}

test('photos that fly are as sharp as the mosaic they come from', () => {
  for (const density of [1.9, 1.5, 1.1]) {
    const windows = slowZoom(density, 3);
    const ratio =
      motionOf(spriteFrames(windows), ZOOM_WIDTH).detail / motionOf(layerFrames(windows), ZOOM_WIDTH).detail;
    assert.ok(ratio > 0.8 && ratio < 1.25, `${density}: ${ratio}`);
  }
});

test('photos at rest look like the mosaic, pixel for pixel', () => {
  for (const density of [1.9, 1.5, 1.1, 0.8]) {
    const windows = slowZoom(density, 1);
    const [sprites] = spriteFrames(windows);
    const [layer] = layerFrames(windows);
    const mean = layer.reduce((sum, byte, i) => sum + Math.abs(byte - sprites[i]), 0) / layer.length;
    // half a pixel beside it, it would be six
    assert.ok(mean < 3.5, `${density}: ${mean}`);
  }
});

test('nothing pops where one level gives way to the next', () => {
  // past both ends of what the middle level is drawn for, and where the next finer one has taken over
  for (const density of [2.04, 1.02, 0.76]) {
    const jump = largestJump(motionOf(layerFrames(slowZoom(density, 40)), ZOOM_WIDTH));
    assert.ok(jump < 1.3, `from ${density}: ${jump}`);
  }
});
