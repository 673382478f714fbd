import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rect } from '@tesserae/core/internal';
import { levelRuns, sizesFor } from '@tesserae/node/internal';
import fc from 'fast-check';

const frame = { width: 64, height: 36 };
const sizes = Array.from({ length: 12 }, (_, i) => ({ width: 10 * 2 ** i, height: 7 * 2 ** i }));
const picture = { height: 0.7, sizes };

/** Windows of a camera that wanders: mostly a little, at times it jumps, looks away, or is not there. */
const windows = fc.array(
  fc.option(
    fc.record({
      x: fc.double({ min: -0.5, max: 1.2, noNaN: true }),
      y: fc.double({ min: -0.5, max: 1, noNaN: true }),
      zoom: fc.double({ min: 0, max: 9, noNaN: true }),
      stays: fc.integer({ min: 1, max: 6 }),
    }),
    { nil: undefined },
  ),
  { maxLength: 12 },
);

function flown(
  way: readonly ({ x: number; y: number; zoom: number; stays: number } | undefined)[],
): (Rect | undefined)[] {
  return way.flatMap((stop) => {
    if (stop === undefined) return [undefined];
    const w = 2 ** -stop.zoom;
    return Array.from({ length: stop.stays }, (_, i) => ({ x: stop.x + i * w * 0.1, y: stop.y, w, h: (w * 9) / 16 }));
  });
}

test('every frame has all that it sees, in the sizes it is drawn from, and no run is large', () => {
  fc.assert(
    fc.property(windows, (way) => {
      const all = flown(way);
      const runs = levelRuns(picture, all, frame);
      for (const [i, window] of all.entries()) {
        const mine = runs.filter(({ first, last }) => first <= i && last >= i);
        if (window === undefined) continue;
        const sees = window.x < 1 && window.x + window.w > 0 && window.y < 0.7 && window.y + window.h > 0;
        for (const size of sizesFor(picture, window, frame)) {
          const [run, ...others] = mine.filter((each) => each.size === size);
          assert.equal(others.length, 0);
          if (!sees) continue;
          assert.ok(run, `frame ${i}, size ${size}`);
          const { width, height } = sizes[size];
          const [left, top] = [Math.max(0, window.x) * width, (Math.max(0, window.y) / 0.7) * height];
          const right = Math.min(1, window.x + window.w) * width;
          const bottom = (Math.min(0.7, window.y + window.h) / 0.7) * height;
          assert.ok(run.part.x <= left && run.part.y <= top);
          assert.ok(run.part.x + run.part.w >= right - 1e-6 && run.part.y + run.part.h >= bottom - 1e-6);
        }
      }
      for (const { part, size, first, last } of runs) {
        assert.ok(part.x >= 0 && part.y >= 0 && part.x + part.w <= sizes[size].width);
        assert.ok(part.y + part.h <= sizes[size].height);
        // a single frame of the finest size may be seen from afar, where it has more pixels than frames need
        if (last > first) assert.ok(part.w * part.h <= 6 * frame.width * frame.height);
      }
    }),
    { numRuns: 300 },
  );
});

test('a zoom over all sizes draws each of them once', () => {
  const zoom = Array.from({ length: 300 }, (_, i) => {
    const w = 2 ** (-i / 40);
    return { x: 0.4 * (1 - w), y: 0.3 * (1 - w), w, h: (w * 9) / 16 };
  });
  // large enough that what lies around a frame does not count
  const runs = levelRuns(picture, zoom, { width: 1280, height: 720 });
  assert.equal(new Set(runs.map(({ size }) => size)).size, runs.length);
  assert.ok(runs.length >= 5);
});
