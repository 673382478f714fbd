import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cellRect,
  centreCrop,
  endlessAt,
  endlessPath,
  groundRect,
  type LandingMosaic,
  nextMosaicRect,
  type Rect,
  squareGrid,
  windowWithin,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

const aspects = fc.constantFrom(16 / 9, 9 / 16, 1);

/** A mosaic that fills a square cell, with its landing in its middle third. */
const squares: fc.Arbitrary<LandingMosaic> = mosaics('middle').map((mosaic) => {
  const { columns, rows } = mosaic.shape;
  const row = Math.floor((Math.floor(mosaic.landing / columns) * columns) / rows);
  return { shape: squareGrid(columns, columns), landing: row * columns + (mosaic.landing % columns) };
});

/** Mosaics of square cells, all but the first of them squares. */
function chains(where: 'middle' | 'anywhere', most: number): fc.Arbitrary<LandingMosaic[]> {
  return fc.tuple(mosaics(where), fc.array(squares, { maxLength: most - 1 })).map(([first, rest]) => {
    return [first, ...rest];
  });
}

/** A mosaic whose landing is in its middle third, or anywhere. */
function mosaics(where: 'middle' | 'anywhere'): fc.Arbitrary<LandingMosaic> {
  const share = where === 'middle' ? evenly(0.34, 0.66) : evenly(0, 0.999);
  return fc
    .record({ columns: fc.integer({ min: 12, max: 120 }), rows: fc.integer({ min: 12, max: 120 }), u: share, v: share })
    .map(({ columns, rows, u, v }) => {
      return { shape: squareGrid(columns, rows), landing: Math.floor(v * rows) * columns + Math.floor(u * columns) };
    });
}

/** A rectangle of mosaic m in units of mosaic 0, by going up one mosaic after the other. */
function inFirst(all: readonly LandingMosaic[], m: number, rect: Rect): Rect {
  let { x, y, w, h } = rect;
  for (let i = m - 1; i >= 0; i--) {
    const place = nextMosaicRect(all[i], all[(i + 1) % all.length]);
    [x, y, w, h] = [place.x + x * place.w, place.y + y * place.w, w * place.w, h * place.w];
  }
  return { x, y, w, h };
}

function nearRect(actual: Rect, expected: Rect, tolerance: number, said = ''): void {
  for (const side of ['x', 'y', 'w', 'h'] as const) {
    assert.ok(
      Math.abs(actual[side] - expected[side]) <= tolerance,
      `${said}${side}: ${actual[side]}, ${expected[side]}`,
    );
  }
}

function lies({ x, y, w, h }: Rect, outer: Rect): boolean {
  const room = 1e-9;
  return (
    x >= outer.x - room && y >= outer.y - room && x + w <= outer.x + outer.w + room && y + h <= outer.y + outer.h + room
  );
}

test('the loop closes: the frame behind the last is the first, where the last cell shows it', () => {
  fc.assert(
    fc.property(chains('anywhere', 5), aspects, (all, aspect) => {
      const path = endlessPath(all, aspect);
      const start = endlessAt(path, 0);
      const end = endlessAt(path, 1);
      assert.deepEqual([start.mosaic, start.inner], [0, 0]);
      assert.deepEqual([end.mosaic, end.inner], [all.length - 1, 1]);
      const last = all.length - 1;
      const place = nextMosaicRect(all[last], all[0]);
      const { x, y, w, h } = start.window;
      const again = { x: place.x + x * place.w, y: place.y + y * place.w, w: w * place.w, h: h * place.w };
      nearRect(end.window, again, 1e-9 * again.w * 1000, 'in the units of the last: ');
      nearRect(inFirst(all, last, end.window), inFirst(all, all.length, start.window), 1e-9);
      assert.ok(lies(end.window, cellRect(all[last].shape, all[last].landing)), 'nothing but the landing cell shows');
    }),
  );
});

test('the first window is the largest that the last cell shows of the first mosaic', () => {
  fc.assert(
    fc.property(chains('anywhere', 3), aspects, (all, aspect) => {
      const whole = groundRect(all[0].shape);
      const shown = centreCrop(whole.w, whole.h, 1);
      const { window } = endlessAt(endlessPath(all, aspect), 0);
      assert.ok(lies(window, shown));
      assert.ok(Math.abs(window.w - windowWithin(shown, aspect, { x: 0, y: 0 }).w) < 1e-12);
      for (const [side, size] of [
        ['x', 'w'],
        ['y', 'h'],
      ] as const) {
        assert.ok(Math.abs(window[side] + window[size] / 2 - shown[side] - shown[size] / 2) < 1e-12, 'its middle');
      }
    }),
  );
});

test('the speed is constant, also where one mosaic gives way to the next, and nothing beyond a mosaic shows', () => {
  fc.assert(
    fc.property(chains('anywhere', 4), aspects, (all, aspect) => {
      const path = endlessPath(all, aspect);
      let before: Rect | undefined;
      for (let n = 0; n <= 200; n++) {
        const { mosaic, window } = endlessAt(path, n / 200);
        const seen = inFirst(all, mosaic, window);
        if (before) {
          const step = path.factor ** (1 / 200);
          assert.ok(Math.abs(seen.w / before.w / step - 1) < 1e-9, `${n}`);
          assert.ok(Math.abs(seen.h * aspect - seen.w) < 1e-9 * seen.w);
        }
        before = seen;
        assert.ok(lies(window, groundRect(all[mosaic].shape)), `${n}: in the mosaic`);
        // the mosaic shows in its cell alone
        if (mosaic > 0) assert.ok(lies(window, shownIn(all, mosaic)), `${n}: in the cell`);
      }
    }),
    { numRuns: 40 },
  );
});

/** What the cell before shows of a mosaic: all cells are square. */
function shownIn(all: readonly LandingMosaic[], mosaic: number): Rect {
  const { w, h } = groundRect(all[mosaic].shape);
  return centreCrop(w, h, 1);
}

test('a mosaic appears in its cell before it fills the frame, and little by little', () => {
  fc.assert(
    fc.property(chains('middle', 4), aspects, (all, aspect) => {
      const path = endlessPath(all, aspect);
      let before = endlessAt(path, 0);
      for (let n = 1; n <= 500; n++) {
        const now = endlessAt(path, n / 500);
        if (now.mosaic > before.mosaic) {
          assert.deepEqual([now.mosaic, before.inner], [before.mosaic + 1, 1]);
          assert.equal(now.inner, 0);
        } else assert.ok(now.inner >= before.inner && now.inner - before.inner < 0.1);
        before = now;
      }
    }),
    { numRuns: 40 },
  );
});

test('a cell in a cell is no way to go', () => {
  const one = { shape: squareGrid(1, 1), landing: 0 };
  assert.throws(() => endlessPath([one, one], 1), { code: 'settings', subject: 'endless' });
  assert.ok(endlessPath([one, { shape: squareGrid(2, 2), landing: 0 }], 1).factor < 1);
});

test('digits last through eight mosaics of a hundred columns', () => {
  const all = Array.from({ length: 8 }, (_, m) => ({ shape: squareGrid(100, 100), landing: 4444 + m * 7 }));
  const path = endlessPath(all, 16 / 9);
  assert.ok(path.factor < 1e-15);
  const { mosaic, window } = endlessAt(path, 1);
  const place = nextMosaicRect(all[7], all[0]);
  const { x, y, w } = endlessAt(path, 0).window;
  assert.equal(mosaic, 7);
  assert.ok(Math.abs(window.x - (place.x + x * place.w)) < 1e-9 * window.w);
  assert.ok(Math.abs(window.y - (place.y + y * place.w)) < 1e-9 * window.w);
  assert.ok(Math.abs(window.w - w * place.w) < 1e-9 * window.w);
});
