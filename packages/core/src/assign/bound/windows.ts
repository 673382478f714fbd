/**
 * Where photos of one group exclude each other: the blocks in which at least two cells list it.
 *
 * Only blocks are kept that no other one covers: if a block can be shifted without losing a cell of the group, and gains one, the
 * shifted one says more. Cells of a group are told by ranges of the sorted places, a range a row.
 *
 * Tried, for 6,400 cells at spacing 4 with lists of 32: all blocks are 442,000 with 4.5 million cells; those that no other one covers
 * 150,000 with 2.7 million, in .7 million ranges. The bound rises the faster, too: 2.204 instead of 2.201 times the
 * nearest after 60 steps.
 */

import type { Block } from '../../layout/block.js';
import type { Listings } from './listings.js';

/** Blocks of cells, each of one group. */
export interface Windows {
  readonly count: number;
  /** Window → its first range; one more at the end. */
  readonly starts: Int32Array;
  /** Two a range: the first of the sorted places, and the one behind the last. */
  readonly ranges: Int32Array;
}

/** Numbers of which it is not known how many there will be. */
interface Growing {
  data: Int32Array;
  length: number;
}

/** Ranges are no more than this, which is 64 MB: further groups have no windows. */
const MOST_RANGES = 2 ** 23;

/** The rows of a group, and how far a block has come in each of those that it reaches. */
interface Sweep {
  readonly block: Block;
  /** Place → its row, and where it stands across. */
  readonly rows: Int32Array;
  readonly across: Int32Array;
  /** Row of the block → its first place and the one behind its last, and the range within the block. */
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly starts: Growing;
  readonly ranges: Growing;
}

/** Finds the windows of some groups. @param groups  those whose photos may be used more than once */
export function windowsOf({ cellOf, starts }: Listings, block: Block, groups: Iterable<number>): Windows {
  const line = () => new Int32Array(block.height);
  const sweep: Sweep = {
    block,
    rows: cellOf.map((cell) => block.rows[cell]),
    across: cellOf.map((cell) => block.across[cell]),
    ...{ first: line(), last: line(), from: line(), to: line() },
    starts: { data: new Int32Array(1024), length: 0 },
    ranges: { data: new Int32Array(4096), length: 0 },
  };
  push(sweep.starts, 0);
  for (const group of groups) {
    if (sweep.ranges.length >= 2 * MOST_RANGES) break;
    sweepGroup(sweep, starts[group], starts[group + 1]);
  }
  const count = sweep.starts.length - 1;
  return { count, starts: taken(sweep.starts), ranges: taken(sweep.ranges) };
}

/** Lays blocks over the cells of a group, from top to bottom: the first row of each has a cell, if it is not the last that there can be. */
function sweepGroup(sweep: Sweep, begin: number, end: number): void {
  const { block, rows, first, last } = sweep;
  let done = -1;
  for (let at = begin; at < end; at++) {
    const top = Math.min(rows[at], block.lastRow);
    if (top === done) continue;
    done = top;
    let next = at;
    while (next > begin && rows[next - 1] >= top) next--;
    for (let i = 0; i < block.height; i++) {
      first[i] = next;
      while (next < end && rows[next] === top + i) next++;
      last[i] = next;
    }
    sweepRows(sweep, top, begin);
  }
}

/** Lays blocks over some rows, from left to right: each begins with a cell, if it is not the last. */
function sweepRows(sweep: Sweep, top: number, begin: number): void {
  const { block, across, first, last, from, to } = sweep;
  from.set(first);
  to.set(first);
  for (let before = -1; ; ) {
    let next = Number.POSITIVE_INFINITY;
    for (let i = 0; i < block.height; i++) {
      while (from[i] < last[i] && across[from[i]] <= before) from[i]++;
      if (from[i] < last[i]) next = Math.min(next, across[from[i]]);
    }
    if (next === Number.POSITIVE_INFINITY) return;
    before = next;
    const left = Math.min(next, block.lastAcross);
    layAt(sweep, left);
    if (isWorthKeeping(sweep, { top, left, begin })) keep(sweep);
    if (left === block.lastAcross) return;
  }
}

/** Brings the ranges in all rows to a block that begins so far from the left. */
function layAt({ block, across, first, last, from, to }: Sweep, left: number): void {
  for (let i = 0; i < block.height; i++) {
    while (from[i] > first[i] && across[from[i] - 1] >= left) from[i]--;
    to[i] = Math.max(to[i], from[i]);
    while (to[i] < last[i] && across[to[i]] < left + block.width) to[i]++;
  }
}

/** A block: its first row and half cell, and the first place of the group. */
interface Laid {
  readonly top: number;
  readonly left: number;
  readonly begin: number;
}

/** Whether a block has two cells at least, and no block further to the left or above has them all and another one. */
function isWorthKeeping(sweep: Sweep, { top, left, begin }: Laid): boolean {
  const { block, across, first, from, to } = sweep;
  let count = 0;
  let rightmost = -1;
  let beside = -1;
  let lowest = 0;
  for (let i = 0; i < block.height; i++) {
    if (from[i] > first[i]) beside = Math.max(beside, across[from[i] - 1]);
    if (to[i] === from[i]) continue;
    count += to[i] - from[i];
    rightmost = Math.max(rightmost, across[to[i] - 1]);
    lowest = i;
  }
  if (count < 2) return false;
  if (beside >= 0 && beside > rightmost - block.width) return false;
  // the block that begins a row further down, or more, has them all
  if (top < block.lastRow && to[0] === from[0]) return false;
  return !hasAbove(sweep, { top, left, begin }, block.height - 1 - lowest);
}

/** Whether one of so many rows above a block has a cell of the group over it. */
function hasAbove({ block, rows, across, first }: Sweep, { top, left, begin }: Laid, count: number): boolean {
  for (let at = first[0] - 1; at >= begin && rows[at] >= top - count; at--) {
    if (across[at] >= left && across[at] < left + block.width) return true;
  }
  return false;
}

function keep({ block, from, to, starts, ranges }: Sweep): void {
  for (let i = 0; i < block.height; i++) {
    if (to[i] === from[i]) continue;
    push(ranges, from[i]);
    push(ranges, to[i]);
  }
  push(starts, ranges.length >> 1);
}

function push(list: Growing, value: number): void {
  if (list.length === list.data.length) {
    const larger = new Int32Array(2 * list.length);
    larger.set(list.data);
    list.data = larger;
  }
  list.data[list.length++] = value;
}

function taken({ data, length }: Growing): Int32Array {
  return data.slice(0, length);
}
