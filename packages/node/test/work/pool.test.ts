import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { inlinePool, type Pool } from '@tesserae/core';
import { BANNED, type Candidates, openSearch, randomFrom, viewTable } from '@tesserae/core/internal';
import { openPool } from '@tesserae/node/internal';
import { RESTLESS } from '../support/restless-worker.js';

const ENTRY = new URL('../support/restless-worker.js', import.meta.url);
const cells = () => new Int32Array(new SharedArrayBuffer(16));

/** Candidates for seeded views full of ties, on a pool. */
async function searchOn(pool: Pool): Promise<Candidates[]> {
  const random = randomFrom(5);
  const rows = 1500;
  const data = Float32Array.from({ length: rows * 11 }, () => Math.floor(random() * 5) - 2);
  const owner = Uint32Array.from({ length: rows }, (_, row) => Math.floor(row / 7));
  const table = await viewTable({ rows, dims: 11, data, owner });
  const queries = Int16Array.from({ length: 331 * table.dims }, () => Math.floor(random() * 5) - 2);
  const terms = table.norms.map((norm, row) => (owner[row] % 5 === 0 ? BANNED : norm + (owner[row] % 3)));
  const search = openSearch(table, pool);
  const answers = [await search.find(queries, terms, 9), await search.find(queries, terms, 1)];
  search.close();
  await pool.close();
  return answers;
}

test('candidates are the same bytes in this thread and on 1, 2 and 5 workers', async () => {
  const expected = await searchOn(inlinePool());
  assert.ok(expected[0].rows.some((row) => row > 0));
  for (const workers of [1, 2, 5]) assert.deepEqual(await searchOn(openPool(workers)), expected, `${workers} workers`);
});

test('each part is done once, whichever worker does it', async () => {
  const pool = openPool(3, ENTRY);
  const sums = cells();
  const crew = pool.open(RESTLESS, sums);
  await Promise.all(Array.from({ length: 40 }, (_, i) => crew.run(i % 4)));
  assert.deepEqual([...sums], [10, 10, 10, 10]);
  await pool.close();
});

test('a task that fails rejects its part, and the worker goes on', async () => {
  const pool = openPool(1, ENTRY);
  const sums = cells();
  const crew = pool.open(RESTLESS, sums);
  const parts = [crew.run('fail'), crew.run(2)];
  await assert.rejects(parts[0], { code: 'failed', received: 'asked to fail' });
  await parts[1];
  assert.deepEqual([...sums], [0, 0, 1, 0]);
  await pool.close();
});

test('a worker that dies rejects its part; the others do the rest; without any, all is rejected', async () => {
  const pool = openPool(2, ENTRY);
  const sums = cells();
  const crew = pool.open(RESTLESS, sums);
  const first = crew.run('die');
  const others = Array.from({ length: 5 }, () => crew.run(1));
  await assert.rejects(first, { code: 'failed', subject: 'worker' });
  await Promise.all(others);
  assert.equal(sums[1], 5);
  const rest = ['die' as const, 1, 2].map((part) => crew.run(part));
  for (const part of rest) await assert.rejects(part, { code: 'failed' });
  await assert.rejects(crew.run(3), { code: 'failed' });
  assert.deepEqual([...sums], [0, 5, 0, 0]);
  await pool.close();
});

test('an abort rejects at once, what runs and what waits, and the worker is free again', async () => {
  const pool = openPool(1, ENTRY);
  const sums = cells();
  const crew = pool.open(RESTLESS, sums);
  await crew.run(0);
  const stop = new AbortController();
  const parts = [crew.run('forever', stop.signal), crew.run(1, stop.signal)];
  const after = crew.run(2);
  stop.abort('enough');
  for (const part of parts) await assert.rejects(part, { code: 'aborted', cause: 'enough' });
  await after;
  await assert.rejects(crew.run(3, stop.signal), { code: 'aborted' });
  assert.deepEqual([...sums], [1, 0, 1, 0]);
  await pool.close();
});

test('a signal is listened to once, however many parts it ends, and no longer than they last', async () => {
  const pool = openPool(2, ENTRY);
  const crew = pool.open(RESTLESS, cells());
  const { signal } = new AbortController();
  const parts = Array.from({ length: 30 }, (_, i) => crew.run(i % 4, signal));
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  await Promise.all(parts);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
  await pool.close();
});

test('closing a pool rejects what is under way and what is asked of it later', async () => {
  const pool = openPool(1, ENTRY);
  const crew = pool.open(RESTLESS, cells());
  const parts = [crew.run('forever'), crew.run(1)];
  await Promise.all([pool.close(), ...parts.map((part) => assert.rejects(part, { code: 'failed' }))]);
  await assert.rejects(crew.run(1), { code: 'failed' });
});
