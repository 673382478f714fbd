import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Canvas,
  drawLayer,
  drawSprites,
  emptySprites,
  encodeSrgb,
  fill,
  type Layer,
  type Level,
  openCanvas,
  randomFrom,
  type Sprites,
  toRgb,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../../support/evenly.js';
import { texturesOf } from './sprite-oracle.js';

/** A canvas whose kernel has no room for what is drawn, so that plain code draws it. */
function roomlessCanvas(width: number, height: number): Canvas {
  const canvas = openCanvas(width, height);
  return { ...canvas, kernel: { ...canvas.kernel, scratchBytes: 0 } };
}

/** Draws the same by the kernel and by plain code: not a bit may differ. */
function assertSame(width: number, height: number, draw: (canvas: Canvas) => void): void {
  const [quick, plain] = [openCanvas(width, height), roomlessCanvas(width, height)];
  for (const canvas of [quick, plain]) {
    fill(canvas, [16, 90, 220]);
    draw(canvas);
  }
  assert.deepEqual(new Uint32Array(quick.light.slice().buffer), new Uint32Array(plain.light.slice().buffer));
}

function noise(width: number, height: number): Level {
  const random = randomFrom(width * height);
  const rgb = Uint8Array.from({ length: width * height * 3 }, () => random() * 256);
  return { scaleX: width, scaleY: width * 1.01, left: 0, top: 0, width, height, rgb };
}

const side = fc.integer({ min: 1, max: 40 });
const rect = fc.record({ x: evenly(-0.4, 1), y: evenly(-0.4, 1), w: evenly(0.02, 1.7), h: evenly(0.02, 1.7) });

test('the kernel draws layers as plain code does, to the bit', () => {
  fc.assert(
    fc.property(side, side, side, rect, rect, evenly(0, 1), (width, height, columns, window, clip, opacity) => {
      const levels = [noise(columns, 13), noise(columns * 2, 26), noise(columns * 4, 52)];
      assertSame(width, height, (canvas) => drawLayer(canvas, { levels, window, clip, opacity }));
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

test('the kernel draws sprites as plain code does, to the bit', () => {
  const texels = fc.tuple(side, side);
  fc.assert(
    fc.property(
      side,
      side,
      fc.tuple(texels, texels, texels),
      fc.nat(30),
      evenly(0.1, 60),
      (width, height, sizes, count, largest) => {
        const random = randomFrom(count);
        const textures = texturesOf(sizes, () => random() * 256);
        const sprites = strewn(count, width, height, largest);
        assertSame(width, height, (canvas) => drawSprites(canvas, sprites, textures));
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

test('what finds no room in the kernel is drawn all the same, in parts or by plain code', () => {
  // 7.7 MB of texture are seen at once: upright in two parts; lying, every row of the frame needs all of it
  const textures = texturesOf([[1600, 1600]], (_, at) => (at * 7919) >> 3);
  for (const pose of [
    [640, 0, 0, 640, 0, 0],
    [0, 640, -640, 0, 640, 0],
  ]) {
    const sprites = emptySprites(1);
    sprites.poses.set(pose);
    sprites.drawn = 1;
    assertSame(640, 640, (canvas) => drawSprites(canvas, sprites, textures));
  }
  // 7,500 columns of a level in a column of the frame
  const levels = [noise(300_000, 2)];
  const layer: Layer = {
    levels,
    window: { x: 0, y: 0, w: 1, h: 1e-5 },
    clip: { x: 0, y: 0, w: 1, h: 1 },
    opacity: 0.7,
  };
  assertSame(40, 2, (canvas) => drawLayer(canvas, layer));
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
