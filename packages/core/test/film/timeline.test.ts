import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellAspect,
  cellRect,
  cellsIn,
  type FilmGeometry,
  groundRect,
  middle,
  momentAt,
  type Rect,
  roundPortably,
  type Script,
  type Shape,
  STYLES,
  squareGrid,
  styleScript,
  timelineOf,
  titlesAt,
  windowAround,
  windowBetween,
  windowWithin,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

const share = evenly(0, 1);
const ground: fc.Arbitrary<Shape> = fc.record({
  kind: fc.constantFrom('grid', 'brick'),
  columns: fc.integer({ min: 1, max: 400 }),
  rows: fc.integer({ min: 1, max: 400 }),
  cell: fc.constantFrom([1, 1] as const, [3, 2] as const, [2, 3] as const, [16, 9] as const),
});
const aspects = fc.constantFrom(16 / 9, 9 / 16, 1, 1.9);
const rect: fc.Arbitrary<Rect> = fc.record({
  x: evenly(-2, 2),
  y: evenly(-2, 2),
  w: evenly(1e-3, 2),
  h: evenly(1e-3, 2),
});

function near(actual: number, expected: number, tolerance: number, said = ''): void {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${said} ${actual} is not ${expected}`);
}

/** Whether a rectangle lies in another, but for rounding. */
function lies(inner: Rect, outer: Rect): boolean {
  const room = 1e-9 * Math.max(1, outer.w, outer.h);
  return (
    inner.x >= outer.x - room &&
    inner.y >= outer.y - room &&
    inner.x + inner.w <= outer.x + outer.w + room &&
    inner.y + inner.h <= outer.y + outer.h + room
  );
}

test('windows have the frame’s shape; one holds, the other is held, and neither could do better', () => {
  fc.assert(
    fc.property(rect, aspects, share, share, (outer, aspect, u, v) => {
      const around = windowAround(outer, aspect);
      const within = windowWithin(outer, aspect, { x: outer.x + outer.w * u, y: outer.y + outer.h * v });
      for (const { w, h } of [around, within]) near(w / h, aspect, 1e-9);
      assert.ok(lies(outer, around) && lies(within, outer));
      assert.ok(Math.min(around.w / outer.w, around.h / outer.h) < 1 + 1e-12, 'none smaller holds it');
      assert.ok(Math.max(within.w / outer.w, within.h / outer.h) > 1 - 1e-12, 'none larger is held');
      near(middle(around).x, middle(outer).x, 1e-9);
    }),
  );
});

test('cells cover the mosaic once', () => {
  fc.assert(
    fc.property(ground, (mosaic) => {
      const whole = groundRect(mosaic);
      const last = cellRect(mosaic, cellsIn(mosaic) - 1);
      near(last.x + last.w, 1, 1e-12);
      near(last.y + last.h, whole.h, 1e-9);
      near(last.w / last.h, cellAspect(mosaic, cellsIn(mosaic) - 1), 1e-9);
    }),
  );
});

test('between two windows the width only grows or only shrinks, and one point of the screen stays', () => {
  fc.assert(
    fc.property(rect, rect, aspects, (a, b, aspect) => {
      const [from, to] = [windowAround(a, aspect), windowAround(b, aspect)];
      assert.equal(windowBetween(from, to, 0), from);
      assert.equal(windowBetween(from, to, 1), to);
      const path = Array.from({ length: 21 }, (_, i) => windowBetween(from, to, i / 20));
      const sign = Math.sign(to.w - from.w);
      for (let i = 1; i < path.length; i++) {
        near(path[i].w / path[i].h, aspect, 1e-9);
        assert.ok((path[i].w - path[i - 1].w) * sign >= -1e-11, 'but for rounding');
      }
      if (Math.abs(to.w / from.w - 1) < 0.01) return;
      for (let i = 2; i < path.length; i++) {
        const ratio = path[i].w / path[i - 1].w;
        near(ratio, path[1].w / path[0].w, 1e-9, 'the same factor in the same time');
        // of a zoom, all windows have one point at the same share of their sides
        const u = (from.x - to.x) / (to.w - from.w);
        near(path[i].x + u * path[i].w, from.x + u * from.w, 1e-8 * (1 + Math.abs(u)));
      }
    }),
  );
});

test('a pan is straight', () => {
  const from = { x: 0, y: 0, w: 0.2, h: 0.1 };
  const half = windowBetween(from, { ...from, x: 0.6, y: 0.4 }, 0.5);
  near(half.x, 0.3, 1e-12);
  near(half.y, 0.2, 1e-12);
  // widths that differ by rounding are equal
  const almost = windowBetween(from, { x: 0.6, y: 0.4, w: 0.2 + 1e-15, h: 0.1 }, 0.25);
  near(almost.x, 0.15, 1e-9);
});

test('what is steady has 40 bits, and is the nearest such number', () => {
  assert.equal(roundPortably(0.75), 0.75);
  assert.equal(roundPortably(1 + 2 ** -45), 1);
  assert.equal(roundPortably(1 + 2 ** -38), 1 + 2 ** -38);
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (x) => {
      near(roundPortably(x), x, x * 2 ** -40);
      const last = 2 ** (Math.floor(Math.log2(x)) - 40);
      assert.ok(Number.isInteger(roundPortably(x) / last), `${x}`);
    }),
  );
});

/** A stage of 100 × 75 square cells, landing in the middle, whose photo is wider than its cell. */
function stageOf(width = 1280, height = 720, fps = 30): FilmGeometry {
  const mosaic = { shape: squareGrid(100, 75), landing: 37 * 100 + 50 };
  const cell = cellRect(mosaic.shape, mosaic.landing);
  const photo = { x: cell.x - 0.002, y: cell.y, w: cell.w * 1.5, h: cell.h };
  return { frame: { width, height, fps }, mosaics: [mosaic], photo };
}

test('a zoom-in begins with the whole and ends with the photo, and rests at both', () => {
  const stage = stageOf();
  const timeline = timelineOf(styleScript('zoom-in', 12), stage);
  assert.deepEqual([timeline.frames, timeline.seconds], [360, 12]);
  const moments = Array.from({ length: 360 }, (_, n) => momentAt(timeline, n));
  const whole = windowAround(groundRect(stage.mosaics[0].shape), 16 / 9);
  for (let n = 0; n <= 28; n++) assert.deepEqual(moments[n], { mosaic: 0, window: whole, ...STILL }, `frame ${n}`);
  const landed = { x: stage.photo.x, w: stage.photo.w, h: (stage.photo.w * 9) / 16 };
  for (let n = 324; n < 360; n++) {
    assert.equal(moments[n].photo, 1);
    for (const side of ['x', 'w', 'h'] as const) near(moments[n].window[side], landed[side], 1e-12, side);
    assert.ok(lies(moments[n].window, stage.photo));
  }
  assert.ok(
    moments[280].photo === 1 && moments[280].window.w > 1.1 * landed.w,
    'it is open before the camera is there',
  );
  for (let n = 1; n < 360; n++) {
    assert.ok(moments[n].window.w <= moments[n - 1].window.w, 'it never goes back');
    assert.ok(moments[n].photo >= moments[n - 1].photo);
    // calm: nowhere more than twice as fast as on the average, and speed changes little by little
    assert.ok(moments[n - 1].window.w / moments[n].window.w < 1.04, `frame ${n}`);
    assert.ok(Math.abs(moments[n].photo - moments[n - 1].photo) < 0.1);
  }
});

const STILL = { inner: 0, photo: 0, scatter: 0, morph: 0, target: 0, title: 0, end: 0, flies: false };

test('zoom-out is a zoom-in backwards, assembling is dispersing backwards', () => {
  const at = (style: 'zoom-in' | 'zoom-out' | 'disperse' | 'assemble', n: number) =>
    momentAt(timelineOf(styleScript(style, 4), stageOf()), n);
  assert.deepEqual(at('zoom-out', 0).window, at('zoom-in', 119).window);
  assert.deepEqual(at('zoom-out', 119), at('zoom-in', 0));
  assert.deepEqual([at('disperse', 0).scatter, at('disperse', 119).scatter], [0, 1]);
  assert.deepEqual([at('assemble', 0).scatter, at('assemble', 119).scatter], [1, 0]);
});

test('every style is calm from frame to frame, begins and ends where it should, at any rate and length', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...STYLES),
      fc.integer({ min: 2, max: 20 }),
      fc.constantFrom(24, 30, 60),
      (style, seconds, fps) => {
        const stage = stageOf(1080, 1920, fps);
        const mosaics = style === 'endless' ? [stage.mosaics[0], stage.mosaics[0]] : stage.mosaics;
        const timeline = timelineOf(styleScript(style, seconds), { ...stage, mosaics });
        assert.equal(timeline.frames, seconds * fps);
        let before = momentAt(timeline, 0);
        for (let n = 1; n < timeline.frames; n++) {
          const moment = momentAt(timeline, n);
          near(moment.window.w / moment.window.h, 1080 / 1920, 1e-9);
          for (const track of ['scatter', 'morph', 'target', 'photo'] as const) {
            near(moment[track], before[track], 15 / (seconds * fps), `${style} ${track} ${n}`);
          }
          before = moment;
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('a title fades in and out within three seconds, an end card stays; of a short film they take a third each', () => {
  for (const [frames, shows] of [
    [360, 90],
    [45, 15],
  ]) {
    const at = (frame: number) => titlesAt(frame, frames, 30);
    const [middle, last] = [at(shows / 2), at(frames - 1)];
    assert.deepEqual([at(0), middle.title, at(shows).title], [{ title: 0, end: 0 }, 1, 0]);
    assert.deepEqual([last, at(frames - 1 - shows).end], [{ title: 0, end: 1 }, 0]);
    for (let n = 1; n < frames; n++) {
      assert.ok(at(n).end >= at(n - 1).end && Math.min(at(n).title, at(n).end) === 0);
      near(at(n).title, at(n - 1).title, 10 / shows, `frame ${n}`);
    }
  }
  const titled = timelineOf({ ...styleScript('zoom-in', 12), end: '2026' }, stageOf());
  assert.deepEqual([momentAt(titled, 45).title, momentAt(titled, 359).end], [0, 1], 'what it has shows');
});

test('scenes follow each other without gaps, and each ends on its last key', () => {
  const script: Script = {
    version: 1,
    background: '#000000',
    scenes: [
      {
        seconds: 0.33,
        target: [
          { at: 0, value: 1 },
          { at: 1, value: 0 },
        ],
      },
      {
        seconds: 0.34,
        scatter: [
          { at: 0.5, value: 0.5, ease: 'linear' },
          { at: 1, value: 1 },
        ],
      },
      { seconds: 0.33, camera: [{ at: 0, look: { cell: 'r1c1' } }] },
    ],
  };
  const timeline = timelineOf(script, stageOf());
  assert.deepEqual(
    timeline.scenes.map(({ first, frames }) => [first, frames]),
    [
      [0, 10],
      [10, 10],
      [20, 10],
    ],
  );
  assert.deepEqual(
    [0, 9, 10].map((n) => momentAt(timeline, n).target),
    [1, 0, 0],
  );
  assert.deepEqual(
    [10, 14, 19, 20].map((n) => momentAt(timeline, n).scatter),
    [0.5, 0.5, 1, 0],
  );
  const { x, y, w, h } = momentAt(timeline, 29).window;
  near(y, 0, 1e-12);
  near(h, 0.01, 1e-12);
  near(x + w / 2, 0.005, 1e-12);
});

test('what a stage does not have is refused by its path', () => {
  const of = (scene: object) => () =>
    timelineOf({ version: 1, background: '#000000', scenes: [{ seconds: 1, ...scene }] }, stageOf());
  assert.throws(of({ camera: [{ at: 0, look: { cell: 'r76c1' } }] }), {
    subject: 'scenes[0].camera[0].look',
    expected: /r1c1 to r75c100$/,
    received: 'r76c1',
  });
  assert.throws(of({ camera: [{ at: 0, look: { photo: 'abcd' } }] }), {
    subject: 'scenes[0].camera[0].look',
    received: /abcd$/,
  });
  assert.throws(of({ endless: { mosaics: 2 } }), {
    subject: 'scenes[0].endless.mosaics',
    expected: /^1, /,
    received: 2,
  });
});
