/**
 * A static k-d tree over rows of numbers: the exact nearest view of a cell, for descriptors of few numbers, and the rows in a box.
 *
 * The tree has no nodes: of any slice of `order` longer than a leaf, the middle entry is the root, the entries before
 * and after it are its two subtrees. Each slice is split on the coordinate in which it spreads widest.
 *
 * Source: J. L. Bentley, "Multidimensional binary search trees used for associative searching", CACM 18(9), 1975,
 * doi:10.1145/361002.361007; the choice of coordinate from J. H. Friedman, J. L. Bentley, R. A. Finkel, "An algorithm
 * for finding best matches in logarithmic expected time", ACM TOMS 3(3), 1977, doi:10.1145/355744.355745.
 */

import type { FeatureNumbers, Features } from '../describe/descriptor.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Allowed } from './scan.js';
import { select } from './select.js';

/** Rows of numbers: features, or bytes. */
export interface Rows extends Pick<Features, 'rows' | 'dims'> {
  /** rows × dims. */
  readonly data: FeatureNumbers | Uint8Array;
}

/** The tree. */
export interface KdTree {
  readonly features: Rows;
  /** The row numbers, arranged. */
  readonly order: Uint32Array;
  /** Position in `order` → the coordinate that the subtree rooted there is split on. */
  readonly axes: Uint8Array;
}

/** Slices of at most so many rows are looked through one by one. */
const LEAF = 8;

/** Builds the tree: O(n log n) time on average, five bytes a row. `features` is kept, not copied. */
export function kdTree(features: Rows): KdTree {
  const tree = unarranged(features);
  arrange(tree, 0, features.rows);
  return tree;
}

/** The same, letting others run meanwhile. @throws MosaicError `aborted` */
export async function kdTreeInTurns(features: Rows, signal?: AbortSignal): Promise<KdTree> {
  const tree = unarranged(features);
  const rest = eventLoopYielder(signal);
  for (const _ of arranging(tree, 0, features.rows)) await rest();
  return tree;
}

function unarranged(features: Rows): KdTree {
  const order = Uint32Array.from({ length: features.rows }, (_, row) => row);
  return { features, order, axes: new Uint8Array(features.rows) };
}

/** Rows that are arranged in one go. */
const SLICE = 512;

/** Arranges order[from … to) as a subtree, slice by slice. */
function* arranging(tree: KdTree, from: number, to: number): Generator<void, void, void> {
  if (to - from <= SLICE) arrange(tree, from, to);
  else {
    const middle = split(tree, from, to);
    yield;
    yield* arranging(tree, from, middle);
    yield* arranging(tree, middle + 1, to);
  }
  yield;
}

/** Arranges order[from … to) as a subtree. */
function arrange(tree: KdTree, from: number, to: number): void {
  if (to - from <= LEAF) return;
  const middle = split(tree, from, to);
  arrange(tree, from, middle);
  arrange(tree, middle + 1, to);
}

/** Puts what belongs before the middle before it, and the rest behind it. @returns the middle */
function split(tree: KdTree, from: number, to: number): number {
  const { features, order, axes } = tree;
  const middle = (from + to) >> 1;
  const axis = widestAxis(tree, from, to);
  select({ order, values: features.data, stride: features.dims, offset: axis }, from, to, middle);
  axes[middle] = axis;
  return middle;
}

function widestAxis({ features, order }: KdTree, from: number, to: number): number {
  const { dims, data } = features;
  const low = new Float32Array(dims).fill(Number.POSITIVE_INFINITY);
  const high = new Float32Array(dims).fill(Number.NEGATIVE_INFINITY);
  for (let i = from; i < to; i++) {
    for (let axis = 0, at = order[i] * dims; axis < dims; axis++, at++) {
      if (data[at] < low[axis]) low[axis] = data[at];
      if (data[at] > high[axis]) high[axis] = data[at];
    }
  }
  const spreads = high.map((most, axis) => most - low[axis]);
  return spreads.indexOf(Math.max(...spreads));
}

/** One search: a plain object, so that the recursion passes two numbers. */
interface TreeSearch {
  readonly tree: KdTree;
  readonly query: FeatureNumbers;
  readonly start: number;
  readonly allowed: Allowed;
  best: number;
  least: number;
}

/** The allowed row nearest to row `cell` of `cells`; ties go to the lower row; −1 if none is allowed. */
export function nearestInTree(tree: KdTree, cells: Features, cell: number, allowed: Allowed): number {
  const start = cell * cells.dims;
  const search: TreeSearch = { tree, query: cells.data, start, allowed, best: -1, least: Number.POSITIVE_INFINITY };
  visit(search, 0, tree.order.length);
  return search.best;
}

function visit(search: TreeSearch, from: number, to: number): void {
  const { tree, query, start } = search;
  if (to - from <= LEAF) {
    for (let i = from; i < to; i++) consider(search, tree.order[i]);
    return;
  }
  const middle = (from + to) >> 1;
  const axis = tree.axes[middle];
  const row = tree.order[middle];
  const across = query[start + axis] - tree.features.data[row * tree.features.dims + axis];

  // the query's own side first; the other one unless all of it is farther than the best so far.
  // Not "as far": an equally distant lower row may lie beyond
  if (across < 0) visit(search, from, middle);
  else visit(search, middle + 1, to);
  consider(search, row);
  if (across * across > search.least) return;
  if (across < 0) visit(search, middle + 1, to);
  else visit(search, from, middle);
}

function consider(search: TreeSearch, row: number): void {
  const { dims, data } = search.tree.features;
  let sum = 0;
  for (let k = 0, p = row * dims, q = search.start; k < dims; k++, p++, q++) {
    const d = search.query[q] - data[p];
    sum += d * d;
  }
  if (sum > search.least || (sum === search.least && row > search.best)) return;
  if (!search.allowed(row)) return;
  search.best = row;
  search.least = sum;
}

/**
 * Visits every row that differs from `centre` by at most `reach` in each number; itself too.
 *
 * @param centre  a row of the tree
 */
export function visitBox(tree: KdTree, centre: number, reach: number, visit: (row: number) => void): void {
  visitSlice({ tree, centre, reach, visit }, 0, tree.order.length);
}

interface BoxVisit {
  readonly tree: KdTree;
  readonly centre: number;
  readonly reach: number;
  readonly visit: (row: number) => void;
}

function visitSlice(query: BoxVisit, from: number, to: number): void {
  const { tree, centre, reach, visit } = query;
  const { features, order, axes } = tree;
  if (to - from <= LEAF) {
    for (let i = from; i < to; i++) if (isWithin(tree, centre, order[i], reach)) visit(order[i]);
    return;
  }
  const middle = (from + to) >> 1;
  const row = order[middle];
  const { data, dims } = features;
  const ahead = data[row * dims + axes[middle]] - data[centre * dims + axes[middle]];
  if (ahead >= -reach) visitSlice(query, from, middle);
  if (isWithin(tree, centre, row, reach)) visit(row);
  if (ahead <= reach) visitSlice(query, middle + 1, to);
}

function isWithin({ features: { data, dims } }: KdTree, centre: number, row: number, reach: number): boolean {
  for (let i = centre * dims, j = row * dims, end = i + dims; i < end; i++, j++) {
    const ahead = data[i] - data[j];
    if (ahead > reach || -ahead > reach) return false;
  }
  return true;
}
