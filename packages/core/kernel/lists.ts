/**
 * The lists of the queries of a batch: keys of values that were below the limit, one a photo.
 *
 * A key is a value and its row in one 64-bit integer, so that comparing keys compares values, then rows. A list takes
 * more keys than are asked for; when it is full, the k smallest stay and the limit falls to the largest of them. Values
 * must then be below it: rows come in ascending order, so an equal one that comes later is not better.
 */

import { select, sort } from './select';

/** Bytes of what is known of a list: its limit, length, the photo that entered last (−1: none), and where its key is. */
const HEAD: usize = 16;
const LENGTH: usize = 4;
const PHOTO: usize = 8;
const PLACE: usize = 12;

let heads: usize = 0;
let keys: usize = 0;
let wanted: i32 = 0;
let capacity: i32 = 0;

/** Says where lists are (queries × 4 integers of 32 bits; queries × room keys) and how many keys each is to have. */
export function open(headsAt: usize, keysAt: usize, k: i32, room: i32): void {
  heads = headsAt;
  keys = keysAt;
  wanted = k;
  capacity = room;
}

/** Where the heads of a block of four queries are; each begins with its limit. */
export function headsOf(block: i32): usize {
  return heads + ((<usize>block) << 6);
}

/**
 * Offers the values of a block to its four lists.
 *
 * @param values  4 × 8 integers
 * @param owners  8 integers: the photo of each view
 * @param first   row of the first view
 */
export function sift(values: usize, block: i32, owners: usize, first: i32): void {
  for (let query = block << 2; query < (block << 2) + 4; query++, values += 32) {
    const head = heads + <usize>query * HEAD;
    const limit = v128.load32_splat(head);
    let below = i32x4.bitmask(i32x4.lt_s(v128.load(values), limit));
    below |= i32x4.bitmask(i32x4.lt_s(v128.load(values, 16), limit)) << 4;
    for (; below !== 0; below &= below - 1) {
      const lane = ctz(below);
      const value = load<i32>(values + ((<usize>lane) << 2));
      // the limit may have fallen since
      if (value < load<i32>(head)) take(query, value, first + lane, load<i32>(owners + ((<usize>lane) << 2)));
    }
  }
}

/** Puts a view that is good enough into a list, or in the place of its photo's view that came before. */
function take(query: i32, value: i32, row: i32, photo: i32): void {
  const head = heads + <usize>query * HEAD;
  const list = keys + ((<usize>(query * capacity)) << 3);
  const key = ((<i64>value) << 32) | <i64>row;
  if (wanted === 1) {
    store<i64>(list, key);
    store<i32>(head, value);
    store<i32>(head, 1, LENGTH);
    return;
  }
  if (photo === load<i32>(head, PHOTO)) {
    const held = list + ((<usize>load<i32>(head, PLACE)) << 3);
    if (key < load<i64>(held)) store<i64>(held, key);
    return;
  }
  const length = load<i32>(head, LENGTH);
  store<i64>(list + ((<usize>length) << 3), key);
  store<i32>(head, length + 1, LENGTH);
  store<i32>(head, photo, PHOTO);
  store<i32>(head, length, PLACE);
  if (length + 1 === capacity) shorten(head, list, key);
}

/** Keeps the smallest keys of a full list. `last` came last: views of its photo may still follow. */
function shorten(head: usize, list: usize, last: i64): void {
  select(list, capacity, wanted);
  store<i32>(head, <i32>(load<i64>(list + ((<usize>(wanted - 1)) << 3)) >> 32));
  store<i32>(head, wanted, LENGTH);
  // if it was not good enough, a better view of its photo enters anew
  let place = wanted - 1;
  while (place >= 0 && load<i64>(list + ((<usize>place) << 3)) !== last) place--;
  if (place < 0) store<i32>(head, -1, PHOTO);
  store<i32>(head, place, PLACE);
}

/** Sorts the best keys of a list to its front; returns how many there are. */
export function close(query: i32): i32 {
  const list = keys + ((<usize>(query * capacity)) << 3);
  let length = load<i32>(heads + <usize>query * HEAD, LENGTH);
  if (length > wanted) {
    select(list, length, wanted);
    length = wanted;
  }
  sort(list, length);
  return length;
}
