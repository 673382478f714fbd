/**
 * The difference of a mosaic and its target on the lattice of samples, and how it is seen: blurred by all filters.
 *
 * Both are kept up to date cell by cell. A cell that is empty leaves no difference.
 */

import type { ErrorFilter, SampleForm, SeparableFilter } from '../../describe/error-filter.js';
import { SIDE } from '../../describe/error-filter.js';
import { onLattice } from '../../layout/lattice.js';
import type { Layout } from '../../layout/layout.js';

/** Differences of all samples. Changed only by `setDifference`. */
export interface ErrorField {
  readonly filter: ErrorFilter;
  readonly width: number;
  readonly height: number;
  /** cells × 4: x, y, w, h in samples. */
  readonly boxes: Int32Array;
  readonly classOf: Uint8Array;
  /** Channel → width × height: the difference, and half of what the whole costs by one more of it: Σ weight · A ∗ difference. */
  readonly difference: readonly Float64Array[];
  readonly seen: readonly Float64Array[];
  /** Room for the rows of a cell's blur, and for the change of a cell. */
  readonly room: Float64Array;
  readonly change: Float64Array;
}

/** A field without differences. */
export function errorField(filter: ErrorFilter, { shape, classOf }: Layout): ErrorField {
  const { width, height, boxes } = onLattice(shape, SIDE);
  const planes = () => filter.filters.map(() => new Float64Array(width * height));
  const reach = Math.max(...filter.filters.flat().map(({ across }) => across.length - 1));
  const room = new Float64Array(SIDE * (2 * reach + SIDE));
  const size = { width, height, boxes, classOf };
  return { filter, ...size, difference: planes(), seen: planes(), room, change: new Float64Array(SIDE * SIDE) };
}

/** Sets the differences of a cell. @param row  what stands there less what is wanted, as a row of features; undefined = none */
export function setDifference(field: ErrorField, cell: number, row: Float64Array | undefined): void {
  const { filter, width, boxes, classOf, difference, change } = field;
  const form = filter.forms[classOf[cell]];
  const [x, y, columns] = boxes.subarray(cell * 4, cell * 4 + 4);
  const count = form.columns * form.rows;
  filter.filters.forEach((filters, channel) => {
    if (row === undefined) change.fill(0);
    else samplesOf(form, channel, row, change);
    const plane = difference[channel];
    for (let i = 0; i < count; i++) {
      const at = (y + Math.floor(i / columns)) * width + x + (i % columns);
      const before = plane[at];
      plane[at] = change[i];
      change[i] -= before;
    }
    for (const each of filters) spread(field, channel, [x, y, columns], each);
  });
}

/** What a row of features is in samples of a channel. */
function samplesOf(
  { columns, rows, channels, inverse }: SampleForm,
  channel: number,
  row: Float64Array,
  out: Float64Array,
): void {
  const count = columns * rows;
  out.fill(0);
  for (let place = 0; place < channels.length; place++) {
    if (channels[place] !== channel) continue;
    for (let i = 0; i < count; i++) out[i] += inverse[place * count + i] * row[place];
  }
}

/** Adds the change of a cell's samples, blurred by a filter, to what is seen. */
function spread(
  { width, height, seen, room, change }: ErrorField,
  channel: number,
  [left, top, columns]: readonly [number, number, number],
  { weight, across, down }: SeparableFilter,
): void {
  const [reachX, reachY] = [across.length - 1, down.length - 1];
  const from = Math.max(0, left - reachX);
  const to = Math.min(width, left + columns + reachX);
  const length = to - from;
  for (let row = 0; row < SIDE; row++) {
    for (let x = from; x < to; x++) {
      let sum = 0;
      for (let i = 0; i < columns; i++) {
        const d = Math.abs(x - left - i);
        if (d <= reachX) sum += change[row * columns + i] * across[d];
      }
      room[row * length + x - from] = sum * weight;
    }
  }
  const plane = seen[channel];
  const bottom = Math.min(height, top + SIDE + reachY);
  for (let y = Math.max(0, top - reachY); y < bottom; y++) {
    const a = tapAt(down, y - top);
    const b = tapAt(down, y - top - 1);
    const c = tapAt(down, y - top - 2);
    const d = tapAt(down, y - top - 3);
    for (let x = 0, at = y * width + from; x < length; x++, at++) {
      plane[at] += a * room[x] + b * room[length + x] + c * room[2 * length + x] + d * room[3 * length + x];
    }
  }
}

function tapAt(taps: Float64Array, distance: number): number {
  return taps[Math.abs(distance)] ?? 0;
}

/**
 * How far the row that a cell looks for is moved by all differences, its own included: where a view with the row z stands, the best one
 * is nearest to z less this.
 *
 * @param out  as many numbers as a row has, filled
 */
export function shiftAt({ filter, width, boxes, classOf, seen }: ErrorField, cell: number, out: Float64Array): void {
  const { columns, rows, channels, inverse } = filter.forms[classOf[cell]];
  const count = columns * rows;
  const start = boxes[cell * 4 + 1] * width + boxes[cell * 4];
  for (let place = 0; place < channels.length; place++) {
    const plane = seen[channels[place]];
    let sum = 0;
    for (let i = 0, row = 0; row < rows; row++) {
      for (let x = start + row * width; x < start + row * width + columns; x++, i++)
        sum += inverse[place * count + i] * plane[x];
    }
    out[place] = sum;
  }
}

/** What all differences cost together. */
export function energyOf({ difference, seen }: ErrorField): number {
  let sum = 0;
  difference.forEach((plane, channel) => {
    for (let i = 0; i < plane.length; i++) sum += plane[i] * seen[channel][i];
  });
  return sum;
}
