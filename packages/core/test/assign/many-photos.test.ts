import assert from 'node:assert/strict';
import { test } from 'node:test';
import { infeasibleReason, layoutOf, type Rules, UNLIMITED } from '@tesserae/core/internal';

/** More than fit on the stack as arguments of a function. */
const PHOTOS = 150_000;
const CELLS = 100;
const layout = layoutOf({ kind: 'grid', columns: 10, rows: 10, cell: [1, 1] }, 100, 100);
const each = Uint32Array.from({ length: PHOTOS }, (_, photo) => photo);

/** Rules that treat all photos alike. */
function rulesOf(least: number, most: number, spacing: number): Rules {
  return {
    minUses: new Uint32Array(PHOTOS).fill(least),
    maxUses: new Uint32Array(PHOTOS).fill(most),
    spacing,
    pinned: new Int32Array(CELLS).fill(-1),
  };
}

for (const [name, rules, subject] of [
  ['each once at least', rulesOf(1, UNLIMITED, 0), 'minUses'],
  ['none at all', rulesOf(0, 0, 0), 'maxUses'],
  ['any number of uses, apart', rulesOf(0, UNLIMITED, 3), undefined],
] as const) {
  test(`${name}: the rules of 150,000 photos are looked through`, () => {
    assert.equal(infeasibleReason(rules, each, layout)?.subject, subject);
  });
}

test('150,000 photos with least uses that do not fit are told by the largest', () => {
  const rules = { ...rulesOf(0, UNLIMITED, 5), minUses: new Uint32Array(PHOTOS).fill(9, 0, 1) };
  assert.match(String(infeasibleReason(rules, each, layout)?.received), /^at least 9 times/);
});
