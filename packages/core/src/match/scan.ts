/** The oracle of every matcher: looks at each row. */

import { type Features, type ViewFeatures, viewsOfClass } from '../describe/descriptor.js';

/** Says whether a row of views may be used for the cell at hand. Asked only of rows that would win. */
export type Allowed = (row: number) => boolean;

/** Finds the row of views nearest to row `cell` of `cells` among the allowed; ties go to the lower row; −1 if none. */
export type Matcher = (cells: Features, cell: number, allowed: Allowed) => number;

/** Coordinates between two looks at the sum. A multiple of 3: whole colours. */
const STRIDE = 6;

/** The squared distance of row `i` of `a` and row `j` of `b`: the cost of that pair. */
export function squaredDistance(a: Features, i: number, b: Features, j: number): number {
  const { dims } = a;
  let sum = 0;
  for (let k = 0, p = i * dims, q = j * dims; k < dims; k++, p++, q++) {
    const d = a.data[p] - b.data[q];
    sum += d * d;
  }
  return sum;
}

/**
 * The allowed row of `views` nearest to row `cell` of `cells`; ties go to the lower row; −1 if none is allowed.
 *
 * Rows are ordered coarse to fine, so most are given up after a few coordinates: a sum of squares only grows.
 */
export function nearestByScan(views: Features, cells: Features, cell: number, allowed: Allowed): number {
  const { dims, data } = views;
  const query = cells.data;
  const start = cell * dims;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0, p = 0; row < views.rows; row++, p += dims) {
    let sum = 0;
    let k = 0;
    while (k < dims && sum < least) {
      const end = Math.min(k + STRIDE, dims);
      for (; k < end; k++) {
        const d = query[start + k] - data[p + k];
        sum += d * d;
      }
    }
    if (sum < least && allowed(row)) {
      best = row;
      least = sum;
    }
  }
  return best;
}

/**
 * A matcher in which a cell takes only views of its own shape class.
 *
 * @param classOf  cell → class
 * @param make     makes the matcher of a class from its views
 */
export function classMatcher(
  views: ViewFeatures,
  classOf: Uint8Array,
  make: (views: Features, shape: number) => Matcher,
): Matcher {
  const { starts } = views;
  const matchers = Array.from({ length: starts.length - 1 }, (_, shape) => make(viewsOfClass(views, shape), shape));
  if (matchers.length === 1) return matchers[0];
  return (cells, cell, allowed) => {
    const shape = classOf[cell];
    const row = matchers[shape](cells, cell, (own) => allowed(own + starts[shape]));
    return row < 0 ? -1 : row + starts[shape];
  };
}
