import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridLayout, type PlanFile } from '@tesserae/core';
import fc from 'fast-check';
import { isOnSheet, layOut } from '../../dist/unported/print-layout.js';
import { printWish } from '../../dist/unported/print-wish.js';
import { layoutNotes, layoutWords } from '../../dist/unported/print-words.js';

/** A plan as far as its layout and settings go. */
function planOf(columns: number, rows: number, cell: readonly [number, number], settings: object = {}): PlanFile {
  const layout = gridLayout({ kind: 'grid', columns, rows, cell }, 600, 400);
  // nothing else of it is looked at
  return { plan: { layout }, settings } as unknown as PlanFile;
}

const lengths = ({ width, height }: { width: number; height: number }): number[] =>
  [width, height].map((length) => Number(length.toFixed(3)));

test('without a paper the sheet is the mosaic: no white line, nothing cut off, whatever the cells', () => {
  const count = fc.integer({ min: 10, max: 90 });
  const shape = fc.constantFrom<readonly [number, number]>([1, 1], [3, 2], [4, 5], [16, 9]);
  const size = fc.constantFrom(undefined, '30x20cm', 'A3', '20cm', '4000px');
  fc.assert(
    fc.property(count, count, shape, size, (columns, rows, cell, own) => {
      const plan = planOf(columns, rows, cell, own === undefined ? {} : { size: own });
      const layout = layOut(plan, printWish({ bleed: '0' }), 100);
      const { fitted, width, height, dpi, pages } = layout;
      assert.ok(fitted.white < 1e-9 && fitted.cut < 1e-9, `${fitted.white} ${fitted.cut}`);
      assert.ok(Math.abs(fitted.sheet.width / fitted.sheet.height - width / height) < 1e-9);
      assert.ok(dpi >= 100 - 1e-6, `${dpi}`);
      const [long, short] = [Math.max(...lengths(fitted.sheet)), Math.min(...lengths(fitted.sheet))];
      if (own === '30x20cm') assert.ok(fitted.sheet.width <= 300 + 1e-6 && fitted.sheet.height <= 200 + 1e-6);
      else if (own === 'A3') assert.ok(long <= 420 + 1e-6 && short <= 297 + 1e-6);
      else if (own === '20cm') assert.equal(lengths(fitted.sheet)[0], 200);
      else assert.ok(long <= 297 + 1e-6 && short <= 210 + 1e-6, 'A4');
      assert.equal(pages.pages.length, 1);
      for (let i = 0; i < columns * rows; i++) assert.ok(isOnSheet(layout, i));
    }),
  );
});

test('papers are turned to suit, sizes are taken as they are said, a width alone is enough', () => {
  const sheet = (paper: string, plan = planOf(30, 20, [1, 1])) =>
    lengths(layOut(plan, printWish({ paper }), 100).fitted.sheet);
  assert.deepEqual(sheet('A3'), [420, 297]);
  assert.deepEqual(sheet('A3', planOf(20, 30, [1, 1])), [297, 420]);
  assert.deepEqual(sheet('20x30cm'), [200, 300]);
  assert.deepEqual(sheet('30cm'), [300, 200]);
});

test('what is printed is at least as fine as was asked for, and what is white or cut off is said', () => {
  const wish = printWish({ paper: 'A4' });
  const layout = layOut(planOf(40, 40, [1, 1]), wish, 200);
  assert.ok(layout.dpi >= 200 && layout.dpi < 205);
  assert.match(layoutWords(layout), /^40×40 cells of 5\.3 mm on 21 × 29\.7 cm · 1,680×1,680 px, 203 dpi$/);
  const [small, white] = layoutNotes(layout, wish);
  assert.match(small, /photos print 5\.3 mm wide: texture below 6 mm/);
  assert.match(
    white,
    /^43\.5 mm of paper stay white above and below.*--fit fill .* cuts off 43\.5 mm at the other two/,
  );
  const fill = printWish({ paper: 'A4', fit: 'fill' });
  const filled = layOut(planOf(40, 40, [1, 1]), fill, 200);
  assert.match(layoutNotes(filled, fill)[1], /^43\.5 mm are cut off left and right, to fill the paper\.$/);
  const printed = Array.from({ length: 40 }, (_, column) => isOnSheet(filled, column));
  assert.equal(printed.filter(Boolean).length, 28, 'the cells in the middle 21 of 29.7 cm');
  const hair = printWish({ paper: '30x20cm' });
  const cut = layoutNotes(layOut(planOf(29, 19, [1, 1]), hair, 200), hair);
  assert.match(cut.at(-1) ?? '', /^2\.6 mm are cut off left and right, which is no more than the bleed/);
});

test('a size that lies the other way is offered turned', () => {
  const notes = (paper: string, columns: number) => {
    const wish = printWish({ paper });
    return layoutNotes(layOut(planOf(columns, 20, [1, 1]), wish, 100), wish).join(' ');
  };
  assert.match(notes('60x90cm', 30), /stay white above and below.*; --paper 900x600mm fits better; --fit fill/);
  assert.doesNotMatch(notes('90x60cm', 30), /white/);
  assert.doesNotMatch(notes('60x90cm', 20), /fits better/, 'a square is as white either way');
  assert.doesNotMatch(notes('A2', 60), /fits better/, 'names are turned already');
});

test('the index is on paper that is held in the hand', () => {
  const paper = (pages?: string) => lengths(printWish({ index: true, pages }).index ?? assert.fail('there is one'));
  assert.deepEqual(paper(), [210, 297]);
  assert.deepEqual(paper('A3'), [297, 420]);
  assert.deepEqual(paper('letter'), [215.9, 279.4]);
  for (const odd of ['80x80mm', '3x3m', '30x200cm']) assert.deepEqual(paper(odd), [210, 297], odd);
  assert.equal(printWish({}).index, undefined);
});
