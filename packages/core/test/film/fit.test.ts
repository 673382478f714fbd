import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  backdropsSeen,
  cellRect,
  drawMoment,
  type FilmGeometry,
  type Fit,
  groundRect,
  type Level,
  momentAt,
  openCanvas,
  type PictureSlot,
  parseScript,
  squareGrid,
  styleScript,
  timelineOf,
  toRgb,
} from '@tesserae/core/internal';
import fc from 'fast-check';

const LANDSCAPE = squareGrid(30, 20);

/** A landscape in a frame of these pixels. */
function stageOf(fit: Fit | undefined, width: number, height: number): FilmGeometry {
  const landing = 10 * 30 + 15;
  const mosaics = [{ shape: LANDSCAPE, landing }];
  return { frame: { width, height, fps: 10 }, mosaics, photo: cellRect(LANDSCAPE, landing), fit };
}

/** A picture of one colour. */
function plain(height: number, rgb: readonly number[]): Level {
  return { scaleX: 1, scaleY: 1 / height, left: 0, top: 0, width: 1, height: 1, rgb: Uint8Array.from(rgb) };
}

test('whatever the frame, contain and blur show all of the mosaic, and cover fills the frame with it', () => {
  const side = fc.integer({ min: 16, max: 4000 });
  fc.assert(
    fc.property(side, side, fc.constantFrom<Fit>('contain', 'cover', 'blur'), (width, height, fit) => {
      const { window } = momentAt(timelineOf(styleScript('disperse', 2), stageOf(fit, width, height)), 0);
      const ground = groundRect(LANDSCAPE);
      const [outer, inner] = fit === 'cover' ? [ground, window] : [window, ground];
      for (const [at, size] of [
        ['x', 'w'],
        ['y', 'h'],
      ] as const) {
        assert.ok(outer[at] <= inner[at] + 1e-9 && outer[at] + outer[size] >= inner[at] + inner[size] - 1e-9);
      }
      assert.ok(Math.abs(window.w - ground.w) < 1e-9 || Math.abs(window.h - ground.h) < 1e-9, 'and no more than that');
    }),
  );
});

test('above a landscape in a high frame there is the background, the mosaic, or what is left of its colours', () => {
  const height = groundRect(LANDSCAPE).h;
  const levels = new Map<PictureSlot, Level[]>([
    [0, [plain(height, [0, 255, 0])]],
    ['backdrop', [plain(height, [255, 0, 0])]],
    ['other-backdrop', [plain(height, [0, 0, 255])]],
  ]);
  const corner = (fit: Fit | undefined, moment: object = {}, other = false) => {
    const stage = { ...stageOf(fit, 9, 16), ...(other && { other: LANDSCAPE }) };
    const canvas = openCanvas(9, 16);
    const shown = { ...momentAt(timelineOf(styleScript('reveal', 2), stage), 19), ...moment };
    drawMoment(canvas, stage, shown, { background: [0, 0, 0], levels });
    return [...toRgb(canvas, new Uint8Array(9 * 16 * 3)).subarray(0, 3)];
  };
  assert.deepEqual(corner(undefined), [0, 0, 0]);
  assert.deepEqual(corner('contain'), [0, 0, 0]);
  assert.deepEqual(corner('cover'), [0, 255, 0]);
  // .6 of the light
  assert.deepEqual(corner('blur'), [203, 0, 0]);
  assert.deepEqual(corner('blur', { morph: 1, flies: true }, true), [0, 0, 203], 'the other, where a morph ends');
  const [r, g, b] = corner('blur', { morph: 0.5, flies: true }, true);
  assert.ok(r === b && g === 0 && r > 100, 'half of each on the way');
});

test('a backdrop is not drawn where the mosaic hides it', () => {
  const stage = stageOf('blur', 90, 160);
  const timeline = timelineOf(styleScript('zoom-in', 4), stage);
  assert.equal(backdropsSeen(stage, momentAt(timeline, 0)).length, 1);
  assert.equal(backdropsSeen(stage, momentAt(timeline, 39)).length, 0);
});

test('a script says how its mosaic lies, or leaves it', () => {
  const script = { version: 1, scenes: [{ seconds: 1 }] };
  assert.equal(parseScript({ ...script, fit: 'blur' }).fit, 'blur');
  assert.equal(parseScript(script).fit, undefined);
  assert.throws(() => parseScript({ ...script, fit: 'stretch' }), { code: 'not-a-script', subject: 'fit' });
});
