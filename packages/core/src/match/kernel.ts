/**
 * The search for candidates by the WebAssembly kernel (`packages/core/kernel`): feeds it and reads its lists.
 *
 * Views pass in chunks that stay in the second-level cache while a whole batch of queries meets them: a table larger than
 * the caches is read from memory once a batch, not once a query. The kernel's memory holds as many chunks as it
 * is allowed; a table that fits is copied there once, a larger one again for every batch. So memory is bounded whatever the
 * number of views and queries.
 */

import { type CompiledModule, compiled, type KernelMemory, reserve } from '../runtime/webassembly.js';
import { BANNED, type Finder, normOf, type SearchPart, UNUSABLE } from './candidates.js';
import { MODULE } from './kernel-module.js';
import { sketchDims, sketchOf } from './sketch.js';
import { GROUP, type ViewTable } from './view-table.js';

/** Rows in a chunk: about 100 KB of 48 coordinates. */
const CHUNK = 1024;
/** Most queries in a batch. */
const BATCH = 512;
/** Bytes of lists worked on at a time. */
const LISTS = 256 * 2 ** 10;
/** Bytes of views held by a kernel. */
const RESIDENT = 32 * 2 ** 20;
/** Bytes of what the kernel knows of a list: limit, length, last photo, its place. */
const HEAD = 16;
const SPILL = 128;
const LEAST_INTEGER = -(2 ** 31);

/** What the module exports; see `packages/core/kernel/index.ts`. Addresses are bytes into its memory. */
interface Exports {
  readonly memory: KernelMemory;
  begin(queries: number, pairs: number, sketches: number, sketchPairs: number, spill: number): void;
  open(heads: number, keys: number, k: number, capacity: number): void;
  pass(rows: number, terms: number, owners: number, groups: number, first: number, blocks: number): void;
  close(query: number): number;
}

/** Where things are in the kernel's memory. */
interface Places {
  readonly spill: number;
  readonly heads: number;
  readonly queries: number;
  readonly sketches: number;
  readonly terms: number;
  readonly slots: number;
  /** Bytes of a slot: the rows of a chunk, their owners, their sketches. */
  readonly slot: number;
  readonly slotCount: number;
  readonly keys: number;
}

/** A kernel at work on a table. */
interface Kernel {
  readonly table: ViewTable;
  readonly exports: Exports;
  readonly at: Places;
  /** Slot → the chunk it holds, −1 for none. */
  readonly held: Int32Array;
}

let module: CompiledModule | undefined;

/** Whether this host runs the kernel. */
export function hasKernel(): boolean {
  module ??= compiled(MODULE);
  return module !== undefined;
}

/**
 * A finder by the kernel. It works on one part at a time.
 *
 * @param resident  bytes of views that it may hold; one chunk at least
 */
export function kernelFinder(table: ViewTable, resident: number = RESIDENT): Finder {
  module ??= compiled(MODULE);
  // the exports are those of our own module
  const exports = new WebAssembly.Instance(module!).exports as unknown as Exports;
  const at = placesFor(table, resident);
  const kernel = { table, exports, at, held: new Int32Array(at.slotCount).fill(-1) };
  return function* (part) {
    const size = batchOf(part.into.k);
    for (let from = part.from; from < part.to; from += size) {
      const batch = { ...part, from, to: Math.min(from + size, part.to) };
      const blocks = openLists(kernel, batch);
      for (let chunk = 0; chunk * CHUNK < table.rows; chunk++) {
        passChunk(kernel, chunk, batch.terms, blocks);
        yield;
      }
      closeLists(kernel, batch);
    }
  };
}

function placesFor({ rows, dims }: ViewTable, resident: number): Places {
  const sketch = sketchDims(dims) * 2;
  const slot = CHUNK * (dims * 2 + 4 + sketch);
  const slotCount = Math.max(1, Math.min(Math.ceil(rows / CHUNK), Math.floor(resident / slot)));
  const heads = SPILL;
  const queries = heads + BATCH * HEAD;
  const sketches = queries + BATCH * dims * 2;
  const terms = sketches + BATCH * sketch;
  const slots = terms + CHUNK * 4;
  return { spill: 0, heads, queries, sketches, terms, slots, slot, slotCount, keys: slots + slotCount * slot };
}

/** Room for keys in a list of k. More of it means shortening lists less often, but at limits that are out of date. */
const capacityOf = (k: number): number => (k === 1 ? 1 : Math.ceil(1.5 * k) + 8);

/** Queries in a batch: as many as lists fit into the second-level cache beside a chunk, down to a few blocks. */
const batchOf = (k: number): number => Math.max(64, Math.min(BATCH, Math.floor(LISTS / (capacityOf(k) * 32)) * 4));

/** Brings queries from … to into memory, with empty lists; returns how many blocks of four they are. */
function openLists({ table, exports, at }: Kernel, { queries, within, into, from, to }: SearchPart): number {
  const { dims } = table;
  const capacity = capacityOf(into.k);
  reserve(exports.memory, at.keys + batchOf(into.k) * capacity * 8);
  exports.begin(at.queries, dims / 2, at.sketches, sketchDims(dims) / 2, at.spill);
  exports.open(at.heads, at.keys, into.k, capacity);

  const blocks = Math.ceil((to - from) / 4);
  const packed = new Int16Array(exports.memory.buffer, at.queries, blocks * 4 * dims).fill(0);
  const sketches = new Int16Array(exports.memory.buffer, at.sketches, blocks * 4 * sketchDims(dims)).fill(0);
  const sketch = new Int16Array(sketchDims(dims));
  const heads = new Int32Array(exports.memory.buffer, at.heads, blocks * 4 * 4);
  for (let i = 0; i < blocks * 4; i++) {
    const query = from + i;
    // queries that only fill up the last block want nothing
    const most = query < to ? (within ? within[query] - normOf(queries, query, dims) + 1 : UNUSABLE) : LEAST_INTEGER;
    heads.set([Math.max(LEAST_INTEGER, Math.min(UNUSABLE, most)), 0, -1, 0], i * 4);
    if (query >= to) continue;
    pack(queries.subarray(query * dims, (query + 1) * dims), packed, i);
    pack(sketchOf(queries, query, dims, sketch), sketches, i);
  }
  return blocks;
}

/** Puts a query into its place: blocks of four, coordinates in pairs, −2 times what they are. */
function pack(from: Int16Array, blocks: Int16Array, at: number): void {
  const block = (at >> 2) * 4 * from.length + (at & 3) * 2;
  for (let c = 0; c < from.length; c++) blocks[block + (c >> 1) * 8 + (c & 1)] = -2 * from[c];
}

/** Passes a chunk of views by the queries that are in memory. */
function passChunk({ table, exports, at, held }: Kernel, chunk: number, terms: Int32Array, blocks: number): void {
  const { data, sketches, owner, dims } = table;
  const { buffer } = exports.memory;
  const first = chunk * CHUNK;
  const end = Math.min(first + CHUNK, table.rows);
  const groups = Math.ceil((end - first) / GROUP);
  const slot = chunk % at.slotCount;
  const rows = at.slots + slot * at.slot;
  const owners = rows + CHUNK * dims * 2;
  if (held[slot] !== chunk) {
    new Int16Array(buffer, rows).set(data.subarray(first * dims, (first + groups * GROUP) * dims));
    const photos = new Uint32Array(buffer, owners, groups * GROUP);
    photos.set(owner.subarray(first, end));
    // the kernel takes a group that begins and ends with one photo to be all that photo's
    photos.fill(owner[end - 1], end - first);
    const length = sketchDims(dims);
    const mine = sketches.subarray(first * length, (first + groups * GROUP) * length);
    new Int16Array(buffer, owners + groups * GROUP * 4).set(mine);
    held[slot] = chunk;
  }
  const mine = new Int32Array(buffer, at.terms, groups * GROUP);
  mine.set(terms.subarray(first, end));
  mine.fill(BANNED, end - first);
  exports.pass(rows, at.terms, owners, groups, first, blocks);
}

/** Reads the lists of the queries from … to. */
function closeLists({ table, exports, at }: Kernel, { queries, into, from, to }: SearchPart): void {
  const { k, rows, values } = into;
  const capacity = capacityOf(k);
  for (let query = from; query < to; query++) {
    const length = exports.close(query - from);
    const norm = normOf(queries, query, table.dims);
    // a key is a 64-bit integer: the row below, the value above
    const keys = new Int32Array(exports.memory.buffer, at.keys + (query - from) * capacity * 8, length * 2);
    for (let i = 0; i < k; i++) {
      const there = i < length;
      rows[query * k + i] = there ? keys[i * 2] : -1;
      values[query * k + i] = there ? keys[i * 2 + 1] + norm : 0;
    }
  }
}
