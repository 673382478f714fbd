/**
 * Deflate without matches: bytes by their Huffman codes, as many as three at a look.
 *
 * A look takes the next `LOOK` bits. A table says which bytes' codes they begin with; those of a thumbnail are three bits
 * long on average. Longer codes, and the end of a block, are read bit by bit.
 *
 * Source: P. Deutsch, "DEFLATE compressed data format specification", RFC 1951, 1996; bit by bit as in M. Adler's `puff`,
 * https://github.com/madler/zlib/tree/master/contrib/puff; the reading ahead: F. Giesen, "Reading bits in far too many ways
 * (part 2)", 2018, https://fgiesen.wordpress.com/2018/02/20/reading-bits-in-far-too-many-ways-part-2/.
 */

/**
 * Bits of a look. Tried, all of a decoding: 10; 9 and 11 took 3 and 4 % longer.
 */
const LOOK: i32 = 10;
/** Bits of the longest code. */
const LONGEST: i32 = 15;
/** The symbol that ends a block; those above it begin matches. */
const END: i32 = 256;
/** Bits that are always there after `refill`. */
const AHEAD: i32 = 56;

/** Bits read ahead, how many they are, and the byte to go on with. */
let bits: u64 = 0;
let held: i32 = 0;
let next: usize = 0;

/** Look → a byte's symbol, 1 in bit 24, and from bit 28 on the length of its code; 0 where no byte's code is so short. */
const single: usize = memory.data(4 << LOOK);
/** Look → up to three symbols, their number, the length of their codes together; 0 as above. */
const looks: usize = memory.data(4 << LOOK);
/** Symbol → length of its code, for all the codes of a block: up to 286 and 30. */
const lengths: usize = memory.data(320);
/** Length → how many codes have it, 16 bits each. */
const counts: usize = memory.data(2 * (LONGEST + 1));
/** Symbols by their codes, 16 bits each. */
const sorted: usize = memory.data(2 * 320);
/** In which order a block gives the lengths of the codes for lengths. */
const order: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/**
 * Decodes a raw Deflate stream to exactly `size` bytes.
 *
 * @param body  `length` bytes, and 1,024 more that may be read
 * @param out   room for 32 bytes more, which may be overwritten
 * @returns false for a stream that is damaged, or has matches, fixed codes or blocks that are not coded, or ends elsewhere
 */
export function inflate(body: usize, length: i32, out: usize, size: i32): bool {
  next = body;
  held = 0;
  bits = 0;
  const last = body + length;
  const limit = out + size;
  for (let final = false; !final; ) {
    refill();
    final = take(1) === 1;
    if (take(2) !== 2) return false;
    if (!readCodes()) return false;
    out = readBlock(out, limit, last);
    if (out === 0) return false;
  }
  return out === limit && next - <usize>(held >> 3) <= last;
}

/** Reads ahead. What lies above `held` is what will be read there, so that it may be there already. */
function refill(): void {
  bits |= load<u64>(next) << held;
  next += (63 - held) >> 3;
  held |= AHEAD;
}

function take(count: i32): i32 {
  const value = <i32>bits & ((1 << count) - 1);
  drop(count);
  return value;
}

function drop(count: i32): void {
  bits >>= count;
  held -= count;
}

/** Reads the codes of a block and makes its tables. */
function readCodes(): bool {
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const given = take(4) + 4;
  if (literals > 286 || distances > 30) return false;
  memory.fill(lengths, 0, 19);
  for (let i = 0; i < given; i++) {
    refill();
    store<u8>(lengths + load<u8>(order + i), <u8>take(3));
  }
  if (!sort(lengths, 19)) return false;
  if (!readLengths(literals + distances)) return false;
  // there are no matches, but their codes must be codes
  if (load<u8>(lengths + END) === 0 || !sort(lengths + literals, distances) || !sort(lengths, literals)) return false;
  makeLooks();
  return true;
}

/** Reads the lengths of all codes of a block by the code for lengths, which is sorted. */
function readLengths(count: i32): bool {
  for (let i = 0; i < count; ) {
    refill();
    const symbol = readSymbol();
    if (symbol < 16) {
      store<u8>(lengths + i++, <u8>symbol);
      continue;
    }
    if (symbol === 16 && i === 0) return false;
    const value = symbol === 16 ? load<u8>(lengths + i - 1) : 0;
    const times = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
    if (i + times > count) return false;
    memory.fill(lengths + i, value, times);
    i += times;
  }
  return true;
}

/** Sorts symbols by their codes, of which the lengths are given. @returns whether they are codes, and none is missing */
function sort(from: usize, count: i32): bool {
  memory.fill(counts, 0, 2 * (LONGEST + 1));
  for (let symbol = 0; symbol < count; symbol++) {
    const at = counts + ((<usize>load<u8>(from + symbol)) << 1);
    store<u16>(at, load<u16>(at) + 1);
  }
  let left = 1;
  let place = 0;
  for (let length = 1; length <= LONGEST; length++) {
    const these = <i32>load<u16>(counts + ((<usize>length) << 1));
    left = (left << 1) - these;
    if (left < 0) return false;
    for (let symbol = 0, found = 0; found < these; symbol++) {
      if (load<u8>(from + symbol) !== length) continue;
      store<u16>(sorted + ((<usize>(place + found)) << 1), <u16>symbol);
      found++;
    }
    place += these;
  }
  return left === 0;
}

/** The next symbol by the codes that are sorted. They are complete, so there is one. */
function readSymbol(): i32 {
  let code = take(1);
  let first = 0;
  let place = 0;
  let at = counts + 2;
  let these = <i32>load<u16>(at);
  while (code - these >= first) {
    place += these;
    first = (first + these) << 1;
    code = (code << 1) | take(1);
    at += 2;
    these = load<u16>(at);
  }
  return load<u16>(sorted + ((<usize>(place + code - first)) << 1));
}

/** Makes the tables from the codes that are sorted. */
function makeLooks(): void {
  memory.fill(single, 0, 4 << LOOK);
  for (let length = 1, code = 0, place = 0; length <= LOOK; length++, code <<= 1) {
    const entry = ((<u32>length) << 28) | (1 << 24);
    for (const after = place + <i32>load<u16>(counts + ((<usize>length) << 1)); place < after; place++, code++) {
      const symbol = <u32>load<u16>(sorted + ((<usize>place) << 1));
      if (symbol >= <u32>END) continue;
      for (let look = reversed(code, length); look < 1 << LOOK; look += 1 << length) {
        store<u32>(single + ((<usize>look) << 2), entry | symbol);
      }
    }
  }
  for (let look = 0; look < 1 << LOOK; look++) {
    let all = load<u32>(single + ((<usize>look) << 2));
    if (all !== 0) {
      all = followed(all, look, 8);
      if (((all >> 24) & 3) === 2) all = followed(all, look, 16);
    }
    store<u32>(looks + ((<usize>look) << 2), all);
  }
}

/** An entry and the symbol after it, if the rest of the look holds all of its code. */
function followed(entry: u32, look: i32, shift: i32): u32 {
  const length = <i32>(entry >> 28);
  const after = load<u32>(single + ((<usize>(look >> length)) << 2));
  if (after === 0 || length + <i32>(after >> 28) > LOOK) return entry;
  return entry + (after & 0xff000000) + ((after & 0xff) << shift);
}

/** Codes begin with their highest bit, and bits are read from the lowest. */
function reversed(code: i32, length: i32): i32 {
  let out = 0;
  for (let i = 0; i < length; i++) out |= ((code >> i) & 1) << (length - 1 - i);
  return out;
}

/** Reads a block by its codes. @returns where its bytes end; 0 if they do not end where they should */
function readBlock(out: usize, limit: usize, last: usize): usize {
  while (out <= limit && next <= last + 8) {
    refill();
    let entry: u32 = 0;
    do {
      entry = load<u32>(looks + ((<usize>bits & ((1 << LOOK) - 1)) << 2));
      store<u32>(out, entry);
      out += (entry >> 24) & 3;
      drop(<i32>(entry >> 28));
    } while (entry !== 0 && held >= LOOK);
    if (entry !== 0) continue;
    refill();
    const symbol = readSymbol();
    if (symbol === END) return out <= limit ? out : 0;
    if (symbol > END) return 0;
    store<u8>(out++, <u8>symbol);
  }
  return 0;
}
