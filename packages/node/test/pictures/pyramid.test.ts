import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Band, MosaicError, type Raster } from '@tesserae/core';
import { halveRows, randomFrom, raster } from '@tesserae/core/internal';
import { type DrawnSquare, pyramid, pyramidLevels, SQUARE, squareCount } from '@tesserae/node/internal';

function noise(width: number, height: number, seed: number): Raster {
  const random = randomFrom(seed);
  return raster(
    width,
    height,
    Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? 255 : random() * 256)),
  );
}

/** Bands of heights that chance decides. */
function* bandsOf({ width, height, data }: Raster, seed: number): Generator<Band> {
  const random = randomFrom(seed);
  for (let y = 0; y < height; ) {
    const rows = Math.min(height - y, 1 + Math.floor(random() * 300));
    yield { y, raster: raster(width, rows, data.slice(y * width * 4, (y + rows) * width * 4)) };
    y += rows;
  }
}

async function squaresOf(whole: Raster, seed: number): Promise<DrawnSquare[]> {
  const squares: DrawnSquare[] = [];
  const drawing = pyramid(pyramidLevels(whole.width, whole.height), async (square) => {
    // as an encoder does: it is done with the pixels, which then may be written over
    squares.push({ ...square, rgb: square.rgb.slice() });
    square.rgb.fill(9);
    square.release();
  });
  for (const band of bandsOf(whole, seed)) await drawing.write(band);
  await drawing.end();
  return squares;
}

/** The obvious twin: whole levels, one from the other. */
function levelsSlowly({ width, height, data }: Raster): Uint8Array[] {
  let rgb = Uint8Array.from({ length: width * height * 3 }, (_, i) => data[Math.floor(i / 3) * 4 + (i % 3)]);
  const levels = [rgb];
  for (let [w, h] = [width, height]; w > 1 || h > 1; [w, h] = [Math.ceil(w / 2), Math.ceil(h / 2)]) {
    const half = new Uint8Array(Math.ceil(w / 2) * Math.ceil(h / 2) * 3);
    for (let y = 0; y < h; y += 2) {
      const rows = { upper: y * w * 3, lower: Math.min(y + 1, h - 1) * w * 3 };
      halveRows({ rgb, width: w, ...rows }, half, (y / 2) * Math.ceil(w / 2) * 3);
    }
    rgb = half;
    levels.push(rgb);
  }
  return levels;
}

for (const [width, height] of [
  [1, 1],
  [2, 1],
  [513, 511],
  [512, 1024],
  [1025, 700],
  [37, 1543],
  [1300, 3],
]) {
  test(`${width} × ${height}: every level is there, every pixel once, halved from the level above`, async () => {
    const whole = noise(width, height, width * 31 + height);
    const levels = pyramidLevels(width, height);
    const expected = levelsSlowly(whole);
    assert.equal(levels.length, expected.length);
    const last = levels[levels.length - 1];
    assert.deepEqual([last.number, last.width, last.height], [0, 1, 1]);

    const squares = await squaresOf(whole, 5);
    assert.equal(squares.length, squareCount(levels));
    const found = levels.map((level) => ({ seen: new Uint8Array(level.width * level.height * 3), count: 0 }));
    for (const { level, column, row, width: w, height: h, rgb } of squares) {
      const { seen } = found[levels.findIndex(({ number }) => number === level.number)];
      found[levels.findIndex(({ number }) => number === level.number)].count += w * h;
      for (let y = 0; y < h; y++) {
        const at = ((row * SQUARE + y) * level.width + column * SQUARE) * 3;
        seen.set(rgb.subarray(y * w * 3, (y + 1) * w * 3), at);
      }
    }
    for (const [i, { seen, count }] of found.entries()) {
      assert.equal(count, levels[i].width * levels[i].height);
      assert.ok(Buffer.from(seen).equals(Buffer.from(expected[i])), `level ${levels[i].number}`);
    }
  });
}

test('squares and their order do not depend on how the picture was cut into bands', async () => {
  const whole = noise(1100, 1300, 3);
  const [a, b] = [await squaresOf(whole, 1), await squaresOf(whole, 2)];
  const names = (squares: DrawnSquare[]) => squares.map(({ level, column, row }) => `${level.number}/${column}_${row}`);
  assert.deepEqual(names(a), names(b));
  for (const [i, { rgb }] of a.entries()) assert.ok(Buffer.from(rgb).equals(Buffer.from(b[i].rgb)));
});

test('rows that are missing, or come twice, are refused', async () => {
  const drawing = pyramid(pyramidLevels(4, 4), async () => {});
  await drawing.write({ y: 0, raster: raster(4, 2) });
  const isShape = (error: unknown) => error instanceof MosaicError && error.code === 'shape';
  await assert.rejects(drawing.write({ y: 0, raster: raster(4, 2) }), isShape);
  await assert.rejects(drawing.write({ y: 2, raster: raster(3, 1) }), isShape);
  await assert.rejects(drawing.write({ y: 2, raster: raster(4, 3) }), isShape);
  await assert.rejects(drawing.end(), isShape);
});
