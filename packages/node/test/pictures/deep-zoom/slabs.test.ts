import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Band, drawnSize, type Plan, type Raster, render } from '@tesserae/core';
import { layoutOf, raster } from '@tesserae/core/internal';
import {
  inOnePiece,
  makeSquares,
  pyramid,
  pyramidLevels,
  type Slabs,
  SQUARE,
  type Square,
  slabsOf,
  squareCount,
} from '@tesserae/node/internal';
import { loosePlan, syntheticPhoto } from '@tesserae/testing';

/** A plan whose every cell shows a part of its own of one of five photos. */
function planOf(columns: number, rows: number): Plan {
  const cells = columns * rows;
  const layout = layoutOf({ kind: 'grid', columns, rows, cell: [3, 2] }, columns * 3, rows * 2);
  const photos = Uint32Array.from({ length: cells }, (_, cell) => (cell * 7 + (cell >> 5)) % 5);
  return loosePlan(layout, photos, 5, {
    crops: Float32Array.from({ length: cells * 4 }, (_, i) => (i % 4 < 2 ? ((i >> 2) % 7) / 14 : 0.5)),
    mirrored: Uint8Array.from({ length: cells }, (_, cell) => cell % 2),
    tint: Float32Array.from({ length: cells * 3 }, (_, i) => (i % 11 === 0 ? 1.1 : 1)),
  });
}

const drawn = Array.from({ length: 5 }, (_, seed) => syntheticPhoto(seed, 64, 64));

/** Views as pixels copied out of a photo: quick, and different for every crop. */
const photos = {
  thumbnails: async () => drawn,
  view: async (view: { photo: number; crop: { x: number; y: number } }, width: number, height: number) => {
    const out: Raster = raster(width, height);
    const source = drawn[view.photo];
    const words = new Uint32Array(source.data.buffer);
    const into = new Uint32Array(out.data.buffer);
    const [left, top] = [Math.floor(view.crop.x * 64), Math.floor(view.crop.y * 64)];
    for (let i = 0; i < into.length; i++) {
      into[i] = words[((top + Math.floor(i / width)) % 64) * 64 + ((left + (i % width)) % 64)];
    }
    return out;
  },
};

async function squaresOf(plan: Plan, cell: number, slabs: Slabs): Promise<Map<string, string>> {
  const { width, height } = drawnSize(plan.layout.shape, cell);
  const squares = new Map<string, string>();
  const preview = await makeSquares({
    ...{ width, height, slabs, cell },
    draw: ({ x, levels }) => render(plan, photos, { cell, window: { x, y: 0, w: levels[0].width, h: height } }),
    // the pixels themselves, in place of a JPEG
    encode: async ({ rgb }) => rgb.slice(),
    take: async ({ level, column, row }: Square, pixels) => {
      squares.set(`${level.number}/${column}_${row}`, Buffer.from(pixels).toString('latin1'));
    },
  });
  squares.set('preview', Buffer.from(preview).toString('latin1'));
  return squares;
}

test('in slabs or in one piece, the squares are the same', async () => {
  // slabs of one and of two squares' width, borders within cells
  const plan = planOf(53, 21);
  const cell = 42;
  const { width, height } = drawnSize(plan.layout.shape, cell);
  const whole = inOnePiece(width, height);
  const levels = pyramidLevels(width, height);
  const expected = await squaresOf(plan, cell, whole);
  assert.equal(expected.size, squareCount(levels) + 1);
  for (const depth of [0, 1, 2]) {
    const side = SQUARE * 2 ** depth;
    const slabs = Array.from({ length: Math.ceil(width / side) }, (_, i) => ({
      x: i * side,
      levels: levels
        .slice(0, depth + 1)
        .map((level) => ({ ...level, width: Math.ceil(Math.min(side, width - i * side) / level.scale) })),
    }));
    const found = await squaresOf(plan, cell, { slabs, joint: levels[depth] });
    assert.deepEqual([...found.keys()].sort(), [...expected.keys()].sort());
    for (const [name, pixels] of expected) assert.ok(found.get(name) === pixels, `${name}, slabs of ${side} px`);
  }
});

for (const [width, height] of [
  [700, 5000],
  [3000, 4600],
  [512, 2048],
  [1, 3],
]) {
  test(`a picture of ${width} × ${height} in one piece is taken in the order of one pyramid, also behind blocks that were kept`, async () => {
    const levels = pyramidLevels(width, height);
    async function* bands(from: number): AsyncGenerator<Band> {
      for (let y = from; y < height; y += 90) yield { y, raster: raster(width, Math.min(90, height - y)) };
    }
    const nameOf = ({ level, column, row }: Square) => `${level.number}/${column}_${row}`;
    const expected: string[] = [];
    const whole = pyramid(levels, async (square) => {
      expected.push(nameOf(square));
      square.release();
    });
    for await (const band of bands(0)) await whole.write(band);

    const kept = new Map<string | number, Uint8Array>();
    for (const blocks of [0, 1, 2]) {
      for (const name of [...kept.keys()]) if (typeof name === 'number' && name >= blocks) kept.delete(name);
      const taken: string[] = [];
      await makeSquares({
        ...{ width, height, slabs: inOnePiece(width, height), cell: 90 },
        draw: (_, from) => bands(from),
        encode: async () => new Uint8Array(1),
        take: async (square, jpeg) => {
          taken.push(nameOf(square));
          kept.set(nameOf(square), jpeg);
        },
        kept: {
          square: async (square) => kept.get(nameOf(square)),
          block: async (number) => kept.get(number),
          keepBlock: async (number, rgb) => void kept.set(number, rgb),
        },
      });
      assert.deepEqual(taken, expected);
    }
  });
}

test('pictures are cut when they are so wide that their squares would fill memory, and slabs meet', () => {
  assert.equal(slabsOf(12_000, 500_000).slabs.length, 1);
  for (const [width, height] of [
    [40_000, 25_000],
    [65_537, 30_000],
    [250_000, 100_000],
  ]) {
    const { slabs, joint } = slabsOf(width, height);
    assert.ok(slabs.length > 1 && joint !== undefined);
    assert.ok(joint.width * joint.height <= 6e6);
    let x = 0;
    for (const slab of slabs) {
      assert.equal(slab.x, x);
      x += slab.levels[0].width;
      for (const level of slab.levels) assert.ok(Number.isInteger(slab.x / (SQUARE * level.scale)));
    }
    assert.equal(x, width);
    for (const [i, level] of slabs[0].levels.entries()) {
      const sum = slabs.reduce((total, slab) => total + slab.levels[i].width, 0);
      assert.equal(sum, Math.ceil(width / level.scale));
    }
  }
});
