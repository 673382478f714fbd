/** Pictures as rows that pass by: what judges them holds a few rows, never a picture. */

import { luminance } from '../color/lab.js';

/** Takes the next row of a picture, from the top. The row is the caller's: it is only valid during the call. */
export type RowConsumer = (row: Float32Array) => void;

/** Width and height, in whatever the rows are made of. */
export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** Gives every row to some that take rows. */
export function teeRows(...consumers: readonly RowConsumer[]): RowConsumer {
  return (row) => {
    for (const consume of consumers) consume(row);
  };
}

/**
 * Turns rows of colours into rows of luminance.
 *
 * @param emit  takes `width` floats, 0…1
 * @returns takes `width` × 3 floats (r g b), linear light
 */
export function luminanceRows(width: number, emit: RowConsumer): RowConsumer {
  const out = new Float32Array(width);
  return (row) => {
    for (let x = 0, i = 0; x < width; x++, i += 3) out[x] = luminance(row[i], row[i + 1], row[i + 2]);
    emit(out);
  };
}

/**
 * Brings two pictures together: `consume` is called with row y of both as soon as both are there. Rows of the one that
 * is ahead are kept until the other follows.
 *
 * @param consume  its rows are only valid during the call
 */
export function pairRows(consume: (left: Float32Array, right: Float32Array) => void): {
  left: RowConsumer;
  right: RowConsumer;
} {
  // rows of the picture that is ahead, and memory of those that were taken
  const waiting: Float32Array[] = [];
  const spare: Float32Array[] = [];
  let leftWaits = true;
  const wait = (row: Float32Array) => {
    const copy = spare.pop() ?? new Float32Array(row.length);
    copy.set(row);
    waiting.push(copy);
  };
  const taker = (isLeft: boolean): RowConsumer => {
    return (row) => {
      if (waiting.length === 0) leftWaits = isLeft;
      if (leftWaits === isLeft) return wait(row);
      const other = waiting.shift()!; // some wait, of the other picture
      if (isLeft) consume(row, other);
      else consume(other, row);
      spare.push(other);
    };
  };
  return { left: taker(true), right: taker(false) };
}
