/**
 * The primitive of assignment: for many queries at once, the k best photos, each by its best view.
 *
 * The value of view v for query q is |q − v|² + price[owner v], computed as |q|² + term[v] − 2q·v with
 * term[v] = |v|² + price. Prices cost nothing that way, and callers that look for something other than a distance
 * supply other terms. All of it is exact in 32-bit integers within the bounds below.
 *
 * Order: the lower value first, ties by the lower photo; the view of a photo is its least value, ties by the lower row.
 */

import { sharedBuffer } from '../runtime/shared-memory.js';

/** Terms of usable views are above −2²⁹ and below 2²⁹. */
export const LARGEST_TERM: number = 2 ** 29;

/** The term of a view that is never to be listed. */
export const BANNED: number = 2 ** 30;

/**
 * term − 2q·v of every usable view is below, of every banned one at or above this: |2q·v| is at most 2²⁸, since neither
 * row is longer than `LARGEST_NORM` allows.
 */
export const UNUSABLE: number = 2 ** 30 - 2 ** 28;

/** The longest list that can be asked for. */
export const MOST_CANDIDATES = 256;

/** The answer: a list a query. */
export interface Candidates {
  /** Length of each list. */
  readonly k: number;
  /** queries × k: rows of the view table, the best first; −1 where there are fewer photos. */
  readonly rows: Int32Array;
  /** queries × k: their values, |q|² included; 0 where there is no row. */
  readonly values: Int32Array;
}

/** What a search takes besides its question. */
export interface SearchOptions {
  /** Per query: only values up to this are listed. Makes a search with good guesses faster. */
  readonly within?: Int32Array;
  readonly signal?: AbortSignal;
  /** Told after each share of the queries how many have been answered. */
  readonly onAnswered?: (queries: number) => void;
}

/**
 * Finds the k best photos of each query among the views the search was opened with.
 *
 * @param queries  queries × dims integers (`queryRows`)
 * @param terms    rows: |v|² + price, or `BANNED`
 * @param k        1 … 256
 * @throws MosaicError `aborted`; `shape` for arrays of other lengths; `limit` for k out of its range
 */
export type Search = (
  queries: Int16Array,
  terms: Int32Array,
  k: number,
  options?: SearchOptions,
) => Promise<Candidates>;

/** A share of a search: the queries from … to, answered into their places of `into`. Plain data. */
export interface SearchPart {
  /** queries × dims integers, of all queries. */
  readonly queries: Int16Array;
  /** One integer a row of the table. */
  readonly terms: Int32Array;
  /** Per query: only values up to this are listed. */
  readonly within: Int32Array | undefined;
  readonly into: Candidates;
  readonly from: number;
  readonly to: number;
}

/** Answers a share of a search; yields now and then, so that whoever runs it can stop or let others work. */
export type Finder = (part: SearchPart) => Generator<void, void>;

/** Room for the answers to so many queries, where workers see it. */
export function emptyCandidates(queries: number, k: number): Candidates {
  const column = () => new Int32Array(sharedBuffer(queries * k * 4));
  return { k, rows: column(), values: column() };
}

/** A query's own part of its values: the sum of its squared coordinates. `queries` is queries × dims integers. */
export function normOf(queries: Int16Array, query: number, dims: number): number {
  let norm = 0;
  for (let i = query * dims; i < (query + 1) * dims; i++) norm += queries[i] * queries[i];
  return norm;
}
