/**
 * A static k-d tree over rows of bytes: the rows that lie in a box.
 *
 * The tree has no nodes: of any slice of `order`, the middle entry is the root, the entries before and after it its two
 * subtrees. Each slice is split along the column in which it spreads widest: so it does not matter which columns say
 * much, and that many rows agree in most of them.
 *
 * Source: J. L. Bentley, "Multidimensional binary search trees used for associative searching", CACM 18(9), 1975,
 * doi:10.1145/361002.361007.
 */

/** Rows of bytes, arranged. */
export interface BoxTree {
  /** rows × columns; kept, not copied. */
  readonly data: Uint8Array;
  readonly columns: number;
  /** The row numbers. */
  readonly order: Uint32Array;
  /** Entry of `order` → the column along which the slice that it is the middle of is split. */
  readonly splits: Uint8Array;
}

/** Slices of at most so many rows are not split, but looked through. */
const LEAF = 16;

/** Builds the tree. O(n log² n) time. @param data  rows × columns, of at most 256 columns */
export function boxTree(data: Uint8Array, columns: number): BoxTree {
  const rows = data.length / columns;
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  const tree = { data, columns, order, splits: new Uint8Array(rows) };
  split(tree, 0, rows);
  return tree;
}

function split(tree: BoxTree, from: number, to: number): void {
  if (to - from <= LEAF) return;
  const { data, columns, order, splits } = tree;
  const column = widestColumn(tree, from, to);
  order.subarray(from, to).sort((a, b) => data[a * columns + column] - data[b * columns + column] || a - b);
  const middle = (from + to) >> 1;
  splits[middle] = column;
  split(tree, from, middle);
  split(tree, middle + 1, to);
}

function widestColumn({ data, columns, order }: BoxTree, from: number, to: number): number {
  const least = new Uint8Array(columns).fill(255);
  const most = new Uint8Array(columns);
  for (let i = from; i < to; i++) {
    const row = order[i] * columns;
    for (let column = 0; column < columns; column++) {
      const value = data[row + column];
      if (value < least[column]) least[column] = value;
      if (value > most[column]) most[column] = value;
    }
  }
  let widest = 0;
  for (let column = 1; column < columns; column++) {
    if (most[column] - least[column] > most[widest] - least[widest]) widest = column;
  }
  return widest;
}

/**
 * Visits every row that differs from `centre` by at most `reach` in each column; itself too.
 *
 * @param centre  a row of the tree
 */
export function visitBox(tree: BoxTree, centre: number, reach: number, visit: (row: number) => void): void {
  visitSlice({ tree, centre, reach, visit }, 0, tree.order.length);
}

interface Visit {
  readonly tree: BoxTree;
  readonly centre: number;
  readonly reach: number;
  readonly visit: (row: number) => void;
}

function visitSlice(query: Visit, from: number, to: number): void {
  const { tree, centre, reach, visit } = query;
  const { data, columns, order, splits } = tree;
  if (to - from <= LEAF) {
    for (let i = from; i < to; i++) if (isWithin(tree, centre, order[i], reach)) visit(order[i]);
    return;
  }
  const middle = (from + to) >> 1;
  const row = order[middle];
  const ahead = data[row * columns + splits[middle]] - data[centre * columns + splits[middle]];
  if (ahead >= -reach) visitSlice(query, from, middle);
  if (isWithin(tree, centre, row, reach)) visit(row);
  if (ahead <= reach) visitSlice(query, middle + 1, to);
}

function isWithin({ data, columns }: BoxTree, centre: number, row: number, reach: number): boolean {
  for (let i = centre * columns, j = row * columns, end = i + columns; i < end; i++, j++) {
    const ahead = data[i] - data[j];
    if (ahead > reach || -ahead > reach) return false;
  }
  return true;
}
