/**
 * The difference of a mosaic and its target on the lattice of samples, and how it is seen: blurred by all filters.
 *
 * Both are kept up to date cell by cell. A cell that is empty leaves no difference.
 */

import { type ErrorFilter, type SampleForm, type SeparableFilter, SIDE } from '../../describe/error-filter.js';
import { onLattice } from '../../layout/lattice.js';
import type { Layout } from '../../layout/layout.js';
import { type FieldMemory, fieldMemory } from './field-memory.js';

/** Differences of all samples. Changed only by `setDifference`. What is not described is a place in its memory (`plain-field.ts`). */
export interface ErrorField {
  readonly memory: FieldMemory;
  /** Samples across and down. */
  readonly width: number;
  readonly height: number;
  readonly classOf: Uint8Array;
  /** Shape class → its form. */
  readonly forms: readonly PlacedForm[];
  readonly channels: readonly PlacedChannel[];
  /** cells × 4. */
  readonly boxes: number;
  /** The change of a cell, and what its samples are multiplied to. */
  readonly change: number;
  readonly product: number;
}

/** A channel. */
interface PlacedChannel {
  readonly filters: readonly number[];
  /** width × height: the difference, and half of what the whole costs by one more of it: Σ weight · A ∗ difference. */
  readonly difference: number;
  readonly seen: number;
}

/** A form. */
interface PlacedForm extends SampleForm {
  /** Channel → its numbers of a row, and the matrix that makes them of its samples. */
  readonly numbers: readonly (readonly number[])[];
  readonly matrices: readonly number[];
}

/** A field without differences. @param open  makes its memory */
export function errorField(
  { filters, forms }: ErrorFilter,
  { shape, classOf }: Layout,
  open: (numbers: number) => FieldMemory = fieldMemory,
): ErrorField {
  const { width, height, boxes } = onLattice(shape, SIDE);
  const records: (readonly [place: number, record: ArrayLike<number>])[] = [];
  let end = 0;
  const room = (length: number): number => {
    const place = end;
    end += Math.ceil(length / 2) * 2;
    return place;
  };
  const put = (record: ArrayLike<number>): number => {
    const place = room(record.length);
    records.push([place, record]);
    return place;
  };
  const placed = {
    forms: forms.map((form) => {
      const numbers = filters.map((_, channel) => numbersOf(form, channel));
      return { ...form, numbers, matrices: numbers.map((own) => put(matrixRecord(form, own))) };
    }),
    channels: filters.map((own) => ({
      filters: own.map((filter) => put(filterRecord(filter))),
      difference: room(width * height),
      seen: room(width * height),
    })),
    boxes: put(boxes),
    change: room(SIDE * SIDE),
    product: room(SIDE * SIDE),
  };
  const reach = Math.max(...filters.flat().map(({ across }) => across.length - 1));
  const blurred = room(SIDE * (2 * reach + SIDE + 1));
  const memory = open(end);
  for (const [place, record] of records) memory.numbers.set(record, place);
  memory.open(width, height, blurred);
  return { ...placed, memory, width, height, classOf };
}

/** Which numbers of a row are of a channel. */
function numbersOf({ channels }: SampleForm, channel: number): number[] {
  return [...channels.keys()].filter((number) => channels[number] === channel);
}

function matrixRecord({ columns, rows, inverse }: SampleForm, numbers: readonly number[]): Float64Array {
  const count = columns * rows;
  const width = Math.ceil(numbers.length / BLOCK) * BLOCK;
  const record = new Float64Array(1 + count * width);
  record[0] = width;
  numbers.forEach((number, column) => {
    for (let i = 0; i < count; i++) record[1 + i * width + column] = inverse[number * count + i];
  });
  return record;
}

/** Columns of a matrix are a multiple of this. */
const BLOCK = 8;

function filterRecord({ weight, across, down }: SeparableFilter): number[] {
  const zeros = new Array<number>(SIDE).fill(0);
  const whole = (half: Float64Array): number[] => [...half.slice(1).reverse(), ...half];
  const weighted = across.map((tap) => tap * weight);
  return [
    across.length - 1,
    down.length - 1,
    ...zeros,
    ...whole(weighted),
    ...zeros,
    ...zeros,
    ...whole(down),
    ...zeros,
  ];
}

/** Sets the differences of a cell. @param row  what stands there less what is wanted, as a row of features; undefined = none */
export function setDifference(field: ErrorField, cell: number, row: Float64Array | undefined): void {
  const { memory, width, classOf, channels, change } = field;
  const { numbers } = memory;
  const form = field.forms[classOf[cell]];
  const box = field.boxes + 4 * cell;
  const start = numbers[box + 1] * width + numbers[box];
  const { columns } = form;
  const count = columns * form.rows;
  channels.forEach(({ filters, difference, seen }, channel) => {
    for (let i = 0; i < count; i++) numbers[change + i] = 0;
    if (row !== undefined) addSamples(form, channel, row, { numbers, from: change });
    for (let i = 0, at = difference + start; i < count; i++, at += i % columns === 0 ? width - columns + 1 : 1) {
      const before = numbers[at];
      numbers[at] = numbers[change + i];
      numbers[change + i] -= before;
    }
    for (const filter of filters) memory.spread(filter, box, change, seen);
  });
}

/** Adds what a row of features is in samples of a channel. */
function addSamples(
  form: PlacedForm,
  channel: number,
  row: Float64Array,
  { numbers, from }: { readonly numbers: Float64Array; readonly from: number },
): void {
  const { inverse } = form;
  const count = form.columns * form.rows;
  for (const number of form.numbers[channel]) {
    const value = row[number];
    for (let i = 0; i < count; i++) numbers[from + i] += inverse[number * count + i] * value;
  }
}

/**
 * How far the row that a cell looks for is moved by all differences, its own included: where a view with the row z stands, the best one
 * is nearest to z less this.
 *
 * @param out  as many numbers as a row has, filled
 */
export function shiftAt(
  { memory, classOf, forms, channels, boxes, product }: ErrorField,
  cell: number,
  out: Float64Array,
): void {
  const { numbers, matrices } = forms[classOf[cell]];
  out.fill(0);
  channels.forEach(({ seen }, channel) => {
    memory.multiply(matrices[channel], boxes + 4 * cell, seen, product);
    numbers[channel].forEach((number, i) => {
      out[number] = memory.numbers[product + i];
    });
  });
}

/** The differences of a channel: width × height. */
export function differencesOf({ memory, width, height, channels }: ErrorField, channel: number): Float64Array {
  const { difference } = channels[channel];
  return memory.numbers.subarray(difference, difference + width * height);
}

/** What all differences cost together. */
export function energyOf({ memory: { numbers }, width, height, channels }: ErrorField): number {
  let sum = 0;
  for (const { difference, seen } of channels) {
    for (let i = 0; i < width * height; i++) sum += numbers[difference + i] * numbers[seen + i];
  }
  return sum;
}
