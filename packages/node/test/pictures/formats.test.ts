import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnSize, type Shape } from '@tesserae/core';
import { checkFits, FORMATS, fileSink, formatOf, largestCell } from '@tesserae/node/internal';
import fc from 'fast-check';

const grid = (columns: number, rows: number, cell: readonly [number, number]): Shape => ({
  kind: 'grid',
  columns,
  rows,
  cell,
});

test('the suffix names the format', () => {
  const names = ['a.png', 'a.PNG', 'b.c/d.Jpg', 'a.jpeg', 'a.tif', 'a.tiff', 'a.webp', 'a.avif'].map(
    (path) => formatOf(path).name,
  );
  assert.deepEqual(names, ['png', 'png', 'jpeg', 'jpeg', 'tiff', 'tiff', 'webp', 'avif']);
  for (const path of ['a', 'a.bmp', 'png', '.png', 'a.png.', 'b.png/c']) {
    assert.throws(
      () => formatOf(path),
      { code: 'unknown-format', file: path, expected: /\.png \.tif \.tiff \.jpg/ },
      path,
    );
  }
});

test('a picture beyond a format is refused, with what would fit', () => {
  const jpeg = formatOf('a.jpg');
  checkFits(jpeg, 65_500, 65_500);
  assert.throws(() => checkFits(jpeg, 65_501, 10), {
    code: 'limit',
    expected: 'at most 65,500 px a side',
    received: '65,501 × 10',
    waysOut: [{ use: 'PNG or TIFF' }],
  });
  assert.throws(() => checkFits(jpeg, 10, 100_000, grid(1, 1000, [1, 1])), {
    waysOut: [{ use: 'PNG or TIFF' }, { set: 'cell', atMost: 65 }],
  });
  assert.throws(() => checkFits(formatOf('a.png'), 2e7, 2e7), {
    code: 'limit',
    waysOut: [{ lower: 'columns' }, { lower: 'cell' }],
  });
});

test('a picture that its encoder would have to hold in too much memory is refused, with what would fit', () => {
  const [webp, avif] = [formatOf('a.webp'), formatOf('a.avif')];
  checkFits(webp, 8192, 8192);
  checkFits(avif, 5500, 5500);
  assert.throws(() => checkFits(webp, 8200, 8200), {
    code: 'limit',
    expected: /^at most 67\.1 megapixels/,
    received: /^67\.2 /,
  });
  assert.throws(() => checkFits(avif, 8000, 8000, grid(100, 100, [1, 1])), {
    code: 'limit',
    subject: 'AVIF',
    expected: /^at most 30\.7 megapixels/,
    received: '64.0 (8,000 × 8,000)',
    waysOut: [{ use: 'PNG or TIFF or JPEG or WEBP' }, { set: 'cell', atMost: 55 }],
  });
});

test('the largest cell fits, and one pixel more does not', () => {
  const shapes = fc.record({
    columns: fc.integer({ min: 1, max: 2000 }),
    rows: fc.integer({ min: 1, max: 2000 }),
    cell: fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 })),
    format: fc.constantFrom(...FORMATS),
  });
  fc.assert(
    fc.property(shapes, ({ columns, rows, cell, format }) => {
      const shape = grid(columns, rows, cell);
      const fits = (px: number) => {
        const { width, height } = drawnSize(shape, px);
        const pixels = format.bytesPerPixel === 0 ? Number.POSITIVE_INFINITY : 2 ** 30 / format.bytesPerPixel;
        return width <= format.side && height <= format.side && width * height <= pixels;
      };
      const largest = largestCell(format, shape);
      assert.ok(largest === 0 || fits(largest));
      assert.ok(!fits(largest + 1));
    }),
    { numRuns: 1000 },
  );
});

test('a sink refuses what its format cannot hold before anything is begun', async () => {
  await assert.rejects(fileSink('nowhere/a.webp', { width: 16_384, height: 1 }), { code: 'limit' });
  await assert.rejects(fileSink('nowhere/a.gif', { width: 1, height: 1 }), { code: 'unknown-format' });
});
