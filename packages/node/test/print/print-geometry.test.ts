import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Band, collect, MosaicError, type Raster } from '@tesserae/core';
import { placeName, raster, rowLetters, squareGrid } from '@tesserae/core/internal';
import {
  type Fit,
  fitInBorder,
  fitOnSheet,
  onePage,
  type PrintPages,
  pageParts,
  posterPages,
  withMirroredEdges,
} from '@tesserae/node/internal';
import { syntheticPhoto } from '@tesserae/testing';
import fc from 'fast-check';

const side = fc.double({ min: 30, max: 3000, noNaN: true });
const sides = fc.record({ width: side, height: side });
const near = (a: number, b: number, what: string): void => assert.ok(Math.abs(a - b) < 1e-6, `${what}: ${a}, ${b}`);

test('a mosaic keeps its proportions on any sheet: whole it is inside, filling it covers, always in the middle', () => {
  fc.assert(
    fc.property(
      sides,
      sides,
      fc.constantFrom<Fit>('whole', 'fill'),
      fc.constantFrom(0, 3, 20),
      (mosaic, sheet, fit, bleed) => {
        const { picture, cut, white } = fitOnSheet(mosaic, sheet, fit, bleed);
        near(picture.w * mosaic.height, picture.h * mosaic.width, 'proportions');
        near(picture.x * 2 + picture.w, sheet.width, 'across');
        near(picture.y * 2 + picture.h, sheet.height, 'down');
        if (fit === 'fill') assert.ok(white < 1e-9 && picture.x < 1e-9 && picture.y < 1e-9);
        else assert.ok(cut <= Math.min(bleed, 0.02 * Math.min(sheet.width, sheet.height)) + 1e-9, `cut ${cut}`);
        assert.ok(cut < 1e-9 || white < 1e-9);
      },
    ),
  );
  const a4 = { width: 210, height: 297 };
  const inside = fitInBorder({ width: 80, height: 100 }, a4, 15);
  assert.deepEqual([inside.picture, inside.cut, inside.white], [{ x: 15, y: 36, w: 180, h: 225 }, 0, 36]);
  const nearly = fitOnSheet({ width: 80, height: 113 }, a4, 'whole', 3);
  assert.ok(nearly.white === 0 && nearly.cut > 0 && nearly.cut < 0.2, 'no hairline of white paper');
  assert.ok(fitOnSheet({ width: 80, height: 113 }, a4, 'whole', 0).white > 0, 'nothing is cut off without a bleed');
});

const marks = fc.boolean();
const bleeds = fc.constantFrom(0, 3, 12.5);

test('no page is larger than a PDF holds: 14,400 points', () => {
  const most = (14_400 / 72) * 25.4;
  const wide = fc.double({ min: 2000, max: 9000, noNaN: true });
  const paper = fc.record({ width: wide, height: wide });
  fc.assert(
    fc.property(paper, paper, fc.record({ bleed: bleeds, marks }), (sheet, papers, surround) => {
      for (const make of [() => onePage(sheet, surround), () => posterPages(sheet, papers, 10, surround)]) {
        let made: PrintPages;
        try {
          made = make();
        } catch (error) {
          assert.ok(error instanceof MosaicError && error.code === 'limit');
          continue;
        }
        for (const { media } of made.pages) assert.ok(Math.max(media.width, media.height) <= most);
      }
    }),
  );
  const metres = { width: 5080, height: 3000 };
  assert.equal(posterPages(metres, metres, 10, { bleed: 0, marks: false }).pages.length, 2, 'just held');
});

test('the pages of a poster fit their paper, cover the sheet, and overlap by as much as was asked for', () => {
  const paper = fc.record({
    width: fc.double({ min: 100, max: 900, noNaN: true }),
    height: fc.double({ min: 100, max: 900, noNaN: true }),
  });
  fc.assert(
    fc.property(
      sides,
      paper,
      fc.constantFrom(0, 5, 10, 30),
      fc.record({ bleed: bleeds, marks }),
      (sheet, papers, overlap, surround) => {
        let made: PrintPages;
        try {
          made = posterPages(sheet, papers, overlap, surround);
        } catch (error) {
          assert.ok(error instanceof MosaicError && error.code === 'limit');
          return;
        }
        const { pages, across, down, bleed } = made;
        assert.equal(pages.length, across * down);
        for (const { number, row, column, media, trim, part } of pages) {
          assert.equal(number, row * across + column + 1);
          assert.ok(trim.x - bleed > -1e-9 && trim.x + trim.w + bleed < media.width + 1e-9);
          assert.ok(trim.y - bleed > -1e-9 && trim.y + trim.h + bleed < media.height + 1e-9);
          near(trim.w, part.w, 'printed at its size');
          near(trim.h, part.h, 'printed at its size');
          const right = pages[number];
          if (column + 1 < across) near(part.x + part.w - right.part.x, overlap, 'overlap');
          else near(part.x + part.w, sheet.width, 'the right edge');
          if (row + 1 < down) near(part.y + part.h - pages[number - 1 + across].part.y, overlap, 'overlap');
          else near(part.y + part.h, sheet.height, 'the lower edge');
        }
        near(pages[0].part.x + pages[0].part.y, 0, 'the corner');
      },
    ),
  );
});

test('a poster takes as few pages as there can be, and a sheet that fits takes one', () => {
  const a4 = { width: 210, height: 297 };
  const plain = { bleed: 0, marks: false };
  const { across, down, pages } = posterPages({ width: 600, height: 900 }, a4, 10, plain);
  // 200 × 287 mm can be printed on: 4 × 4 upright; turned 3 × 5
  assert.deepEqual([across, down, pages[0].media.width], [3, 5, 297]);
  assert.equal(posterPages({ width: 200, height: 287 }, a4, 10, plain).pages.length, 1);
  assert.equal(posterPages({ width: 287, height: 200 }, a4, 10, plain).pages.length, 1);
});

test('what no PDF or nobody can hold is refused, with what can be', () => {
  const refused = (work: () => unknown, fields: object): void => assert.throws(work, { code: 'limit', ...fields });
  refused(() => onePage({ width: 6000, height: 3000 }, { bleed: 3, marks: true }), {
    subject: 'paper',
    expected: /5\.08 m a side/,
    waysOut: [
      { give: 'pages', as: '3000x3000mm' },
      { set: 'paper', atMost: '5060mm' },
    ],
  });
  assert.equal(onePage({ width: 5060, height: 5060 }, { bleed: 3, marks: true }).pages.length, 1);
  const a6 = { width: 105, height: 148 };
  refused(() => posterPages({ width: 5000, height: 5000 }, a6, 10, { bleed: 3, marks: true }), {
    expected: /^at most 1000/,
  });
  refused(() => posterPages({ width: 500, height: 500 }, a6, 100, { bleed: 3, marks: true }), {
    received: /^no picture on a page/,
  });
});

test('the pixels of pages are whole, within the picture and its edges, and cover trim and bleed', () => {
  const cells = fc.record({ columns: fc.integer({ min: 1, max: 60 }), rows: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(
      cells,
      fc.integer({ min: 1, max: 40 }),
      sides,
      fc.constantFrom<Fit>('whole', 'fill'),
      bleeds,
      (grid, cell, sheet, fit, bleed) => {
        const pixels = { width: grid.columns * cell, height: grid.rows * cell };
        const laid = fitOnSheet(pixels, sheet, fit, bleed);
        const pages = onePage(sheet, { bleed, marks: true });
        const { edges, parts } = pageParts(laid, pages, pixels);
        const [all] = parts;
        const { pixels: box, place, clip } = all;
        assert.ok([box.x, box.y, box.w, box.h, ...Object.values(edges)].every(Number.isInteger));
        assert.ok(box.x >= 0 && box.y >= 0);
        assert.ok(box.x + box.w <= edges.left + pixels.width + edges.right);
        assert.ok(box.y + box.h <= edges.top + pixels.height + edges.bottom);
        near(place.w / box.w, place.h / box.h, 'pixels are square');
        near(place.w / box.w, laid.picture.w / pixels.width, 'and of their size');
        const border = pages.bleed + 7;
        near(place.x + (edges.left - box.x) * (place.w / box.w), border + laid.picture.x, 'in their place');
        // where the picture reaches the edge of the sheet it covers the bleed, if it has as much to mirror
        if (laid.picture.x <= 0 && edges.left < pixels.width) assert.ok(place.x <= clip.x + 1e-6);
        if (laid.picture.y > 1e-6) assert.equal(edges.top, 0, 'no bleed beside white paper');
      },
    ),
  );
});

test('mirrored edges: as the slow way has them, however the bands are cut', async () => {
  const dimension = fc.integer({ min: 1, max: 9 });
  const edge = fc.integer({ min: 0, max: 9 });
  await fc.assert(
    fc.asyncProperty(
      dimension,
      dimension,
      fc.tuple(edge, edge, edge, edge),
      fc.integer({ min: 1, max: 9 }),
      async (width, height, wanted, step) => {
        const picture = syntheticPhoto(3, width, height);
        const [left, right] = [wanted[0], wanted[1]].map((pixels) => Math.min(pixels, width));
        const [top, bottom] = [wanted[2], wanted[3]].map((pixels) => Math.min(pixels, height));
        const bands = withMirroredEdges(bandsOf(picture, step), picture, { left, top, right, bottom });
        const whole = await collect(bands, left + width + right, top + height + bottom);
        assert.deepEqual(whole.data, slowlyMirrored(picture, { left, top, right, bottom }).data);
      },
    ),
  );
  await assert.rejects(async () => {
    const short = withMirroredEdges(
      bandsOf(syntheticPhoto(1, 4, 3), 2),
      { width: 4, height: 4 },
      { left: 0, top: 0, right: 0, bottom: 0 },
    );
    for await (const _ of short);
  }, /expected 4 rows, received 3/);
});

/** Bands in one buffer, as of `render`. */
async function* bandsOf({ width, height, data }: Raster, step: number): AsyncGenerator<Band> {
  const buffer = new Uint8ClampedArray(width * step * 4);
  for (let y = 0; y < height; y += step) {
    const rows = Math.min(step, height - y);
    buffer.set(data.subarray(y * width * 4, (y + rows) * width * 4));
    yield { y, raster: raster(width, rows, buffer.subarray(0, width * rows * 4)) };
    buffer.fill(0);
  }
}

function slowlyMirrored(picture: Raster, edges: { left: number; top: number; right: number; bottom: number }): Raster {
  const out = raster(edges.left + picture.width + edges.right, edges.top + picture.height + edges.bottom);
  const fold = (at: number, length: number): number => (at < 0 ? -1 - at : at >= length ? 2 * length - 1 - at : at);
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const from = fold(y - edges.top, picture.height) * picture.width + fold(x - edges.left, picture.width);
      out.data.set(picture.data.subarray(from * 4, from * 4 + 4), (y * out.width + x) * 4);
    }
  }
  return out;
}

test('rows have letters as the columns of a spreadsheet, and places both', () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(rowLetters), ['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
  assert.deepEqual(
    [0, 46, 30 * 26 + 29].map((cell) => placeName(cell, squareGrid(30, 27))),
    ['A-1', 'B-17', 'AA-30'],
  );
});
