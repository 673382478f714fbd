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
 * Offers values of a block to its four lists.
 *
 * @param below   a bit for each value that was below its list's limit, eight bits a list
 * @param values  4 × 8 integers
 * @param owners  8 integers: the photo of each view
 * @param first   row of the first view
 */
export function sift(below: i32, values: usize, block: i32, owners: usize, first: i32): void {
  // most groups show one photo if photos have many views: then only the best of the eight counts
  const whole = load<i32>(owners) === load<i32>(owners, 28);
  for (let left = below; left !== 0; ) {
    const bit = ctz(left);
    const list = bit >> 3;
    const lane = whole ? least(values + ((<usize>list) << 5)) : bit & 7;
    left &= whole ? ~(255 << (list << 3)) : left - 1;
    const query = (block << 2) + list;
    const value = load<i32>(values + ((<usize>list) << 5) + ((<usize>lane) << 2));
    // the limit may have fallen since
    if (value < load<i32>(heads + <usize>query * HEAD)) {
      take(query, value, first + lane, load<i32>(owners + ((<usize>lane) << 2)));
    }
  }
}

/** Which of eight values is the least; the first of equal ones. */
function least(values: usize): i32 {
  const low = v128.load(values);
  const high = v128.load(values, 16);
  let least = i32x4.min_s(low, high);
  least = i32x4.min_s(least, i32x4.shuffle(least, least, 2, 3, 0, 1));
  least = i32x4.min_s(least, i32x4.shuffle(least, least, 1, 0, 3, 2));
  return ctz(i32x4.bitmask(i32x4.eq(low, least)) | (i32x4.bitmask(i32x4.eq(high, least)) << 4));
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
  // the first limit as soon as there can be one: until then, all that passes is below it
  if (length + 1 === capacity || length + 1 === wanted) shorten(head, list, key);
}

/** Keeps the smallest keys of a list, and lowers its limit to the largest of them. `last` came last: views of its photo may still follow. */
function shorten(head: usize, list: usize, last: i64): void {
  select(list, load<i32>(head, LENGTH), wanted);
  store<i32>(head, <i32>(load<i64>(list + ((<usize>(wanted - 1)) << 3)) >> 32));
  store<i32>(head, wanted, LENGTH);
  // if it was not good enough, a better view of its photo enters anew
  let place = wanted - 1;
  while (place >= 0 && load<i64>(list + ((<usize>place) << 3)) !== last) place--;
  if (place < 0) store<i32>(head, -1, PHOTO);
  store<i32>(head, place, PLACE);
}

/** Sorts a list; returns how many of its first keys are the answer. */
export function close(query: i32): i32 {
  const length = load<i32>(heads + <usize>query * HEAD, LENGTH);
  sort(keys + ((<usize>(query * capacity)) << 3), length);
  return min(length, wanted);
}
