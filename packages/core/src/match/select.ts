/**
 * Selection: puts the k-th smallest where it belongs, the smaller before it and the larger behind it, without sorting.
 *
 * Source: C. A. R. Hoare, "Algorithm 65: Find", CACM 4(7), 1961, doi:10.1145/366622.366647.
 */

/** Row numbers to arrange, and the table whose values decide: row's value = values[row · stride + offset]. */
export interface Keyed {
  readonly order: Uint32Array;
  readonly values: Float32Array | Int16Array | Uint8Array;
  readonly stride: number;
  readonly offset: number;
}

/**
 * Arranges order[from … to) so that order[k] is what sorting would put there, with nothing larger before it and nothing
 * smaller behind it. Equal values stand in any order. O(to − from) on average.
 */
export function select(keyed: Keyed, from: number, to: number, k: number): void {
  const { order, values, stride, offset } = keyed;
  let left = from;
  let right = to - 1;
  while (left < right) {
    const pivot = values[order[middleOfThree(keyed, left, right)] * stride + offset];
    let i = left;
    let j = right;
    while (i <= j) {
      while (values[order[i] * stride + offset] < pivot) i++;
      while (values[order[j] * stride + offset] > pivot) j--;
      if (i > j) break;
      const swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
      i++;
      j--;
    }
    // everything in left … j is at most the pivot, in i … right at least; between them only the pivot itself
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return;
  }
}

/** Which of the first, the middle and the last holds the middle value: sorted input is not the worst case. */
function middleOfThree({ order, values, stride, offset }: Keyed, left: number, right: number): number {
  const middle = (left + right) >> 1;
  const a = values[order[left] * stride + offset];
  const b = values[order[middle] * stride + offset];
  const c = values[order[right] * stride + offset];
  if (a < b) return b < c ? middle : a < c ? right : left;
  return a < c ? left : b < c ? right : middle;
}
