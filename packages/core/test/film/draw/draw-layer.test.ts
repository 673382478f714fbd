import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Canvas,
  drawLayer,
  fill,
  type Layer,
  type Level,
  LINEAR,
  openCanvas,
  randomFrom,
  toRgb,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../../support/evenly.js';

const GROUND = [16, 90, 220] as const;

/** A level of a whole picture, one unit wide, each byte given by its place. */
function levelOf(width: number, height: number, byte: (x: number, y: number, channel: number) => number): Level {
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) =>
    byte(Math.floor(i / 3) % width, Math.floor(i / 3 / width), i % 3),
  );
  return { scaleX: width, scaleY: width, left: 0, top: 0, width, height, rgb };
}

function noise(width: number, height: number, seed: number): Level {
  const random = randomFrom(seed);
  return levelOf(width, height, () => Math.floor(random() * 256));
}

/** The picture of a level, in its units. */
const whole = ({ width, height }: Level) => ({ x: 0, y: 0, w: 1, h: height / width });

function drawn(width: number, height: number, ...layers: readonly Layer[]): Canvas {
  const canvas = openCanvas(width, height);
  fill(canvas, GROUND);
  for (const layer of layers) drawLayer(canvas, layer);
  return canvas;
}

function bytesOf(canvas: Canvas): number[] {
  return [...toRgb(canvas, new Uint8Array(canvas.light.length))];
}

/** Catmull and Rom's cubic, as Keys writes it with a = −½. */
function cubic(x: number): number {
  const [t, a] = [Math.abs(x), -0.5];
  if (t <= 1) return (a + 2) * t ** 3 - (a + 3) * t ** 2 + 1;
  return t < 2 ? a * t ** 3 - 5 * a * t ** 2 + 8 * a * t - 4 * a : 0;
}

/** The obvious twin for one level: both axes at once, every weight anew, coverage by its definition. */
function slowly(canvas: { width: number; height: number }, layer: Layer): number[] {
  const [level] = layer.levels;
  const { window, clip } = layer;
  const stepX = (window.w * level.scaleX) / canvas.width;
  const stepY = (window.h * level.scaleY) / canvas.height;
  const [wideX, wideY] = [Math.max(1, stepX), Math.max(1, stepY)];
  const light: number[] = [];
  const within = (at: number, from: number, to: number) => Math.max(0, Math.min(at + 1, to) - Math.max(at, from));
  for (let y = 0; y < canvas.height; y++) {
    for (let x = 0; x < canvas.width; x++) {
      const middleX = window.x * level.scaleX - level.left + (x + 0.5) * stepX - 0.5;
      const middleY = window.y * level.scaleY - level.top + (y + 0.5) * stepY - 0.5;
      const sums = [0, 0, 0, 0];
      for (let j = Math.ceil(middleY - 2 * wideY); j <= middleY + 2 * wideY; j++) {
        for (let i = Math.ceil(middleX - 2 * wideX); i <= middleX + 2 * wideX; i++) {
          const weight = cubic((i - middleX) / wideX) * cubic((j - middleY) / wideY);
          const column = Math.max(0, Math.min(level.width - 1, i));
          const row = Math.max(0, Math.min(level.height - 1, j));
          for (let c = 0; c < 3; c++) sums[c] += weight * LINEAR[level.rgb[(row * level.width + column) * 3 + c]];
          sums[3] += weight;
        }
      }
      const left = ((clip.x - window.x) / window.w) * canvas.width;
      const top = ((clip.y - window.y) / window.h) * canvas.height;
      const right = left + (clip.w / window.w) * canvas.width;
      const bottom = top + (clip.h / window.h) * canvas.height;
      const share = within(x, left, right) * within(y, top, bottom) * layer.opacity;
      for (let c = 0; c < 3; c++) light.push((1 - share) * LINEAR[GROUND[c]] + (share * sums[c]) / sums[3]);
    }
  }
  return light;
}

const side = fc.integer({ min: 1, max: 19 });
const place = evenly(-0.4, 1);
const extent = evenly(0.02, 1.7);
const rect = fc.record({ x: place, y: place, w: extent, h: extent });

test('a level is what weighing every pixel in light gives, wherever the window and the clip are', () => {
  fc.assert(
    fc.property(
      fc.tuple(side, side, side, side),
      rect,
      rect,
      evenly(0, 1),
      ([width, height, columns, rows], window, clip, opacity) => {
        const layer = { levels: [noise(columns, rows, columns * rows)], window, clip, opacity };
        const { light } = drawn(width, height, layer);
        const expected = slowly({ width, height }, layer);
        for (const [i, value] of expected.entries()) {
          assert.ok(Math.abs(light[i] - value) < 2e-6, `sample ${i}: ${light[i]}, not ${value}`);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a level on whole pixels comes out byte for byte', () => {
  const level = noise(37, 23, 1);
  const window = { x: 5 / 37, y: 3 / 37, w: 29 / 37, h: 17 / 37 };
  const bytes = bytesOf(drawn(29, 17, { levels: [level], window, clip: whole(level), opacity: 1 }));
  for (let y = 0; y < 17; y++) {
    const row = level.rgb.subarray(((y + 3) * 37 + 5) * 3, ((y + 3) * 37 + 34) * 3);
    assert.deepEqual(bytes.slice(y * 29 * 3, (y + 1) * 29 * 3), [...row]);
  }
});

test('one colour stays one colour, of every byte, at any scale', () => {
  fc.assert(
    fc.property(fc.nat(255), rect, fc.tuple(side, side), (byte, window, [width, height]) => {
      const levels = [4, 9, 17].map((columns) => levelOf(columns, columns, () => byte));
      const bytes = bytesOf(drawn(width, height, { levels, window, clip: window, opacity: 1 }));
      assert.deepEqual(bytes, Array(width * height * 3).fill(byte));
    }),
  );
});

test('a picture moved by an eighth of a pixel moves by an eighth of a pixel', () => {
  // where the middle of the light of a dot lies
  const level = levelOf(64, 5, (x, y) => (x === 30 && y === 2 ? 255 : 0));
  const middleAt = (shift: number, scale: number) => {
    const window = { x: (22 + shift) / 64, y: 0, w: 30 / 64 / scale, h: 5 / 64 };
    const canvas = openCanvas(30, 5);
    drawLayer(canvas, { levels: [level], window, clip: window, opacity: 1 });
    const sums = canvas.light.reduce(
      ([light, moment], value, i) => [light + value, moment + value * (Math.floor(i / 3) % 30)],
      [0, 0],
    );
    return sums[1] / sums[0];
  };
  for (const [scale, within] of [
    [1, 1e-6],
    [2, 1e-6],
    [0.8, 0.02],
    [0.5, 0.01],
  ]) {
    for (const eighths of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const shift = eighths / 8 / scale;
      const moved = middleAt(0, scale) - middleAt(shift, scale);
      assert.ok(Math.abs(moved - eighths / 8) < within, `scale ${scale}, ${eighths}/8: ${moved}`);
    }
  }
});

test('opacity and coverage blend light: half of white over black is the grey that shines half as bright', () => {
  const level = levelOf(4, 4, () => 255);
  const canvas = openCanvas(4, 4);
  drawLayer(canvas, { levels: [level], window: whole(level), clip: whole(level), opacity: 0.5 });
  assert.deepEqual(bytesOf(canvas), Array(48).fill(188));
  const cut = openCanvas(4, 1);
  const window = { x: 0, y: 0, w: 1, h: 1 };
  drawLayer(cut, { levels: [level], window, clip: { x: 0.25, y: 0, w: 0.375, h: 1 }, opacity: 1 });
  assert.deepEqual(
    bytesOf(cut).filter((_, i) => i % 3 === 0),
    [0, 255, 188, 0],
  );
});

test('what lies outside of the clip is not touched, nor is anything at opacity 0', () => {
  const level = noise(8, 8, 2);
  const window = whole(level);
  const ground = bytesOf(drawn(8, 8));
  assert.deepEqual(
    bytesOf(drawn(8, 8, { levels: [level], window, clip: { x: 2, y: 0, w: 1, h: 1 }, opacity: 1 })),
    ground,
  );
  assert.deepEqual(
    bytesOf(drawn(8, 8, { levels: [level], window, clip: { x: -1, y: -1, w: 1, h: 1 }, opacity: 1 })),
    ground,
  );
  assert.deepEqual(bytesOf(drawn(8, 8, { levels: [level], window, clip: window, opacity: 0 })), ground);
});

test('a window of a level is drawn as the level is, and passed over where it does not hold what is seen', () => {
  const full = noise(40, 40, 3);
  const coarse = levelOf(20, 20, () => 128);
  const [left, top, width, height] = [10, 8, 24, 20];
  const rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return full.rgb[((y + top) * 40 + x + left) * 3 + (i % 3)];
  });
  const part: Level = { ...full, left, top, width, height, rgb };
  const clip = whole(full);
  // two pixels more than are seen: as many as the cubic looks at
  const inside = { x: 12.3 / 40, y: 10.6 / 40, w: 15 / 40, h: 12.5 / 40 };
  assert.deepEqual(
    drawn(30, 25, { levels: [coarse, part], window: inside, clip, opacity: 1 }).light,
    drawn(30, 25, { levels: [coarse, full], window: inside, clip, opacity: 1 }).light,
  );
  const beyond = { ...inside, x: 8 / 40 };
  assert.deepEqual(
    bytesOf(drawn(30, 25, { levels: [coarse, part], window: beyond, clip, opacity: 1 })),
    Array(30 * 25 * 3).fill(128),
  );
});
