/** What is done to the differences of cells, in plain TypeScript. `packages/core/kernel/field.ts` does the same; not a bit differs. */

import { SIDE } from '../../describe/error-filter.js';

/**
 * Operations on 64-bit floats that lie in one memory. A place in it is told by how many of them come before.
 *
 * A box is four numbers: left, top, width and height of a cell in a plane, in samples; the height is `SIDE`. A filter: how many samples it reaches across and down,
 * then its taps across and down, each from the left to the right with `SIDE` zeros before and behind. A matrix: how many places it
 * has, a multiple of 8, then samples × places.
 */
export interface FieldOperations {
  /** Says how large planes are, and where there is room for `SIDE` rows of a blurred cell, an even number of samples each. */
  open(width: number, height: number, room: number): void;
  /** Adds a cell's samples, `SIDE` rows one behind the other, to a plane, blurred by a filter. */
  spread(filter: number, box: number, samples: number, plane: number): void;
  /** Multiplies a cell's samples of a plane with a matrix. @param out  a number for each place */
  multiply(matrix: number, box: number, plane: number, out: number): void;
}

/** The operations on a memory. */
export function plainField(numbers: Float64Array): FieldOperations {
  let [width, height, room] = [0, 0, 0];
  return {
    open: (...given) => {
      [width, height, room] = given;
    },
    spread: (filter, box, samples, plane) => {
      const [across, down] = numbers.subarray(filter, filter + 2);
      const [left, top, columns] = numbers.subarray(box, box + 3);
      const from = Math.max(0, left - across);
      const length = Math.min(width, left + columns + across) - from;
      const middleAcross = filter + 2 + SIDE + across;
      const middleDown = middleAcross + across + 1 + 2 * SIDE + down;
      for (let row = 0; row < SIDE; row++) {
        for (let x = 0; x < length; x++) {
          let sum = 0;
          for (let i = 0; i < columns; i++) {
            sum += numbers[samples + row * columns + i] * numbers[middleAcross + from + x - left - i];
          }
          numbers[room + row * length + x] = sum;
        }
      }
      const bottom = Math.min(height, top + SIDE + down);
      for (let y = Math.max(0, top - down); y < bottom; y++) {
        for (let x = 0; x < length; x++) {
          let sum = numbers[middleDown + y - top] * numbers[room + x];
          for (let row = 1; row < SIDE; row++) {
            sum += numbers[middleDown + y - top - row] * numbers[room + row * length + x];
          }
          numbers[plane + y * width + from + x] += sum;
        }
      }
    },
    multiply: (matrix, box, plane, out) => {
      const places = numbers[matrix];
      const [left, top, columns] = numbers.subarray(box, box + 3);
      for (let place = 0; place < places; place++) {
        let sum = 0;
        for (let i = 0; i < columns * SIDE; i++) {
          const sample = plane + (top + Math.floor(i / columns)) * width + left + (i % columns);
          sum += numbers[matrix + 1 + i * places + place] * numbers[sample];
        }
        numbers[out + place] = sum;
      }
    },
  };
}
