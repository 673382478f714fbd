import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BANNED,
  emptyCandidates,
  inlinePool,
  LARGEST_TERM,
  openSearch,
  queryRows,
  termsOf,
  viewTable,
} from '@tesserae/core/internal';
import { bySorting, termsFor, tiedQuestion } from './search-oracle.js';

const question = tiedQuestion(90, 70, 5, 3, 1);
const { views, cells, dims, owner } = question;
const table = viewTable({ rows: 90, dims, data: views, owner });
const queries = queryRows({ rows: 70, dims, data: cells });
const terms = termsFor(question, table);

test('a search in this thread answers as sorting does, into what it is given', async () => {
  const { find } = openSearch(table, inlinePool());
  const expected = bySorting(question, 4);
  assert.deepEqual(await find(queries, terms, 4), expected);
  const into = emptyCandidates(70, 4);
  into.rows.fill(77);
  assert.equal(await find(queries, terms, 4, { into }), into);
  assert.deepEqual(into, expected);
  assert.deepEqual(await find(new Int16Array(0), terms, 4), emptyCandidates(0, 4));
});

test('features are scaled, then rounded, alike for views and cells', () => {
  const data = Float32Array.of(0.5, -0.26, 1.1, 3, 4, 5.24);
  const scaled = viewTable({ rows: 2, dims: 3, data, owner: Uint32Array.of(0, 4) }, 10);
  assert.deepEqual([...scaled.norms], [25 + 9 + 121, 900 + 1600 + 2704]);
  assert.deepEqual([...queryRows({ rows: 2, dims: 3, data }, 10)], [5, -3, 11, 0, 30, 40, 52, 0]);
  assert.deepEqual([...scaled.data.subarray(0, 4), ...scaled.data.subarray(16, 20)], [5, -3, 30, 40, 11, 0, 52, 0]);
});

test('terms are norms with prices; a banned photo stays banned', () => {
  const prices = new Int32Array(60).fill(5);
  prices[2] = BANNED;
  const priced = termsOf(table, prices);
  priced.forEach((term, row) => {
    assert.equal(term, owner[row] === 2 ? BANNED : table.norms[row] + 5);
  });
  prices[4] = LARGEST_TERM;
  assert.throws(() => termsOf(table, prices), { code: 'limit', subject: 'prices' });
});

test('what cannot be searched is refused by name', async () => {
  const { find } = openSearch(table, inlinePool());
  await assert.rejects(find(queries, terms, 0), { code: 'limit', subject: 'k' });
  await assert.rejects(find(queries, terms, 257), { code: 'limit' });
  await assert.rejects(find(queries, terms, 1.5), { code: 'limit' });
  await assert.rejects(find(queries.subarray(1), terms, 1), { code: 'shape', subject: 'queries', expected: 420 });
  await assert.rejects(find(queries, terms.subarray(1), 1), { code: 'shape', subject: 'terms', expected: 90 });
  await assert.rejects(find(queries, terms, 1, { within: terms }), { code: 'shape', subject: 'within', expected: 70 });
  await assert.rejects(find(queries, terms, 1, { into: emptyCandidates(70, 2) }), { code: 'shape', subject: /^into/ });
  const long = queries.slice().fill(16_000, 6, 12);
  await assert.rejects(find(long, terms, 1), { code: 'limit', subject: 'query 1' });
  const data = new Float32Array(16).fill(5000);
  const pair = { rows: 2, dims: 8, data, owner: Uint32Array.of(1, 0) };
  assert.throws(() => viewTable(pair), { code: 'limit', subject: 'view 0' });
  assert.throws(() => viewTable(pair, 0.1), { code: 'shape', subject: 'owner' });
});

test('an abort ends a search in this thread', async () => {
  const { find } = openSearch(table, inlinePool());
  const stop = new AbortController();
  const answer = find(queries, terms, 4, { signal: stop.signal });
  stop.abort();
  await assert.rejects(answer, { code: 'aborted' });
  assert.deepEqual(await find(queries, terms, 4), bySorting(question, 4));
});
