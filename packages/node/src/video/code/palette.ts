/**
 * The colours of a picture that may have few: cells of colour space are halved where that takes away most of the error,
 * until there are enough.
 *
 * Source: X. Wu, "Color quantization by dynamic programming and principal analysis", ACM Transactions on Graphics 11(4), 1992,
 * doi:10.1145/146443.146475, whose greedy relative this is: the cut goes through the mean, across the axis of most variance.
 */

/** Bits of red, green and blue by which colours are told apart: 65,536 kinds. */
export const KINDS = 65_536;

/** Which of the kinds a colour is. */
export function kindOf(r: number, g: number, b: number): number {
  return ((r >> 3) << 11) | ((g >> 2) << 5) | (b >> 3);
}

/** Differences of green are seen best, those of blue least: about their weights in lightness, less steep. */
const WEIGHTS = [2, 4, 1];

/** Kinds that occur: how often, and the sums of their pixels. */
interface Tally {
  readonly counts: Uint32Array;
  /** Three a kind. */
  readonly sums: Float64Array;
}

/** A cell of colour space: kinds `from` up to `to` in the order, its error, and the axis across which it is cut. */
interface Cell {
  readonly from: number;
  readonly to: number;
  readonly error: number;
  readonly axis: number;
  readonly mean: readonly number[];
}

/**
 * Chooses colours for a picture.
 *
 * @param rgb     3 bytes a pixel
 * @param colours at most so many, 2 … 256
 * @returns 3 bytes a colour
 */
export function paletteOf(rgb: Uint8Array, colours: number): Uint8Array {
  const tally = tallyOf(rgb);
  const order = Uint32Array.from(occupied(tally.counts));
  const cells = [measured(order, tally, 0, order.length)];
  while (cells.length < colours) {
    let worst = 0;
    for (let i = 1; i < cells.length; i++) if (cells[i].error > cells[worst].error) worst = i;
    const cell = cells[worst];
    if (cell.error === 0) break;
    const middle = cut(order, tally, cell);
    if (middle === cell.from || middle === cell.to) break;
    cells[worst] = measured(order, tally, cell.from, middle);
    cells.push(measured(order, tally, middle, cell.to));
  }
  return Uint8Array.from(cells.flatMap(({ mean }) => mean.map(Math.round)));
}

function tallyOf(rgb: Uint8Array): Tally {
  const counts = new Uint32Array(KINDS);
  const sums = new Float64Array(KINDS * 3); // of a large frame of one colour they are above 32 bits
  for (let i = 0; i < rgb.length; i += 3) {
    const kind = kindOf(rgb[i], rgb[i + 1], rgb[i + 2]);
    counts[kind]++;
    sums[kind * 3] += rgb[i];
    sums[kind * 3 + 1] += rgb[i + 1];
    sums[kind * 3 + 2] += rgb[i + 2];
  }
  return { counts, sums };
}

function occupied(counts: Uint32Array): number[] {
  const kinds: number[] = [];
  counts.forEach((count, kind) => {
    if (count > 0) kinds.push(kind);
  });
  return kinds;
}

function measured(order: Uint32Array, { counts, sums }: Tally, from: number, to: number): Cell {
  const [sum, squares] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  let count = 0;
  for (let i = from; i < to; i++) {
    const kind = order[i];
    count += counts[kind];
    for (let c = 0; c < 3; c++) {
      const part = sums[kind * 3 + c];
      sum[c] += part;
      squares[c] += (part * part) / counts[kind];
    }
  }
  const errors = WEIGHTS.map((weight, c) => weight * Math.max(0, squares[c] - (sum[c] * sum[c]) / count));
  const axis = errors.indexOf(Math.max(...errors));
  // rounding leaves a little of nothing
  const error = to - from < 2 ? 0 : errors[0] + errors[1] + errors[2];
  return { from, to, error, axis, mean: sum.map((value) => value / count) };
}

/** Brings the kinds below the mean before the others. @returns where the others begin */
function cut(order: Uint32Array, { counts, sums }: Tally, { from, to, axis, mean }: Cell): number {
  let middle = from;
  for (let i = from; i < to; i++) {
    const kind = order[i];
    if (sums[kind * 3 + axis] >= mean[axis] * counts[kind]) continue;
    order[i] = order[middle];
    order[middle++] = kind;
  }
  return middle;
}

/**
 * Looks up the nearest colour of each kind, when it is first asked for.
 *
 * @param palette  3 bytes a colour, at most 256
 */
export function nearestOf(palette: Uint8Array): (kind: number) => number {
  const known = new Int16Array(KINDS).fill(-1);
  return (kind) => {
    if (known[kind] < 0) known[kind] = search(palette, kind);
    return known[kind];
  };
}

function search(palette: Uint8Array, kind: number): number {
  // the middle of the kind
  const r = ((kind >> 11) << 3) + 3.5;
  const g = (((kind >> 5) & 63) << 2) + 1.5;
  const b = ((kind & 31) << 3) + 3.5;
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < palette.length; i += 3) {
    const [x, y, z] = [palette[i] - r, palette[i + 1] - g, palette[i + 2] - b];
    const distance = WEIGHTS[0] * x * x + WEIGHTS[1] * y * y + WEIGHTS[2] * z * z;
    if (distance < least) [least, best] = [distance, i / 3];
  }
  return best;
}
