/** The search for candidates, spread over the workers of a pool. */

import { MosaicError } from '../errors.js';
import type { Pool, Task } from '../ports.js';
import { isShared, sharedBuffer } from '../runtime/shared-memory.js';
import { emptyCandidates, type Finder, MOST_CANDIDATES, normOf, type Search, type SearchPart } from './candidates.js';
import { fallbackFinder } from './fallback.js';
import { hasKernel, kernelFinder } from './kernel.js';
import { LARGEST_NORM, type ViewTable } from './view-table.js';

/** A search that holds memory in its workers until it is closed. */
export interface OpenSearch {
  readonly find: Search;
  /** Lets the workers forget the views. The pool stays open. */
  close(): void;
}

/** What the workers of a pool do in a search. */
export const SEARCH_TASK: Task<ViewTable, SearchPart> = {
  name: 'search',
  prepare: finderFor,
  written: (_views, { into, from, to }) =>
    [into.rows, into.values].map((column) => column.subarray(from * into.k, to * into.k)),
};

/** The finder for this host. */
function finderFor(table: ViewTable): Finder {
  return hasKernel() ? kernelFinder(table) : fallbackFinder(table);
}

type Question = Pick<SearchPart, 'queries' | 'terms' | 'within'>;

/** Queries in a part: enough to make a pass over the views worth while, few enough that all workers have some. */
const FEWEST = 32;
const MOST = 512;

/** Opens a search among the views of `table` on the workers of `pool`; the answers do not depend on their number. */
export function openSearch(table: ViewTable, pool: Pool): OpenSearch {
  const runner = pool.open(SEARCH_TASK, table);
  const find: Search = async (queries, terms, k, { within, signal, onAnswered } = {}) => {
    const count = queries.length / table.dims;
    const question = { queries, terms, within };
    check(table, question, k);

    const whole = pool.separateMemory ? sharedQuestion(question) : question;
    const into = emptyCandidates(count, k);
    const share = Math.ceil(count / (pool.workers * 4) / FEWEST) * FEWEST;
    const size = Math.min(MOST, Math.max(FEWEST, share));
    const parts: Promise<void>[] = [];
    let answered = 0;
    for (let from = 0; from < count; from += size) {
      const to = Math.min(from + size, count);
      const part = runner.run({ ...whole, into, from, to }, signal);
      parts.push(
        part.then(() => {
          answered += to - from;
          onAnswered?.(answered);
        }),
      );
    }
    await Promise.all(parts);
    return into;
  };
  return { find, close: () => runner.release() };
}

/** The question where the workers see it. */
function sharedQuestion({ queries, terms, within }: Question): Question {
  return {
    queries: onShared(queries, Int16Array),
    terms: onShared(terms, Int32Array),
    within: within && onShared(within, Int32Array),
  };
}

/** `array` itself if it lies on shared memory, else a copy of it there. */
function onShared<T extends Int16Array | Int32Array>(array: T, Columns: new (buffer: ArrayBufferLike) => T): T {
  if (isShared(array.buffer)) return array;
  const copied = new Columns(sharedBuffer(array.byteLength));
  copied.set(array);
  return copied;
}

function check(table: ViewTable, { queries, terms, within }: Question, k: number): void {
  if (!Number.isInteger(k) || k < 1 || k > MOST_CANDIDATES) {
    throw new MosaicError('limit', { subject: 'k', expected: `an integer from 1 to ${MOST_CANDIDATES}`, received: k });
  }
  const count = Math.ceil(queries.length / table.dims);
  expectLength('queries', queries.length, count * table.dims);
  expectLength('terms', terms.length, table.rows);
  if (within) expectLength('within', within.length, count);
  for (let query = 0; query < count; query++) {
    const norm = normOf(queries, query, table.dims);
    if (norm <= LARGEST_NORM) continue;
    throw new MosaicError('limit', {
      subject: `query ${query}`,
      expected: `squared length up to ${LARGEST_NORM}`,
      received: norm,
    });
  }
}

function expectLength(name: string, received: number, expected: number): void {
  if (received !== expected) throw new MosaicError('shape', { subject: name, expected, received });
}
