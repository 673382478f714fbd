/**
 * Puts the smallest keys first. No two keys are equal.
 *
 * Source: C. A. R. Hoare, "Algorithm 65: Find", CACM 4(7), 1961, doi:10.1145/366622.366647; D. L. Shell, "A high-speed
 * sorting procedure", CACM 2(7), 1959, doi:10.1145/368370.368387, with the gaps of M. Ciura, "Best increments for the
 * average case of Shellsort", FCT 2001, doi:10.1007/3-540-44669-9_12.
 */

/** Arranges `length` keys so that the k smallest come first, the largest of them at k − 1. */
export function select(keys: usize, length: i32, k: i32): void {
  let left = keys;
  let right = keys + ((<usize>(length - 1)) << 3);
  const at = keys + ((<usize>(k - 1)) << 3);
  while (left < right) {
    const pivot = load<i64>(left + (((right - left) >> 4) << 3));
    let i = left;
    let j = right;
    while (i <= j) {
      while (load<i64>(i) < pivot) i += 8;
      while (load<i64>(j) > pivot) j -= 8;
      if (i > j) break;
      const key = load<i64>(i);
      store<i64>(i, load<i64>(j));
      store<i64>(j, key);
      i += 8;
      j -= 8;
    }
    if (at <= j) right = j;
    else if (at >= i) left = i;
    else return;
  }
}

/** Sorts `length` keys, at most a few hundred. */
export function sort(keys: usize, length: i32): void {
  for (let gap = 132; gap > 0; gap = narrower(gap)) {
    const step = (<usize>gap) << 3;
    for (let i = gap; i < length; i++) {
      let at = keys + ((<usize>i) << 3);
      const key = load<i64>(at);
      for (; at >= keys + step && load<i64>(at - step) > key; at -= step) store<i64>(at, load<i64>(at - step));
      store<i64>(at, key);
    }
  }
}

function narrower(gap: i32): i32 {
  if (gap === 132) return 57;
  if (gap === 57) return 23;
  if (gap === 23) return 10;
  return gap === 10 ? 4 : gap === 4 ? 1 : 0;
}
