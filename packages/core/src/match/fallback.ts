/**
 * The search for candidates in plain TypeScript: for hosts without SIMD, and to check the kernel against.
 *
 * Eight rows at a time, as they are packed: eight sums in registers, each coordinate of the query read once for them.
 */

import { type Candidates, type Finder, normOf, type SearchPart, UNUSABLE } from './candidates.js';
import { GROUP, type ViewTable } from './view-table.js';

/** Rows looked at between two rests. */
const STRETCH = 32_768;

/** The list of one query as it grows, in its place of the answer. */
interface List {
  readonly into: Candidates;
  /** Where it begins in the answer's arrays. */
  readonly start: number;
  length: number;
  /** Values must be below this to get in. */
  limit: number;
  /** The photo whose views are passing, with the best of them so far; −1 for none. */
  photo: number;
  row: number;
  value: number;
}

/** A finder without SIMD; the answers are those of the kernel. */
export function fallbackFinder(table: ViewTable): Finder {
  const sums = new Int32Array(GROUP);
  return function* (part) {
    for (let query = part.from; query < part.to; query++) {
      const list = emptyList(part, query, table.dims);
      for (let from = 0; from < table.rows; from += STRETCH) {
        look(table, part, query, { list, sums, from, to: Math.min(from + STRETCH, table.rows) });
        yield;
      }
      offer(list);
      finish(list, normOf(part.queries, query, table.dims));
    }
  };
}

function emptyList({ into, within, queries }: SearchPart, query: number, dims: number): List {
  // values are kept without |q|², which is added at the end
  const limit = within ? Math.min(UNUSABLE, within[query] - normOf(queries, query, dims) + 1) : UNUSABLE;
  return { into, start: query * into.k, length: 0, limit, photo: -1, row: -1, value: UNUSABLE };
}

/** Passes the rows from … to by the list of a query. */
function look(
  table: ViewTable,
  { queries, terms }: SearchPart,
  query: number,
  { list, sums, from, to }: { list: List; sums: Int32Array; from: number; to: number },
): void {
  const { dims, data, owner } = table;
  for (let first = from; first < to; first += GROUP) {
    products(data, first * dims, sums, queries.subarray(query * dims, (query + 1) * dims));
    for (let row = first; row < Math.min(first + GROUP, to); row++) {
      const value = terms[row] - 2 * sums[row - first];
      if (value >= list.limit) continue;
      if (owner[row] !== list.photo) {
        offer(list);
        list.photo = owner[row];
        list.value = UNUSABLE;
      }
      if (value < list.value) {
        list.value = value;
        list.row = row;
      }
    }
  }
}

/** The products of a query with the eight rows of a group: `data` from `at` on, as `ViewTable.data` is packed. */
function products(data: Int16Array, at: number, sums: Int32Array, query: Int16Array): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0, p = at; i < query.length; i += 2, p += GROUP * 2) {
    const x = query[i];
    const y = query[i + 1];
    // "| 0" keeps the sums whole numbers to the compiler
    a = (a + data[p] * x + data[p + 1] * y) | 0;
    b = (b + data[p + 2] * x + data[p + 3] * y) | 0;
    c = (c + data[p + 4] * x + data[p + 5] * y) | 0;
    d = (d + data[p + 6] * x + data[p + 7] * y) | 0;
    e = (e + data[p + 8] * x + data[p + 9] * y) | 0;
    f = (f + data[p + 10] * x + data[p + 11] * y) | 0;
    g = (g + data[p + 12] * x + data[p + 13] * y) | 0;
    h = (h + data[p + 14] * x + data[p + 15] * y) | 0;
  }
  sums[0] = a;
  sums[1] = b;
  sums[2] = c;
  sums[3] = d;
  sums[4] = e;
  sums[5] = f;
  sums[6] = g;
  sums[7] = h;
}

/** Puts the photo that has passed into the list, if it still is good enough. */
function offer(list: List): void {
  const { photo, row, value, into, start } = list;
  if (photo < 0 || value >= list.limit) return;
  if (list.length < into.k) list.length++;
  // photos pass in their order: an equal value that is there already keeps its place
  let at = start + list.length - 1;
  for (; at > start && into.values[at - 1] > value; at--) {
    into.values[at] = into.values[at - 1];
    into.rows[at] = into.rows[at - 1];
  }
  into.values[at] = value;
  into.rows[at] = row;
  if (list.length === into.k) list.limit = into.values[start + into.k - 1];
}

/** Completes the values, and empties what is left of the list. */
function finish({ into, start, length }: List, norm: number): void {
  const end = start + into.k;
  for (let i = start; i < start + length; i++) into.values[i] += norm;
  into.values.fill(0, start + length, end);
  into.rows.fill(-1, start + length, end);
}
