import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Canvas,
  drawLevel,
  drawSprites,
  emptySprites,
  encodeSrgb,
  fill,
  type Level,
  type LevelPlacement,
  openCanvas,
  randomFrom,
  type Sprites,
  type Textures,
  toRgb,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../../support/evenly.js';
import { drawLevelPlainly } from './plain-level.js';
import { drawSpritesPlainly } from './plain-sprite.js';
import { texturesOf } from './sprite-oracle.js';

const bitsOf = (floats: Float32Array) => new Uint32Array(floats.slice().buffer);

/** A canvas with something on it, and `scratchBytes` of room for its kernel. */
function canvasOf(width: number, height: number, scratchBytes?: number): Canvas {
  const canvas = openCanvas(width, height);
  fill(canvas, [16, 90, 220]);
  return { ...canvas, scratchBytes: scratchBytes ?? canvas.scratchBytes };
}

/** Lays a level by the kernel and by plain code: not a bit may differ. */
function assertLevel(canvas: Canvas, level: Level, laying: LevelPlacement): void {
  drawLevel(canvas, level, laying);
  const plain = canvasOf(canvas.width, canvas.height);
  drawLevelPlainly(plain, level, laying);
  assert.deepEqual(bitsOf(canvas.light), bitsOf(plain.light));
}

/** Lays sprites by the kernel and by plain code: not a bit may differ. */
function assertSprites(canvas: Canvas, sprites: Sprites, textures: Textures): void {
  drawSprites(canvas, sprites, textures);
  const plain = canvasOf(canvas.width, canvas.height);
  drawSpritesPlainly(plain, sprites, textures);
  assert.deepEqual(bitsOf(canvas.laid), bitsOf(plain.laid));
}

function noise(width: number, height: number): Level {
  const random = randomFrom(width * height);
  const rgb = Uint8Array.from({ length: width * height * 3 }, () => random() * 256);
  return { scaleX: width, scaleY: width * 1.01, left: 0, top: 0, width, height, rgb };
}

const side = fc.integer({ min: 1, max: 40 });
const rect = fc.record({ x: evenly(-0.4, 1), y: evenly(-0.4, 1), w: evenly(0.02, 1.7), h: evenly(0.02, 1.7) });

/** A stretch of a frame's side, and how much of each of its pixels is covered. */
function stretchOf(side: number, [from, to]: readonly [number, number], random: () => number) {
  const first = Math.floor(Math.min(from, to) * side);
  const count = Math.max(1, Math.ceil(Math.max(from, to) * side) - first);
  return { first, shares: Float32Array.from({ length: count }, () => (random() < 0.5 ? 1 : random())) };
}

const share = evenly(0, 0.999);
const stretch = fc.tuple(share, share);

/** A part of a frame, covered by chance, and a level for it. */
const laid = fc
  .record({ width: side, height: side, columns: side, rows: side, window: rect, x: stretch, y: stretch, share })
  .map(({ width, height, columns, rows, window, x, y, share }) => {
    const random = randomFrom(columns * rows + width);
    const [across, down] = [stretchOf(width, x, random), stretchOf(height, y, random)];
    const box = { x: across.first, y: down.first, w: across.shares.length, h: down.shares.length };
    const laying: LevelPlacement = {
      ...{ window, box, down: down.shares, clears: random() < 0.5 ? 1 : 0, share },
      across: Float32Array.from({ length: box.w * 3 }, (_, i) => across.shares[Math.floor(i / 3)]),
    };
    return { width, height, level: noise(columns * 4, rows), laying };
  });

test('the kernel lays levels as plain code does, to the bit, also where it has room for a few columns at a time', () => {
  fc.assert(
    fc.property(laid, fc.constantFrom(undefined, 25_000), ({ width, height, level, laying }, room) => {
      assertLevel(canvasOf(width, height, room), level, laying);
    }),
  );
});

function strewn(count: number, width: number, height: number, largest: number): Sprites {
  const random = randomFrom(count);
  const sprites = emptySprites(count);
  const either = (value: number) => (random() < 0.3 ? 0 : random() < 0.3 ? 1 : value);
  for (let i = 0; i < count; i++) {
    const entry = () => (random() * 2 - 1) * largest;
    sprites.poses.set([entry(), entry(), entry(), entry(), random() * width, random() * height], i * 6);
    sprites.textures[i] = random() * 3;
    sprites.others[i] = random() * 3;
    sprites.mixes[i] = either(random());
    sprites.opacities[i] = either(random());
    sprites.order[i] = i;
  }
  sprites.drawn = count;
  return sprites;
}

test('the kernel lays sprites as plain code does, to the bit, also where it has room for a few rows of pixels at a time', () => {
  const texels = fc.tuple(side, side);
  fc.assert(
    fc.property(
      side,
      side,
      fc.tuple(texels, texels, texels),
      fc.nat(30),
      evenly(0.1, 60),
      fc.constantFrom(undefined, 3_000),
      (width, height, sizes, count, largest, room) => {
        const random = randomFrom(count);
        const textures = texturesOf(sizes, () => random() * 256);
        const sprites = strewn(count, width, height, largest);
        assertSprites(canvasOf(width, height, room), sprites, textures);
      },
    ),
  );
});

test('what was laid closes over what the canvas held, as far as it is open', () => {
  const canvas = openCanvas(33, 7);
  const random = randomFrom(2);
  for (let i = 0; i < canvas.light.length; i++) canvas.light[i] = random();
  const before = canvas.light.slice();
  drawSprites(
    canvas,
    strewn(9, 33, 7, 20),
    texturesOf(
      [
        [4, 5],
        [3, 3],
        [9, 2],
      ],
      () => random() * 256,
    ),
  );
  const after = before.map((light, i) => {
    const o = Math.floor(i / 3) * 4;
    return Math.fround(canvas.laid[o + (i % 3)] + Math.fround(canvas.laid[o + 3] * light));
  });
  assert.deepEqual(canvas.light.slice(), after);
});

test('what finds no room in the kernel is laid in parts; a column of the frame that alone finds none is refused', () => {
  // 7.7 MB of texture are seen at once: upright in two parts; lying, every row of the frame needs all of it, and is laid in parts, too
  const textures = texturesOf([[1600, 1600]], (_, at) => (at * 7919) >> 3);
  for (const pose of [
    [640, 0, 0, 640, 0, 0],
    [0, 640, -640, 0, 640, 0],
  ]) {
    const sprites = emptySprites(1);
    sprites.poses.set(pose);
    sprites.drawn = 1;
    assertSprites(canvasOf(640, 640), sprites, textures);
  }
  // 7,500 columns of a level in a column of the frame
  const level = noise(300_000, 2);
  const [window, box] = [
    { x: 0, y: 0, w: 1, h: 1e-5 },
    { x: 0, y: 0, w: 40, h: 2 },
  ];
  const laying = {
    window,
    box,
    across: new Float32Array(120).fill(0.7),
    down: Float32Array.of(1, 1),
    clears: 1,
    share: 1,
  };
  assertLevel(canvasOf(40, 2), level, laying);
  assert.throws(() => drawLevel(canvasOf(40, 2, 500_000), level, laying), { code: 'limit', subject: 'frame' });
});

test('light becomes the byte that encodeSrgb says, also next to where it turns, out of range and of no number', () => {
  const canvas = openCanvas(64, 64);
  const random = randomFrom(1);
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, -0, 1, 2, 1e-30, 1 - 2 ** -24];
  for (let i = 0; i < canvas.light.length; i++) canvas.light[i] = i < odd.length ? odd[i] : random() ** 3;
  // the floats on both sides of every turn
  for (let byte = 0, i = odd.length; byte < 255; byte++) {
    const turn = ((byte + 0.5) / 255 + 0.055) / 1.055;
    const light = (byte + 0.5) / 255 <= 0.04045 ? (byte + 0.5) / 255 / 12.92 : turn ** 2.4;
    for (const near of [-2, -1, 0, 1, 2]) canvas.light[i++] = light * (1 + near * 2 ** -24);
  }
  const bytes = [...toRgb(canvas, new Uint8Array(canvas.light.length))];
  assert.deepEqual(bytes, Array.from(canvas.light, encodeSrgb));
});
