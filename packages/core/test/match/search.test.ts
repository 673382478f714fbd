import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BANNED,
  emptyCandidates,
  type Finder,
  fallbackFinder,
  kernelFinder,
  LARGEST_TERM,
  queryRows,
  type ViewTable,
  viewTable,
} from '@tesserae/core/internal';
import fc from 'fast-check';
import { bySorting, type Question, termsFor, tiedQuestion } from './search-oracle.js';

/** The finders that must agree. */
const FINDERS: readonly [string, (table: ViewTable) => Finder][] = [
  ['twin', fallbackFinder],
  ['kernel', kernelFinder],
  ['kernel of one chunk', (table) => kernelFinder(table, 1)],
];

async function answerOf(question: Question, k: number, open: (table: ViewTable) => Finder, within?: Int32Array) {
  const { views, cells, dims, owner } = question;
  const table = await viewTable({ rows: owner.length, dims, data: views, owner });
  const queries = queryRows({ rows: cells.length / dims, dims, data: cells });
  const into = emptyCandidates(cells.length / dims, k);
  const part = { queries, terms: termsFor(question, table), within, into, from: 0, to: cells.length / dims };
  for (const _ of open(table)(part)) assert.equal(_, undefined);
  return into;
}

for (const [name, open] of FINDERS) {
  for (const [rows, queries, dims, viewsEach, k] of [
    [1, 1, 3, 1, 1],
    [9, 3, 3, 1, 4],
    [9, 3, 12, 2, 9],
    [500, 5, 48, 1, 1],
    [500, 7, 12, 38, 32],
    [1000, 6, 48, 7, 16],
    [3001, 9, 5, 3, 256],
    [2100, 130, 3, 1, 2],
  ]) {
    test(`${name}: the ${k} best of ${rows} rows of ${dims} in ${viewsEach}s, ${queries} queries, as sorting says`, async () => {
      const question = tiedQuestion(rows, queries, dims, viewsEach, rows + k);
      assert.deepEqual(await answerOf(question, k, open), bySorting(question, k));
    });
  }

  test(`${name}: any shape, any k, with limits, as sorting says`, async () => {
    const shape = [fc.integer({ min: 1, max: 120 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 60 })];
    const lists = [fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }), fc.nat(1000), fc.nat(90)];
    await fc.assert(
      fc.asyncProperty(fc.tuple(...shape, ...lists), async ([rows, queries, dims, viewsEach, k, seed, bound]) => {
        const question = tiedQuestion(rows, queries, dims, viewsEach, seed);
        const expected = bySorting(question, k);
        assert.deepEqual(await answerOf(question, k, open), expected);
        const within = new Int32Array(queries).fill(bound);
        expected.values.forEach((value, i) => {
          if (value <= bound) return;
          expected.rows[i] = -1;
          expected.values[i] = 0;
        });
        assert.deepEqual(await answerOf(question, k, open, within), expected);
      }),
    );
  });

  test(`${name}: terms and rows as large as they may be`, async () => {
    const long = Math.floor(Math.sqrt(2 ** 27 / 8));
    const views = Float32Array.from([long, -long, 0, long].flatMap((value) => Array(8).fill(value)));
    const cells = views.slice(0, 16);
    const owner = Uint32Array.of(0, 1, 2, 3);
    const table = await viewTable({ rows: 4, dims: 8, data: views, owner });
    const most = LARGEST_TERM - 1 - table.norms[0];
    for (const price of [most, -most - 2 * table.norms[0]]) {
      const question = { views, cells, dims: 8, owner, extra: Int32Array.of(price, price, price, BANNED) };
      assert.deepEqual(await answerOf(question, 4, open), bySorting(question, 4));
    }
  });
}
