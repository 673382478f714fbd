/**
 * Views and cells as rows of whole numbers: what the search for candidates reads.
 *
 * Whole numbers make every squared distance exact. Whoever computes it, in whatever order, on however many workers,
 * gets the same bits; that is what lets a SIMD kernel, its plain twin and a scan agree on ties.
 */

import type { Features } from '../describe/descriptor.js';
import { MosaicError } from '../errors.js';
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

/** Largest sum of squares of a row: with it, twice the product of two rows is at most 2²⁸. */
export const LARGEST_NORM: number = 2 ** 27;

/**
 * Packs the views for search.
 *
 * @param features  rows × dims, and the photo of each row, ascending
 * @param scale     what the features are multiplied by before they are rounded: 1 for the pyramid, which is whole already
 * @throws MosaicError `limit` if a row's scaled length is above 2^13.5, `shape` if the owners do not ascend
 */
export function viewTable(features: Features & { readonly owner: Uint32Array }, scale = 1): ViewTable {
  const { rows, owner } = features;
  const dims = paddedDims(features.dims);
  const data = new Int16Array(sharedBuffer(Math.ceil(rows / GROUP) * GROUP * dims * 2));
  const norms = new Int32Array(sharedBuffer(rows * 4));
  const owners = new Uint32Array(sharedBuffer(rows * 4));
  const length = sketchDims(dims);
  const sketches = new Int16Array(sharedBuffer(Math.ceil(rows / GROUP) * GROUP * length * 2));
  const sketch = new Int16Array(length);
  const whole = new Int16Array(dims);
  for (let row = 0; row < rows; row++) {
    if (row > 0 && owner[row] < owner[row - 1]) {
      throw new MosaicError('shape', {
        subject: 'owner',
        expected: 'ascending photos',
        received: `${owner[row]} after ${owner[row - 1]}`,
      });
    }
    let norm = 0;
    for (let i = 0; i < features.dims; i++) {
      const value = Math.round(features.data[row * features.dims + i] * scale);
      whole[i] = value;
      norm += value * value;
    }
    norms[row] = checkedNorm(norm, 'view', row);
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
 * @param scale  as given to `viewTable`
 * @returns cells × dims integers, with the table's padded dims
 * @throws MosaicError `limit` if a row's scaled length is above 2^13.5
 */
export function queryRows(cells: Features, scale = 1): Int16Array {
  const dims = paddedDims(cells.dims);
  const data = new Int16Array(sharedBuffer(cells.rows * dims * 2));
  for (let row = 0; row < cells.rows; row++) {
    let norm = 0;
    for (let i = 0; i < cells.dims; i++) {
      const value = Math.round(cells.data[row * cells.dims + i] * scale);
      data[row * dims + i] = value;
      norm += value * value;
    }
    checkedNorm(norm, 'cell', row);
  }
  return data;
}

const paddedDims = (dims: number): number => Math.ceil(dims / 2) * 2;

function checkedNorm(norm: number, what: string, row: number): number {
  if (norm <= LARGEST_NORM) return norm;
  throw new MosaicError('limit', {
    subject: `${what} ${row}`,
    expected: `features of squared length up to ${LARGEST_NORM}`,
    received: norm,
  });
}
