import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawLayer, type Level, LINEAR, openCanvas, type Rect } from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../../support/evenly.js';

/** Levels of one grey each, so that what is drawn says from which it is. */
const GREYS = [40, 120, 250];
const SCALES = [20, 40, 80];
const levels: readonly Level[] = SCALES.map((scale, i) => greyLevel(scale, GREYS[i], { x: 0, y: 0, w: 1, h: 1 }));

/** A level of a part of a picture. */
function greyLevel(scale: number, byte: number, { x, y, w, h }: Rect): Level {
  const [width, height] = [Math.round(w * scale), Math.round(h * scale)];
  const rgb = new Uint8Array(width * height * 3).fill(byte);
  return { scaleX: scale, scaleY: scale, left: x * scale, top: y * scale, width, height, rgb };
}

/** The light in the middle of a frame of 9 × 9 pixels. */
function drawnLight(of: readonly Level[], window: Rect, clip: Rect = { x: 0, y: 0, w: 1, h: 1 }): number {
  const canvas = openCanvas(9, 9);
  drawLayer(canvas, { levels: of, window, clip, opacity: 1 });
  return canvas.light[(4 * 9 + 4) * 3];
}

/** The window in which so many pixels of a scale come to one of the frame. */
const windowOf = (scale: number, density: number): Rect => {
  const w = (9 * density) / scale;
  return { x: 0.5 - w / 2, y: 0.5 - w / 2, w, h: w };
};

const isNear = (value: number, light: number) => Math.abs(value - light) < 1e-5;

test('the coarsest level that has a pixel for each of the frame is drawn; from three quarters on, with the coarser one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1 }), evenly(0.501, 1), (coarse, density) => {
      const drawn = drawnLight(levels, windowOf(SCALES[coarse], density));
      const t = Math.min(1, (1 - density) / 0.25);
      const share = t * t * (3 - 2 * t);
      const expected = (1 - share) * LINEAR[GREYS[coarse]] + share * LINEAR[GREYS[coarse + 1]];
      assert.ok(isNear(drawn, expected), `${density}: ${drawn}, not ${expected}`);
    }),
  );
});

test('beyond the finest and the coarsest level, these are drawn', () => {
  assert.ok(isNear(drawnLight(levels, windowOf(SCALES[2], 0.2)), LINEAR[GREYS[2]]));
  assert.ok(isNear(drawnLight(levels, windowOf(SCALES[0], 2.1)), LINEAR[GREYS[0]]));
});

test('a level that ends before what is seen does, on any side, is passed over; what the clip hides need not be there', () => {
  const window = windowOf(SCALES[2], 1.2);
  const [x, y, right, bottom] = [window.x - 0.1, window.y - 0.1, window.x + window.w + 0.1, window.y + window.h + 0.1];
  const withPart = (from: Rect, clip?: Rect) =>
    drawnLight([levels[0], greyLevel(SCALES[2], GREYS[2], from)], window, clip);
  const [fine, coarse] = [LINEAR[GREYS[2]], LINEAR[GREYS[0]]];
  const rect = (left: number, top: number, end: number, low: number) => ({
    x: left,
    y: top,
    w: end - left,
    h: low - top,
  });
  assert.ok(isNear(withPart(rect(x, y, right, bottom)), fine));
  for (const short of [
    rect(x + 0.13, y, right, bottom),
    rect(x, y + 0.13, right, bottom),
    rect(x, y, right - 0.13, bottom),
    rect(x, y, right, bottom - 0.13),
  ]) {
    assert.ok(isNear(withPart(short), coarse), JSON.stringify(short));
    assert.ok(isNear(withPart(short, rect(x + 0.14, y + 0.14, right - 0.14, bottom - 0.14)), fine));
  }
});
