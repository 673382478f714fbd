import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyCandidates, inlinePool, openSearch, queryRows, viewTable } from '@tesserae/core/internal';
import { bySorting, termsFor, tiedQuestion } from './search-oracle.js';

const question = tiedQuestion(90, 70, 5, 3, 1);
const { views, cells, dims, owner } = question;
const table = await viewTable({ rows: 90, dims, data: views, owner });
const queries = queryRows({ rows: 70, dims, data: cells });
const terms = termsFor(question, table);

test('a search in this thread answers as sorting does', async () => {
  const { find } = openSearch(table, inlinePool());
  const expected = bySorting(question, 4);
  assert.deepEqual(await find(queries, terms, 4), expected);
  assert.deepEqual(await find(new Int16Array(0), terms, 4), emptyCandidates(0, 4));
});

test('features are rounded alike for views and cells', async () => {
  const data = Float32Array.of(5, -2.6, 11, 30, 40, 52.4);
  const rounded = await viewTable({ rows: 2, dims: 3, data, owner: Uint32Array.of(0, 4) });
  assert.deepEqual([...rounded.norms], [25 + 9 + 121, 900 + 1600 + 2704]);
  assert.deepEqual([...queryRows({ rows: 2, dims: 3, data })], [5, -3, 11, 0, 30, 40, 52, 0]);
  assert.deepEqual([...rounded.data.subarray(0, 4), ...rounded.data.subarray(16, 20)], [5, -3, 30, 40, 11, 0, 52, 0]);
});

test('what cannot be searched is refused by name', async () => {
  const { find } = openSearch(table, inlinePool());
  await assert.rejects(find(queries, terms, 0), { code: 'limit', subject: 'k' });
  await assert.rejects(find(queries, terms, 257), { code: 'limit' });
  await assert.rejects(find(queries, terms, 1.5), { code: 'limit' });
  await assert.rejects(find(queries.subarray(1), terms, 1), { code: 'shape', subject: 'queries', expected: 420 });
  await assert.rejects(find(queries, terms.subarray(1), 1), { code: 'shape', subject: 'terms', expected: 90 });
  await assert.rejects(find(queries, terms, 1, { within: terms }), { code: 'shape', subject: 'within', expected: 70 });
  const long = queries.slice().fill(16_000, 6, 12);
  await assert.rejects(find(long, terms, 1), { code: 'limit', subject: 'query 1' });
  const data = new Float32Array(16).fill(5000);
  const pair = { rows: 2, dims: 8, data, owner: Uint32Array.of(1, 0) };
  await assert.rejects(viewTable(pair), { code: 'limit', subject: 'view 0' });
  await assert.rejects(viewTable({ ...pair, data: data.map((value) => value / 10) }), {
    code: 'shape',
    subject: 'owner',
  });
});

test('an abort ends a search in this thread', async () => {
  const { find } = openSearch(table, inlinePool());
  const stop = new AbortController();
  const answer = find(queries, terms, 4, { signal: stop.signal });
  stop.abort();
  await assert.rejects(answer, { code: 'aborted' });
  assert.deepEqual(await find(queries, terms, 4), bySorting(question, 4));
});
