/**
 * Which views are loaded and dropped at which row of cells, so that few are loaded twice and never more than a set
 * number are held.
 *
 * While all fit, every view is loaded for its first row and dropped after its last: once each. When they do not, the
 * view whose next use is farthest away gives way, which no other rule can better.
 *
 * Source: L. A. Belady, "A study of replacement algorithms for a virtual-storage computer",
 * IBM Systems Journal 5(2), 1966, doi:10.1147/sj.52.0078.
 */

/** The loads and drops of each row. */
export interface Schedule {
  /** Row → views to load before it is drawn. A view stands here again when it had to be dropped in between. */
  readonly loads: readonly Uint32Array[];
  /** Row → views to drop once it is drawn. */
  readonly drops: readonly (readonly number[])[];
}

/** The views of each row, each once, and where each is used next. */
interface Uses {
  /** Views, row after row. An index into this is a use: an earlier row has the smaller uses. */
  readonly views: Uint32Array;
  /** rows + 1 offsets into `views`. */
  readonly from: Uint32Array;
  /** Use → the next use of the same view, −1 = none. */
  readonly next: Int32Array;
}

/**
 * Plans loads and drops. O(n log n) in cells.
 *
 * @param ofCell    cells, row by row → view
 * @param rowsFrom  rows + 1 offsets into `ofCell`
 * @param views     how many views there are
 * @param capacity  how many views may be held at a time; a row that needs more has all of its own and no other
 */
export function schedule(ofCell: Uint32Array, rowsFrom: Uint32Array, views: number, capacity: number): Schedule {
  const rows = rowsFrom.length - 1;
  const uses = usesOf(ofCell, rowsFrom, views);
  const held = new Uint8Array(views);
  const upcoming: number[] = []; // a heap of the held views' next uses, the farthest on top
  const loads: Uint32Array[] = [];
  const drops: number[][] = [];
  let live = 0;

  for (let row = 0; row < rows; row++) {
    const end = uses.from[row + 1];
    const missing = uses.views.subarray(uses.from[row], end).filter((view) => held[view] === 0);
    loads.push(missing);
    live += missing.length;

    // room for them was made after the row before; uses below `end` are this row's own and stay
    while (live > capacity && upcoming.length > 0 && upcoming[0] >= end) {
      const view = uses.views[popLargest(upcoming)];
      held[view] = 0;
      drops[row - 1].push(view);
      live--;
    }
    drops.push([]);

    for (let use = uses.from[row]; use < end; use++) {
      const view = uses.views[use];
      const next = uses.next[use];
      held[view] = next < 0 ? 0 : 1;
      if (next >= 0) {
        pushLargest(upcoming, next);
      } else {
        drops[row].push(view);
        live--;
      }
    }
  }
  return { loads, drops };
}

function usesOf(ofCell: Uint32Array, rowsFrom: Uint32Array, views: number): Uses {
  const rows = rowsFrom.length - 1;
  const lastUse = new Int32Array(views).fill(-1);
  const used = new Uint32Array(ofCell.length);
  const next = new Int32Array(ofCell.length).fill(-1);
  const from = new Uint32Array(rows + 1);
  let count = 0;

  for (let row = 0; row < rows; row++) {
    from[row] = count;
    for (let cell = rowsFrom[row]; cell < rowsFrom[row + 1]; cell++) {
      const view = ofCell[cell];
      const last = lastUse[view];
      if (last >= from[row]) continue; // stands in this row already
      if (last >= 0) next[last] = count;
      lastUse[view] = count;
      used[count++] = view;
    }
  }
  from[rows] = count;
  return { views: used.subarray(0, count), from, next: next.subarray(0, count) };
}

function pushLargest(heap: number[], value: number): void {
  let i = heap.push(value) - 1;
  while (i > 0) {
    const parent = (i - 1) >> 1;
    if (heap[parent] >= value) break;
    heap[i] = heap[parent];
    i = parent;
  }
  heap[i] = value;
}

function popLargest(heap: number[]): number {
  const top = heap[0];
  const value = heap[heap.length - 1];
  heap.length--;
  let i = 0;
  for (let child = 1; child < heap.length; child = i * 2 + 1) {
    if (child + 1 < heap.length && heap[child + 1] > heap[child]) child++;
    if (heap[child] <= value) break;
    heap[i] = heap[child];
    i = child;
  }
  if (heap.length > 0) heap[i] = value;
  return top;
}
