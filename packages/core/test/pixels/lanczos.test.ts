import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Raster, type Rect, randomFrom, raster, resample } from '@tesserae/core/internal';
import fc from 'fast-check';
import { evenly } from '../support/evenly.js';

function noise(width: number, height: number, seed: number): Raster {
  const random = randomFrom(seed);
  return raster(
    width,
    height,
    Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : random() * 256)),
  );
}

function kernel(x: number): number {
  if (Math.abs(x) < 1e-12) return 1;
  if (Math.abs(x) >= 3) return 0;
  return (Math.sin(Math.PI * x) / (Math.PI * x)) * (Math.sin((Math.PI * x) / 3) / ((Math.PI * x) / 3));
}

/** The obvious twin: both axes at once, in floating point, every weight anew. */
function slowly(source: Raster, box: Rect, width: number, height: number): Raster {
  const out = raster(width, height);
  const stepX = box.w / width;
  const stepY = box.h / height;
  const wideX = Math.max(1, stepX);
  const wideY = Math.max(1, stepY);
  const at = (x: number, y: number, channel: number) => {
    const column = Math.min(Math.max(x, 0), source.width - 1);
    const row = Math.min(Math.max(y, 0), source.height - 1);
    return source.data[(row * source.width + column) * 4 + channel];
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const middleX = box.x + (x + 0.5) * stepX - 0.5;
      const middleY = box.y + (y + 0.5) * stepY - 0.5;
      const sums = [0, 0, 0, 0];
      for (let j = Math.ceil(middleY - 3 * wideY); j <= middleY + 3 * wideY; j++) {
        for (let i = Math.ceil(middleX - 3 * wideX); i <= middleX + 3 * wideX; i++) {
          const weight = kernel((i - middleX) / wideX) * kernel((j - middleY) / wideY);
          for (let c = 0; c < 3; c++) sums[c] += weight * at(i, j, c);
          sums[3] += weight;
        }
      }
      out.data.set([sums[0] / sums[3], sums[1] / sums[3], sums[2] / sums[3], 255], (y * width + x) * 4);
    }
  }
  return out;
}

function largestDifference(a: Raster, b: Raster): number {
  assert.deepEqual([a.width, a.height], [b.width, b.height]);
  return a.data.reduce((most, value, i) => Math.max(most, Math.abs(value - b.data[i])), 0);
}

const side = fc.integer({ min: 1, max: 23 });
const share = evenly(0.03, 1);
const place = evenly(0, 1);

/** All of a picture's height, and a share of its width. */
function stretchOf({ width, height }: Raster, w: number, at: number): Rect {
  return { x: at * (1 - w) * width, y: 0, w: w * width, h: height };
}

test('any box at any size is what weighing every pixel gives', () => {
  const sizes = fc.record({ width: side, height: side, toWidth: side, toHeight: side });
  fc.assert(
    fc.property(sizes, share, share, place, ({ width, height, toWidth, toHeight }, w, h, at) => {
      const source = noise(width, height, width * 100 + height);
      const box = { x: at * (1 - w) * width, y: at * (1 - h) * height, w: w * width, h: h * height };
      const drawn = resample(source, box, raster(toWidth, toHeight));
      const difference = largestDifference(drawn, slowly(source, box, toWidth, toHeight));
      // whole weights of fourteen bits, and two roundings
      assert.ok(difference <= 1, `off by ${difference}`);
    }),
    { numRuns: 200 },
  );
});

test('one colour stays that colour, to the last bit', () => {
  fc.assert(
    fc.property(side, side, side, share, place, (width, toWidth, toHeight, w, at) => {
      const height = 7;
      const colour = [width * 11, 255, toWidth % 2, 255];
      const source = raster(width, height);
      for (let i = 0; i < source.data.length; i += 4) source.data.set(colour, i);
      const drawn = resample(source, stretchOf(source, w, at), raster(toWidth, toHeight));
      for (let i = 0; i < drawn.data.length; i += 4) assert.deepEqual([...drawn.data.subarray(i, i + 4)], colour);
    }),
  );
});

test('at its own size a picture is itself, and so is any part of it on whole pixels', () => {
  const source = noise(19, 11, 3);
  assert.deepEqual(resample(source, { x: 0, y: 0, w: 19, h: 11 }, raster(19, 11)), source);
  const part = resample(source, { x: 5, y: 2, w: 7, h: 6 }, raster(7, 6));
  for (let y = 0; y < 6; y++) {
    const row = source.data.subarray(((y + 2) * 19 + 5) * 4, ((y + 2) * 19 + 12) * 4);
    assert.deepEqual([...part.data.subarray(y * 28, y * 28 + 28)], [...row]);
  }
});

test('a mirrored picture gives a mirrored result', () => {
  const mirrored = ({ width, height, data }: Raster) =>
    raster(
      width,
      height,
      data.map((_, i) => {
        const pixel = i >> 2;
        const x = pixel % width;
        return data[(pixel - x + width - 1 - x) * 4 + (i & 3)];
      }),
    );
  fc.assert(
    fc.property(side, side, side, share, place, (width, toWidth, toHeight, w, at) => {
      const source = noise(width, 9, width);
      const box = stretchOf(source, w, at);
      const drawn = resample(source, box, raster(toWidth, toHeight));
      const other = resample(mirrored(source), { ...box, x: width - box.x - box.w }, raster(toWidth, toHeight));
      assert.ok(largestDifference(drawn, mirrored(other)) <= 1);
    }),
  );
});

test('weights that are kept change nothing, however many', () => {
  const kept = new Map();
  const source = noise(17, 13, 5);
  for (let i = 0; i < 700; i++) {
    const box = { x: i / 100, y: i / 200, w: 5.5, h: 4.5 };
    const fresh = resample(source, box, raster(4, 3));
    assert.deepEqual(resample(source, box, raster(4, 3), kept), fresh);
    assert.deepEqual(resample(source, box, raster(4, 3), kept), fresh);
  }
  assert.ok(kept.size <= 512);
});

test('a line of 200,000 pixels becomes one', () => {
  const line = raster(200_000, 1, new Uint8ClampedArray(800_000).fill(200));
  assert.deepEqual([...resample(line, { x: 0, y: 0, w: 200_000, h: 1 }, raster(1, 1)).data], [200, 200, 200, 255]);
});
