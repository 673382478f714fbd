import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Canvas, fill, openCanvas, toRgb } from '../dist/animate/canvas.js';
import { drawSprites } from '../dist/animate/draw-sprites.js';
import { emptySprites, type Sprites } from '../dist/animate/sprites.js';
import { emptyTextures, setTexture, type Textures, textureBytes } from '../dist/animate/textures.js';
import { halveRows } from '../dist/color/halve.js';
import { LINEAR } from '../dist/color/srgb.js';
import { raster } from '../dist/pixels/raster.js';
import { randomFrom } from '../dist/random.js';

const GROUND = [16, 90, 220] as const;

/** Textures of these sizes, each byte given by its place. */
function texturesOf(
  sizes: readonly (readonly [number, number])[],
  byte: (texture: number, at: number) => number,
): Textures {
  const made = emptyTextures(
    Uint16Array.from(sizes, ([width]) => width),
    Uint16Array.from(sizes, ([, height]) => height),
  );
  for (const [texture, [width, height]] of sizes.entries()) {
    const view = raster(width, height);
    for (let i = 0; i < view.data.length; i++) view.data[i] = i % 4 === 3 ? 255 : byte(texture, i);
    setTexture(made, texture, view);
  }
  return made;
}

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

/** The sizes of a texture, read back by their definition. */
function sizesOf({ widths, heights, starts, rgb }: Textures, texture: number) {
  const sizes = [{ width: widths[texture], height: heights[texture], start: starts[texture] }];
  for (let last = sizes[0]; last.width > 1 || last.height > 1; last = sizes[sizes.length - 1]) {
    const start = last.start + last.width * last.height * 3;
    sizes.push({ width: Math.ceil(last.width / 2), height: Math.ceil(last.height / 2), start });
  }
  return sizes.map((size) => ({
    ...size,
    at: (x: number, y: number, c: number) => LINEAR[rgb[size.start + (y * size.width + x) * 3 + c]],
  }));
}

/** The light of a texture at u, v by its definition: between two sizes, in each between four pixels. */
function lightAt(textures: Textures, texture: number, [u, v]: readonly [number, number], density: number): number[] {
  const sizes = sizesOf(textures, texture);
  const finest = sizes[0];
  const finer = 0.75 * density;
  const level = Math.max(0, Math.min(sizes.length - 1, Math.floor(Math.log2(finer))));
  const part = level === sizes.length - 1 ? 0 : Math.max(0, Math.min(1, finer / 2 ** level - 1));
  return [0, 1, 2].map((c) =>
    [level, Math.min(level + 1, sizes.length - 1)].reduce((sum, number, i) => {
      const { width, height, at } = sizes[number];
      const x = Math.max(0, Math.min(width - 1, (u * finest.width) / 2 ** number - 0.5));
      const y = Math.max(0, Math.min(height - 1, (v * finest.height) / 2 ** number - 0.5));
      let value = 0;
      for (let row = 0; row < height; row++) {
        for (let column = 0; column < width; column++) {
          value += at(column, row, c) * Math.max(0, 1 - Math.abs(x - column)) * Math.max(0, 1 - Math.abs(y - row));
        }
      }
      return sum + value * (i === 0 ? 1 - part : part);
    }, 0),
  );
}

/** The obvious twin: every sprite asks every pixel. */
function slowly(width: number, height: number, sprites: Sprites, textures: Textures): number[] {
  const light: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let open = 1;
      const colour = [0, 0, 0];
      for (const i of sprites.order.subarray(0, sprites.drawn)) {
        const [a, b, c, d, e, f] = sprites.poses.subarray(i * 6, i * 6 + 6);
        const area = a * d - b * c;
        const [left, top] = [x + 0.5 - e, y + 0.5 - f];
        const u = (d * left - c * top) / area;
        const v = (a * top - b * left) / area;
        // lengths of the sides, measured straight across
        const across = Math.abs(area) / Math.hypot(c, d);
        const down = Math.abs(area) / Math.hypot(a, b);
        const overlap = (at: number, extent: number) =>
          Math.max(0, Math.min(at * extent + 0.5, extent) - Math.max(at * extent - 0.5, 0));
        const share = Math.min(open, overlap(u, across) * overlap(v, down) * sprites.opacities[i]);
        if (share <= 0) continue;
        open -= share;
        for (const [texture, part] of [
          [sprites.textures[i], 1 - sprites.mixes[i]],
          [sprites.others[i], sprites.mixes[i]],
        ]) {
          const [w, h] = [textures.widths[texture], textures.heights[texture]];
          const [p, q] = [
            [(d / area) * w, (-c / area) * w],
            [(-b / area) * h, (a / area) * h],
          ];
          const trace = p[0] ** 2 + p[1] ** 2 + q[0] ** 2 + q[1] ** 2;
          const determinant = p[0] * q[1] - p[1] * q[0];
          const density = Math.sqrt((trace + Math.sqrt(Math.max(0, trace ** 2 - 4 * determinant ** 2))) / 2);
          for (const [k, value] of lightAt(textures, texture, [u, v], density).entries())
            colour[k] += share * part * value;
        }
      }
      for (let k = 0; k < 3; k++) light.push(colour[k] + open * LINEAR[GROUND[k]]);
    }
  }
  return light;
}

const texels = fc.integer({ min: 1, max: 11 });
const entry = fc.oneof(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }));
const place = fc.double({ min: -4, max: 16, noNaN: true });
const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
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
  const size = fc.double({ min: 0.4, max: 9, noNaN: true });
  const textures = texturesOf(
    [
      [4, 4],
      [7, 3],
      [1, 1],
    ],
    () => 200,
  );
  fc.assert(
    fc.property(
      size,
      size,
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (w, h, turn, shift) => {
        const [cos, sin] = [Math.sqrt(1 - turn * turn), turn];
        const pose = [w * cos, w * sin, -h * sin, h * cos] as const;
        // as many as cover the frame and more
        const [columns, rows] = [Math.ceil(44 / w), Math.ceil(44 / h)];
        const from = [shift + 8 - 20 * cos + 20 * sin, shift + 8 - 20 * sin - 20 * cos] as const;
        const canvas = drawn(16, 16, spritesOf(lattice(pose, from, columns, rows)), textures);
        assert.deepEqual(bytesOf(canvas), Array(16 * 16 * 3).fill(200));
      },
    ),
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

test('a texture and its smaller sizes stand one after the other, each half of the one before', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(texels, texels), { minLength: 1, maxLength: 4 }), (sizes) => {
      const random = randomFrom(sizes.length);
      const textures = texturesOf(sizes, () => random() * 256);
      assert.equal(
        textures.rgb.length,
        sizes.reduce((sum, [width, height]) => sum + textureBytes(width, height), 0),
      );
      for (const texture of sizes.keys()) {
        const all = sizesOf(textures, texture);
        assert.deepEqual([all[all.length - 1].width, all[all.length - 1].height], [1, 1]);
        for (const [i, { width, height, start }] of all.entries()) {
          const end = i + 1 < all.length ? all[i + 1].start : (textures.starts[texture + 1] ?? textures.rgb.length);
          assert.equal(end - start, width * height * 3);
          if (i === 0) continue;
          const before = all[i - 1];
          const halved = new Uint8Array(width * height * 3);
          for (let y = 0; y < height; y++) {
            const upper = before.start + 2 * y * before.width * 3;
            const lower = 2 * y + 1 < before.height ? upper + before.width * 3 : upper;
            halveRows({ rgb: textures.rgb, width: before.width, upper, lower }, halved, y * width * 3);
          }
          assert.deepEqual(textures.rgb.slice(start, start + width * height * 3), halved);
        }
      }
    }),
  );
});

test('a view of another size than its texture is refused', () => {
  const textures = emptyTextures(Uint16Array.of(4), Uint16Array.of(3));
  assert.throws(() => setTexture(textures, 0, raster(3, 4)), /view: expected 4×3 pixels, received 3×4/);
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
