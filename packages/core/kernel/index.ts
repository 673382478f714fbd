/**
 * The search for candidates in WebAssembly SIMD (AssemblyScript; `scripts/build-kernel.js` compiles it).
 *
 * Four queries meet eight views at a time: 32 sums in registers, which start as the views' terms and to which products of
 * pairs of coordinates are added (`i32x4.dot_i16x8_s`). Queries come as −2q, so the sums end as values without |q|².
 * They are compared with each query's limit while still in registers; only blocks in which some value is below leave them.
 *
 * Coordinates come coarse to fine, so a sketch of a row tells most blocks from those that are worth it: its first pairs, and
 * the length of what is left. What is left of a product is at most the product of the two lengths (Cauchy and Schwarz).
 *
 * The host lays out the memory (`src/match/kernel.ts`) and passes views in chunks that stay in the cache while all
 * queries of a batch meet them.
 *
 * Source of the blocking: K. Goto, R. A. van de Geijn, "Anatomy of high-performance matrix multiplication", ACM TOMS
 * 34(3), 2008, doi:10.1145/1356052.1356053.
 */

import { headsOf, sift } from './lists';

export { close, open } from './lists';

/** Pairs of coordinates in a row. */
let pairs: i32 = 0;
/** Queries in fours, coordinates in pairs: blocks × pairs × 4 × 2 integers of 16 bits. */
let queries: usize = 0;
/** Pairs of a sketch, 0 = there are none; the queries' sketches, as `queries`. */
let sketchPairs: i32 = 0;
let querySketches: usize = 0;
/** Room for the 4 × 8 values of a block that leaves the registers. */
let spill: usize = 0;

/** Begins a batch of queries: says where they and their sketches are and how long both are. */
export function begin(queriesAt: usize, pairsOfRow: i32, sketchesAt: usize, pairsOfSketch: i32, spillAt: usize): void {
  queries = queriesAt;
  pairs = pairsOfRow;
  querySketches = sketchesAt;
  sketchPairs = pairsOfSketch;
  spill = spillAt;
}

/**
 * Passes a chunk of views by all queries of the batch. Chunks come in the order of their rows.
 *
 * @param rows    groups × pairs × 8 × 2 integers of 16 bits
 * @param terms   groups × 8 integers
 * @param owners  groups × 8 integers: the photo of each view; behind them groups × pairs × 8 × 2 integers of 16 bits: the
 *                views' sketches
 * @param first   number of the chunk's first row
 */
export function pass(rows: usize, terms: usize, owners: usize, groups: i32, first: i32, blocks: i32): void {
  const stride = (<usize>pairs) << 5;
  const sketches = owners + ((<usize>groups) << 5);
  for (let block = 0; block < blocks; block++) {
    const query = queries + ((<usize>(block * pairs)) << 4);
    for (let group = 0; group < groups; group++) {
      if (
        sketchPairs > 0 &&
        !mayMeet(sketches + ((<usize>(group * sketchPairs)) << 5), terms + ((<usize>group) << 5), block)
      )
        continue;
      const below = meet(query, rows + <usize>group * stride, terms + ((<usize>group) << 5), block);
      if (below !== 0) sift(below, spill, block, owners + ((<usize>group) << 5), first + (group << 3));
    }
  }
}

/** Whether, by their sketches, four queries and eight views may have a value below a limit. */
function mayMeet(row: usize, terms: usize, block: i32): bool {
  let query = querySketches + ((<usize>(block * sketchPairs)) << 4);
  let a0 = v128.load(terms);
  let a1 = v128.load(terms, 16);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  for (const end = row + ((<usize>sketchPairs) << 5); row < end; row += 32, query += 16) {
    const r0 = v128.load(row);
    const r1 = v128.load(row, 16);
    let q = v128.load32_splat(query);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(q, r0));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(q, r1));
    q = v128.load32_splat(query, 4);
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(q, r0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(q, r1));
    q = v128.load32_splat(query, 8);
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(q, r0));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(q, r1));
    q = v128.load32_splat(query, 12);
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(q, r0));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(q, r1));
  }
  const heads = headsOf(block);
  const a = i32x4.lt_s(i32x4.min_s(a0, a1), v128.load32_splat(heads));
  const b = i32x4.lt_s(i32x4.min_s(b0, b1), v128.load32_splat(heads, 16));
  const c = i32x4.lt_s(i32x4.min_s(c0, c1), v128.load32_splat(heads, 32));
  const d = i32x4.lt_s(i32x4.min_s(d0, d1), v128.load32_splat(heads, 48));
  return v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)));
}

/**
 * Four queries and eight views.
 *
 * @returns a bit for each value below its query's limit, eight bits a query; if there is any, all values are in `spill`
 */
function meet(query: usize, row: usize, terms: usize, block: i32): i32 {
  let a0 = v128.load(terms);
  let a1 = v128.load(terms, 16);
  let b0 = a0;
  let b1 = a1;
  let c0 = a0;
  let c1 = a1;
  let d0 = a0;
  let d1 = a1;
  // not unrolled: that was tried by 2 and by 4, and gained nothing
  for (const end = row + ((<usize>pairs) << 5); row < end; row += 32, query += 16) {
    const r0 = v128.load(row);
    const r1 = v128.load(row, 16);
    let q = v128.load32_splat(query);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(q, r0));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(q, r1));
    q = v128.load32_splat(query, 4);
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(q, r0));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(q, r1));
    q = v128.load32_splat(query, 8);
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(q, r0));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(q, r1));
    q = v128.load32_splat(query, 12);
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(q, r0));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(q, r1));
  }

  const heads = headsOf(block);
  const a = v128.load32_splat(heads);
  const b = v128.load32_splat(heads, 16);
  const c = v128.load32_splat(heads, 32);
  const d = v128.load32_splat(heads, 48);
  // a byte a value, eight a query: comparisons are 0 or −1, and stay so when they are narrowed
  const ab = i8x16.narrow_i16x8_s(
    i16x8.narrow_i32x4_s(i32x4.lt_s(a0, a), i32x4.lt_s(a1, a)),
    i16x8.narrow_i32x4_s(i32x4.lt_s(b0, b), i32x4.lt_s(b1, b)),
  );
  const cd = i8x16.narrow_i16x8_s(
    i16x8.narrow_i32x4_s(i32x4.lt_s(c0, c), i32x4.lt_s(c1, c)),
    i16x8.narrow_i32x4_s(i32x4.lt_s(d0, d), i32x4.lt_s(d1, d)),
  );
  const below = i8x16.bitmask(ab) | (i8x16.bitmask(cd) << 16);
  if (below === 0) return 0;
  v128.store(spill, a0);
  v128.store(spill, a1, 16);
  v128.store(spill, b0, 32);
  v128.store(spill, b1, 48);
  v128.store(spill, c0, 64);
  v128.store(spill, c1, 80);
  v128.store(spill, d0, 96);
  v128.store(spill, d1, 112);
  return below;
}
