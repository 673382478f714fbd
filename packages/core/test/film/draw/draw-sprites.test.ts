import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type Canvas,
  drawSprites,
  emptySprites,
  fill,
  openCanvas,
  randomFrom,
  type Sprites,
  type Textures,
  toRgb,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../../support/evenly.js';
import { GROUND, slowly, texturesOf } from './sprite-oracle.js';

/** What a test says of a sprite. */
interface Given {
  readonly pose: readonly number[];
  readonly texture?: number;
  readonly other?: number;
  readonly mix?: number;
  readonly opacity?: number;
}

/** Sprites, nearest first. */
function spritesOf(all: readonly Given[]): Sprites {
  const sprites = emptySprites(all.length);
  for (const [i, { pose, texture = 0, other = texture, mix = 0, opacity = 1 }] of all.entries()) {
    sprites.poses.set(pose, i * 6);
    sprites.textures[i] = texture;
    sprites.others[i] = other;
    sprites.mixes[i] = mix;
    sprites.opacities[i] = opacity;
    sprites.order[i] = i;
  }
  sprites.drawn = all.length;
  return sprites;
}

function drawn(width: number, height: number, sprites: Sprites, textures: Textures): Canvas {
  const canvas = openCanvas(width, height);
  fill(canvas, GROUND);
  drawSprites(canvas, sprites, textures);
  return canvas;
}

function bytesOf(canvas: Canvas): number[] {
  return [...toRgb(canvas, new Uint8Array(canvas.light.length))];
}

const texels = fc.integer({ min: 1, max: 11 });
const entry = fc.oneof(evenly(-9, 9), evenly(-1, 1));
const place = evenly(-4, 16);
const share = fc.oneof(fc.constantFrom(0, 1), evenly(0, 1));
const given = fc.record({
  pose: fc.tuple(entry, entry, entry, entry, place, place),
  texture: fc.nat(2),
  other: fc.nat(2),
  mix: share,
  opacity: share,
});

test('sprites are what asking each of them at each pixel gives', () => {
  fc.assert(
    fc.property(
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })),
      fc.array(fc.tuple(texels, texels), { minLength: 3, maxLength: 3 }),
      fc.array(given, { maxLength: 6 }),
      ([width, height], sizes, all) => {
        const random = randomFrom(all.length);
        const textures = texturesOf(sizes, () => random() * 256);
        // edge-on, a sprite is not drawn: the twin would divide by nothing
        const seen = all.filter(({ pose: [a, b, c, d] }) => Math.abs(a * d - b * c) > 0.01);
        const sprites = spritesOf(seen);
        const { light } = drawn(width, height, sprites, textures);
        for (const [i, value] of slowly(width, height, sprites, textures).entries()) {
          assert.ok(Math.abs(light[i] - value) < 1e-4, `sample ${i}: ${light[i]}, not ${value}`);
        }
      },
    ),
    { numRuns: 300 },
  );
});

/** A lattice of sprites that touch, turned and stretched as given. */
function lattice(
  pose: readonly [number, number, number, number],
  from: readonly [number, number],
  columns: number,
  rows: number,
) {
  const [a, b, c, d] = pose;
  return Array.from({ length: columns * rows }, (_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const e = from[0] + column * a + row * c;
    return { pose: [a, b, c, d, e, from[1] + column * b + row * d], texture: i % 3 };
  });
}

test('sprites that touch leave no seam, at any size, place and turn', () => {
  const size = evenly(0.4, 9);
  const textures = texturesOf(
    [
      [4, 4],
      [7, 3],
      [1, 1],
    ],
    () => 200,
  );
  fc.assert(
    fc.property(size, size, evenly(-1, 1), evenly(0, 1), (w, h, turn, shift) => {
      const [cos, sin] = [Math.sqrt(1 - turn * turn), turn];
      const pose = [w * cos, w * sin, -h * sin, h * cos] as const;
      // as many as cover the frame and more
      const [columns, rows] = [Math.ceil(44 / w), Math.ceil(44 / h)];
      const from = [shift + 8 - 20 * cos + 20 * sin, shift + 8 - 20 * sin - 20 * cos] as const;
      const canvas = drawn(16, 16, spritesOf(lattice(pose, from, columns, rows)), textures);
      assert.deepEqual(bytesOf(canvas), Array(16 * 16 * 3).fill(200));
    }),
    { numRuns: 60 },
  );
});

test('a sprite at rest is its texture, byte for byte, where a pixel of it is a pixel of the frame', () => {
  const random = randomFrom(5);
  const textures = texturesOf([[13, 9]], () => random() * 256);
  const canvas = drawn(17, 14, spritesOf([{ pose: [13, 0, 0, 9, 2, 3] }]), textures);
  const bytes = bytesOf(canvas);
  for (let y = 0; y < 14; y++) {
    for (let x = 0; x < 17; x++) {
      const inside = x >= 2 && x < 15 && y >= 3 && y < 12;
      const from = ((y - 3) * 13 + x - 2) * 3;
      const expected = inside ? [...textures.rgb.subarray(from, from + 3)] : GROUND;
      assert.deepEqual(bytes.slice((y * 17 + x) * 3, (y * 17 + x) * 3 + 3), expected, `${x}, ${y}`);
    }
  }
});

test('who is nearer covers who is farther', () => {
  const textures = texturesOf(
    [
      [1, 1],
      [1, 1],
    ],
    (texture) => (texture === 0 ? 255 : 0),
  );
  const both = [
    { pose: [4, 0, 0, 4, 0, 0], texture: 0 },
    { pose: [4, 0, 0, 4, 2, 0], texture: 1 },
  ];
  assert.deepEqual(
    bytesOf(drawn(6, 1, spritesOf(both), textures)).filter((_, i) => i % 3 === 0),
    [255, 255, 255, 255, 0, 0],
  );
  const sprites = spritesOf(both);
  sprites.order.set([1, 0]);
  assert.deepEqual(
    bytesOf(drawn(6, 1, sprites, textures)).filter((_, i) => i % 3 === 0),
    [255, 255, 0, 0, 0, 0],
  );
  sprites.drawn = 1;
  assert.deepEqual(
    bytesOf(drawn(6, 1, sprites, textures)).filter((_, i) => i % 3 === 0),
    [16, 16, 0, 0, 0, 0],
  );
});

test('sprites out of the frame, edge-on, or of no number change nothing', () => {
  const textures = texturesOf([[2, 2]], () => 255);
  const poses = [
    [4, 0, 0, 4, 9, 0],
    [4, 0, 0, 4, -5, 0],
    [4, 0, 4, 0, 1, 1],
    [0, 0, 0, 0, 1, 1],
    [Number.NaN, 0, 0, 4, 0, 0],
    [4, 0, 0, 4, 0, Infinity],
  ];
  assert.deepEqual(
    bytesOf(drawn(8, 4, spritesOf(poses.map((pose) => ({ pose }))), textures)),
    bytesOf(drawn(8, 4, spritesOf([]), textures)),
  );
});
