import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, test } from 'node:test';
import type { Raster } from '@tesserae/core';
import { canRun, readPicture } from '@tesserae/testing';
import type { Workshop } from '../support/fixture.js';
import { hasPdfTools, output, PDF_TOOLS, printer, sound } from '../support/print-fixture.js';
import { inProcess } from '../support/tesserae.js';

const POINT = 72 / 25.4;

/** The boxes of a page in millimetres, from its upper left corner. */
function boxesOf(path: string, page = 1): Record<string, number[]> {
  const lines = output('pdfinfo', '-box', '-f', `${page}`, '-l', `${page}`, path).split('\n');
  const boxes: Record<string, number[]> = {};
  for (const line of lines) {
    const [, name, numbers] = /(Media|Trim|Bleed)Box: +(.*)/.exec(line) ?? [];
    if (name === undefined) continue;
    const [left, bottom, right, top] = numbers.split(/ +/).map((each) => Number(each) / POINT);
    boxes[name] = [left, bottom, right - left, top - bottom];
  }
  return boxes;
}

/** A page as another program draws it, at `dpi` dots an inch. */
async function drawn({ at }: Workshop, name: string, dpi: number, page = 1): Promise<Raster> {
  const prefix = at(`drawn-${page}`);
  const options = ['-r', `${dpi}`, '-png', '-singlefile', '-f', `${page}`, '-l', `${page}`];
  execFileSync('pdftoppm', [...options, at(name), prefix]);
  return await readPicture(`${prefix}.png`);
}

/** Mean difference of a channel between a part of one picture and of another. */
function meanDifference(
  a: Raster,
  b: Raster,
  part: { ax: number; ay: number; bx: number; by: number; w: number; h: number },
): number {
  const { ax, ay, bx, by, w, h } = part;
  let sum = 0;
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      const [i, j] = [((ay + y) * a.width + ax + x) * 4, ((by + y) * b.width + bx + x) * 4];
      for (let k = 0; k < 3; k++) sum += Math.abs(a.data[i + k] - b.data[j + k]);
    }
  }
  return sum / (w * h * 3);
}

const shop = await printer({ after });

test('a white border lies around the mosaic, and a caption stands in it', async (t) => {
  if (!canRun(t, hasPdfTools(), PDF_TOOLS)) return;
  const words = ['--paper', '294x243.2mm', '--dpi', '100', '--border', '20mm', '--caption', 'Anna & Tom, 2026'];
  const { exit, last } = await shop.print('border.pdf', ...words);
  assert.deepEqual([exit, last.cell, last.width, last.height, last.cut, last.white], [0, 100, 1000, 800, 0, 20]);
  sound(shop.at('border.pdf'));
  assert.match(output('pdftotext', shop.at('border.pdf'), '-'), /Anna & Tom, 2026/);
  const { Trim } = boxesOf(shop.at('border.pdf'));
  const page = await drawn(shop, 'border.pdf', 25.4);
  const [left, top, width, height] = Trim.map(Math.round);
  const isWhite = (x: number, y: number) => page.data[((top + y) * page.width + left + x) * 4] > 250;
  for (let x = 1; x < width - 1; x++) for (const y of [1, 18, height - 2]) assert.ok(isWhite(x, y), `${x} ${y}`);
  for (let y = 1; y < height - 1; y++) for (const x of [1, 18, width - 19]) assert.ok(isWhite(x, y), `${x} ${y}`);
  // between the mosaic and the cut
  const letters = Array.from({ length: 16 * width }, (_, i) => [i % width, height - 18 + Math.floor(i / width)]);
  const dark = letters.filter(([x, y]) => !isWhite(x, y));
  const [x, y] = [0, 1].map((axis) => dark.reduce((sum, at) => sum + at[axis], 0) / dark.length);
  const said = `${dark.length} at ${x} ${y} of ${width} ${height}`;
  assert.ok(dark.length > 50 && Math.abs(x - width / 2) < 5 && Math.abs(y - (height - 10)) < 2, said);
});

test('a page for a print shop: boxes, marks, bleed, and the pixels of the mosaic', async (t) => {
  if (!canRun(t, hasPdfTools(), PDF_TOOLS)) return;
  // 254 mm at 100 dpi are 1,000 px: cells of 100 px, which another program draws as they are
  const { exit, last } = await shop.print('a.pdf', '--paper', '254x203.2mm', '--dpi', '100', '--bleed', '5.7mm');
  assert.deepEqual([exit, last.t], [0, 'done'], JSON.stringify(last));
  assert.deepEqual([last.cell, last.width, last.height, last.cut, last.white], [100, 1000, 800, 0, 0]);
  assert.deepEqual([last.pages, last.bleed, last.marks], [{ count: 1, across: 1, down: 1, overlap: 0 }, 5.7, true]);
  sound(shop.at('a.pdf'));
  const { Media, Trim, Bleed } = boxesOf(shop.at('a.pdf'));
  const border = 5.7 + 7;
  const close = (box: number[], expected: number[]): void =>
    assert.ok(
      box.every((length, i) => Math.abs(length - expected[i]) < 0.01),
      `${box}; expected ${expected}`,
    );
  close(Media, [0, 0, 254 + 2 * border, 203.2 + 2 * border]);
  close(Trim, [border, border, 254, 203.2]);
  close(Bleed, [7, 7, 254 + 2 * 5.7, 203.2 + 2 * 5.7]);

  const mosaic = await renderedAt(shop, 100);
  const page = await drawn(shop, 'a.pdf', 100);
  const corner = Math.round((border / 25.4) * 100);
  const part = { ax: corner, ay: corner, bx: 0, by: 0, w: 990, h: 790 };
  const there = meanDifference(page, mosaic, part);
  const elsewhere = meanDifference(page, mosaic, { ...part, bx: 3, by: 3 });
  // poppler draws pictures a pixel larger than they are
  assert.ok(there < 4 && elsewhere > 2 * there, `mean ${there}, ${elsewhere} elsewhere`);
  execFileSync('pdfimages', ['-all', shop.at('a.pdf'), shop.at('inside')]);
  const inside = await readPicture(shop.at('inside-000.jpg'));
  const bleed = Math.ceil((5.7 / 25.4) * 100);
  assert.deepEqual([inside.width, inside.height], [1000 + 2 * bleed, 800 + 2 * bleed]);
  const kept = meanDifference(inside, mosaic, { ax: bleed, ay: bleed, bx: 0, by: 0, w: 1000, h: 800 });
  assert.ok(kept < 1.2, `mean ${kept}, more than a JPEG allows`);
  // the bleed shows what is just inside, mirrored: ten rows above and left
  for (let i = 1; i < 9; i++) {
    const row = meanDifference(page, page, {
      ax: corner,
      ay: corner - 1 - i,
      bx: corner,
      by: corner + i,
      w: 900,
      h: 1,
    });
    const column = meanDifference(page, page, {
      ax: corner - 1 - i,
      ay: corner,
      bx: corner + i,
      by: corner,
      w: 1,
      h: 700,
    });
    assert.ok(row < 12 && column < 12, `${i} px beyond the cut: ${row}, ${column}`);
  }
  // white paper outside, but for black marks
  assert.deepEqual([...page.data.subarray(0, 3)], [255, 255, 255]);
  const mark = Math.round(((border - 5.7 - 2) / 25.4) * 100);
  const column = Array.from({ length: 5 }, (_, i) => page.data[(mark * page.width + corner - 2 + i) * 4]);
  assert.ok(Math.min(...column) < 160, `a mark at the corner: ${column}`);
});

async function renderedAt({ at, library }: Workshop, cell: number): Promise<Raster> {
  const words = ['render', at('p.json'), ...library, '-o', at('whole.png'), '--cell', `${cell}`, '-y', '--json'];
  const { exit, last } = await inProcess(words);
  assert.equal(exit, 0, JSON.stringify(last));
  return await readPicture(at('whole.png'));
}

test('a poster: its pages, laid together as the marks say, are the mosaic', async (t) => {
  if (!canRun(t, hasPdfTools(), PDF_TOOLS)) return;
  const flags = ['--paper', '508x406.4mm', '--dpi', '50', '--pages', 'A4', '--overlap', '12.7mm', '--bleed', '0'];
  const { exit, last } = await shop.print('poster.pdf', ...flags);
  assert.equal(exit, 0, JSON.stringify(last));
  sound(shop.at('poster.pdf'));
  const { across, down, count } = last.pages;
  assert.deepEqual([across, down, count], [3, 2, 6]);
  assert.match(output('pdfinfo', shop.at('poster.pdf')), /Pages: +7\n/, 'and an index page');
  const mosaic = await renderedAt(shop, 100);
  const [pageWidth, pageHeight] = [(508 + 2 * 12.7) / 3, (406.4 + 12.7) / 2];
  for (let number = 1; number <= count; number++) {
    const { Trim, Media } = boxesOf(shop.at('poster.pdf'), number + 1);
    assert.ok(Math.abs(Math.max(Media[2], Media[3]) - 297) < 0.1, 'A4');
    assert.ok(Math.abs(Trim[2] - pageWidth) < 0.05 && Math.abs(Trim[3] - pageHeight) < 0.05, `${Trim}`);
    const page = await drawn(shop, 'poster.pdf', 50, number + 1);
    const [row, column] = [Math.floor((number - 1) / across), (number - 1) % across];
    const pixels = (length: number): number => Math.round((length / 25.4) * 50);
    const part = {
      ax: pixels(Trim[0]) + 1,
      ay: pixels(Media[3] - Trim[1] - Trim[3]) + 1,
      bx: pixels(column * (pageWidth - 12.7)) + 1,
      by: pixels(row * (pageHeight - 12.7)) + 1,
      w: pixels(pageWidth) - 2,
      h: pixels(pageHeight) - 2,
    };
    const difference = Math.min(
      ...[-1, 0, 1].flatMap((dx) =>
        [-1, 0, 1].map((dy) => meanDifference(page, mosaic, { ...part, ax: part.ax + dx, ay: part.ay + dy })),
      ),
    );
    assert.ok(difference < 8, `page ${number}: ${difference}`);
    assert.match(
      output('pdftotext', '-f', `${number + 1}`, '-l', `${number + 1}`, shop.at('poster.pdf'), '-'),
      new RegExp(`Page ${number} of 6`),
    );
  }
});
