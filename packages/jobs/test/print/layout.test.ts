import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanFile } from '@tesserae/core';
import { layoutOf } from '@tesserae/core/internal';
import { type Note, parseInput } from '@tesserae/jobs';
import { isOnSheet, layoutNotes, PRINT, type PrintRequest, printLayout, printRequest } from '@tesserae/jobs/internal';
import fc from 'fast-check';

/** A plan as far as its layout and settings go. */
function planOf(columns: number, rows: number, cell: readonly [number, number], settings: object = {}): PlanFile {
  const layout = layoutOf({ kind: 'grid', columns, rows, cell }, 600, 400);
  // nothing else of it is looked at
  return { plan: { layout }, settings } as unknown as PlanFile;
}

/** What such an input asks for. */
function requestOf(fields: object): PrintRequest {
  return printRequest(parseInput(PRINT, { plan: 'a.plan.json', ...fields }));
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
      const layout = printLayout(plan, requestOf({ bleed: '0' }), 100);
      const { fitted, width, height, dpi, pages } = layout;
      assert.ok(fitted.white < 1e-9 && fitted.cut < 1e-9, `${fitted.white} ${fitted.cut}`);
      assert.ok(Math.abs(fitted.sheet.width / fitted.sheet.height - width / height) < 1e-9);
      assert.ok(dpi >= 100 - 1e-6, `${dpi}`);
      const [long, short] = [Math.max(...lengths(fitted.sheet)), Math.min(...lengths(fitted.sheet))];
      if (own === '30x20cm') assert.ok(long <= 300 + 1e-6 && short <= 200 + 1e-6);
      else if (own === 'A3') assert.ok(long <= 420 + 1e-6 && short <= 297 + 1e-6);
      else if (own === '20cm') assert.equal(lengths(fitted.sheet)[0], 200);
      else assert.ok(long <= 297 + 1e-6 && short <= 210 + 1e-6, 'A4');
      assert.equal(pages.pages.length, 1);
      for (let i = 0; i < columns * rows; i++) assert.ok(isOnSheet(layout, i));
    }),
  );
});

test('papers are turned to suit unless told otherwise, and a width alone is enough', () => {
  const sheet = (paper: string, plan = planOf(30, 20, [1, 1]), turn?: boolean) =>
    lengths(printLayout(plan, requestOf({ paper, turn }), 100).fitted.sheet);
  assert.deepEqual(sheet('A3'), [420, 297]);
  assert.deepEqual(sheet('A3', planOf(20, 30, [1, 1])), [297, 420]);
  assert.deepEqual(sheet('20x30cm'), [300, 200]);
  assert.deepEqual(sheet('20x30cm', planOf(30, 20, [1, 1]), false), [200, 300]);
  assert.deepEqual(sheet('30cm'), [300, 200]);
});

test('what is printed is at least as fine as was asked for, and what is white or cut off is said', () => {
  const request = requestOf({ paper: 'A4' });
  const layout = printLayout(planOf(40, 40, [1, 1]), request, 200);
  assert.ok(layout.dpi >= 200 && layout.dpi < 205);
  assert.deepEqual([layout.width, layout.height, Math.round(layout.dpi)], [1680, 1680, 203]);
  const [small, white] = layoutNotes(layout, request);
  assert.equal(small.code, 'print-photos-small');
  assert.ok(Math.abs(layout.photo - 5.25) < 0.01);
  if (white.code !== 'paper-stays-white') assert.fail(white.code);
  const { sides, white: width, lost } = white.values;
  assert.deepEqual([sides, width.toFixed(1), lost.toFixed(1)], ['above and below', '43.5', '43.5']);
  const fill = requestOf({ paper: 'A4', fit: 'fill' });
  const filled = printLayout(planOf(40, 40, [1, 1]), fill, 200);
  assert.deepEqual(cutOff(layoutNotes(filled, fill)), ['left and right', '43.5', true]);
  const printed = Array.from({ length: 40 }, (_, column) => isOnSheet(filled, column));
  assert.equal(printed.filter(Boolean).length, 28, 'the cells in the middle 21 of 29.7 cm');
  const hair = requestOf({ paper: '30x20cm' });
  const cut = layoutNotes(printLayout(planOf(29, 19, [1, 1]), hair, 200), hair);
  assert.deepEqual(cutOff(cut), ['left and right', '2.6', false]);
});

/** What the note of a picture that is cut off says. */
function cutOff(notes: readonly Note[]): unknown {
  const note = notes.find((each) => each.code === 'picture-cut-off');
  return note?.code === 'picture-cut-off' && [note.values.sides, note.values.cut.toFixed(1), note.values.fills];
}

test('the index is on paper that is held in the hand', () => {
  const paper = (pages?: string) => lengths(requestOf({ index: true, pages }).index ?? assert.fail('there is one'));
  assert.deepEqual(paper(), [210, 297]);
  assert.deepEqual(paper('A3'), [297, 420]);
  assert.deepEqual(paper('letter'), [215.9, 279.4]);
  for (const odd of ['80x80mm', '3x3m', '30x200cm']) assert.deepEqual(paper(odd), [210, 297], odd);
  assert.equal(requestOf({}).index, undefined);
});
