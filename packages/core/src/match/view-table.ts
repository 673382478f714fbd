/**
 * Views and cells as rows of whole numbers: what the search for candidates reads.
 *
 * Whole numbers make every squared distance exact. Whoever computes it, in whatever order, on however many workers,
 * gets the same bits; that is what lets a SIMD kernel, its plain twin and a scan agree on ties.
 */

import type { Features } from '../describe/descriptor.js';
import { MosaicError } from '../errors.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import { sharedBuffer } from '../runtime/shared-memory.js';
import { sketchDims, sketchOf } from './sketch.js';

/** The views of all photos, packed for search. Its arrays may be read by several workers at once. */
export interface ViewTable {
  /** How many views there are. */
  readonly rows: number;
  /** Coordinates of a row: those of the features, padded with a zero to an even number. */
  readonly dims: number;
  /** Rows in groups of 8, coordinates in pairs: ⌈rows / 8⌉ × dims / 2 × 8 × 2 integers; the last group is padded with zeros. */
  readonly data: Int16Array;
  /** Rows × sketchDims(dims) integers: the sketches of the rows, packed as `data` is. */
  readonly sketches: Int16Array;
  /** Row → the photo it is a view of; ascending: the views of one photo lie together. */
  readonly owner: Uint32Array;
  /** Row → the sum of its squared coordinates. */
  readonly norms: Int32Array;
}

/** Rows in a group of `ViewTable.data`. */
export const GROUP = 8;

/** Views packed at a time. */
const SLICE = 256;

/** Largest sum of squares of a row: with it, twice the product of two rows is at most 2²⁸. */
export const LARGEST_NORM: number = 2 ** 27;

/**
 * Packs the views for search.
 *
 * @param features  rows × dims whole numbers, and the photo of each row, ascending
 * @throws MosaicError `limit` if a row's length is above 2^13.5, `shape` if the owners do not ascend, `aborted`
 */
export async function viewTable(
  features: Features & { readonly owner: Uint32Array },
  signal?: AbortSignal,
): Promise<ViewTable> {
  const { rows, owner } = features;
  const dims = paddedDims(features.dims);
  const data = new Int16Array(sharedBuffer(Math.ceil(rows / GROUP) * GROUP * dims * 2));
  const norms = new Int32Array(sharedBuffer(rows * 4));
  const owners = new Uint32Array(sharedBuffer(rows * 4));
  const length = sketchDims(dims);
  const sketches = new Int16Array(sharedBuffer(Math.ceil(rows / GROUP) * GROUP * length * 2));
  const sketch = new Int16Array(length);
  const whole = new Int16Array(dims);
  const rest = eventLoopYielder(signal);
  for (let row = 0; row < rows; row++) {
    if (row % SLICE === 0) await rest();
    if (row > 0 && owner[row] < owner[row - 1]) {
      throw new MosaicError('shape', {
        subject: 'owner',
        expected: 'ascending photos',
        received: `${owner[row]} after ${owner[row - 1]}`,
      });
    }
    norms[row] = readRow(features, row, whole, 'view');
    pack(whole, data, row);
    pack(sketchOf(whole, 0, dims, sketch), sketches, row);
  }
  owners.set(owner);
  return { rows, dims, data, sketches, owner: owners, norms };
}

/** Puts a row into its place of a packed table. */
function pack(from: Int16Array, table: Int16Array, row: number): void {
  const group = Math.floor(row / GROUP) * GROUP * from.length + (row % GROUP) * 2;
  for (let i = 0; i < from.length; i++) table[group + (i >> 1) * GROUP * 2 + (i & 1)] = from[i];
}

/**
 * The cells as queries of a search.
 *
 * @returns cells × dims integers, with the table's padded dims
 * @throws MosaicError `limit` if a row's length is above 2^13.5
 */
export function queryRows(cells: Features): Int16Array {
  const dims = paddedDims(cells.dims);
  const data = new Int16Array(sharedBuffer(cells.rows * dims * 2));
  for (let row = 0; row < cells.rows; row++) {
    readRow(cells, row, data.subarray(row * dims, (row + 1) * dims), 'cell');
  }
  return data;
}

/** Some rows of queries, one behind the other, where workers see them. @param some  their numbers */
export function someRows(rows: Int16Array, dims: number, some: ArrayLike<number>): Int16Array {
  const out = new Int16Array(sharedBuffer(some.length * dims * 2));
  for (let i = 0; i < some.length; i++) out.set(rows.subarray(some[i] * dims, (some[i] + 1) * dims), i * dims);
  return out;
}

const paddedDims = (dims: number): number => Math.ceil(dims / 2) * 2;

/** Rounds a row into `into`. @returns the sum of its squares */
function readRow({ data, dims }: Features, row: number, into: Int16Array, what: string): number {
  let norm = 0;
  for (let i = 0; i < dims; i++) {
    const value = Math.round(data[row * dims + i]);
    into[i] = value;
    norm += value * value;
  }
  if (norm <= LARGEST_NORM) return norm;
  throw new MosaicError('limit', {
    subject: `${what} ${row}`,
    expected: `features of squared length up to ${LARGEST_NORM}`,
    received: norm,
  });
}
