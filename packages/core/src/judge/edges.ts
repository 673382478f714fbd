/** Whether contours are where they belong: the agreement of two pictures' gradients, in direction and in proportion. */

import type { Dimensions } from './rows.js';

/** Takes the rows of two pictures at a time; then has their agreement. */
export interface Edges {
  /** The next row of both: `width` lightnesses. */
  add(left: Float32Array, right: Float32Array): void;
  /** The cosine of the two gradient fields, −1…1; 0 when one of the pictures is flat. */
  agreement(): number;
}

/**
 * Begins the comparison of two pictures of one size, at least 2 × 2. Differences are central; at the picture's edge,
 * one-sided.
 */
export function edges(size: Dimensions): Edges {
  const { width, height } = size;
  // row y is in places y % 3: a gradient looks one row up and one down
  const lefts = Array.from({ length: 3 }, () => new Float32Array(width));
  const rights = Array.from({ length: 3 }, () => new Float32Array(width));
  // Σ gL·gR, Σ |gL|², Σ |gR|²
  const sums = new Float64Array(3);
  let arrived = 0;

  const addRow = (y: number) => {
    const up = Math.max(y - 1, 0);
    const down = Math.min(y + 1, height - 1);
    addAlong(lefts[y % 3], rights[y % 3], sums);
    addBetween([lefts[up % 3], lefts[down % 3]], [rights[up % 3], rights[down % 3]], down - up, sums);
  };
  return {
    add: (left, right) => {
      lefts[arrived % 3].set(left);
      rights[arrived % 3].set(right);
      arrived++;
      if (arrived >= 2) addRow(arrived - 2);
      if (arrived === height) addRow(arrived - 1);
    },
    // far below what can be seen, far above rounding errors: these do not make contours of a flat picture
    agreement: () => sums[0] / Math.sqrt(sums[1] * sums[2] + (1e-9 * width * height) ** 2),
  };
}

/** Adds the products of the differences along a row. */
function addAlong(left: Float32Array, right: Float32Array, sums: Float64Array): void {
  const last = left.length - 1;
  add(left[1] - left[0], right[1] - right[0], sums);
  add(left[last] - left[last - 1], right[last] - right[last - 1], sums);
  let product = 0;
  let ofLeft = 0;
  let ofRight = 0;
  for (let x = 1; x < last; x++) {
    const l = left[x + 1] - left[x - 1];
    const r = right[x + 1] - right[x - 1];
    product += l * r;
    ofLeft += l * l;
    ofRight += r * r;
  }
  // two pixels apart: half the difference
  sums[0] += product / 4;
  sums[1] += ofLeft / 4;
  sums[2] += ofRight / 4;
}

/** Adds the products of the differences between two rows, `distance` apart, of either picture. */
function addBetween(
  [leftUp, leftDown]: readonly [up: Float32Array, down: Float32Array],
  [rightUp, rightDown]: readonly [up: Float32Array, down: Float32Array],
  distance: number,
  sums: Float64Array,
): void {
  let product = 0;
  let ofLeft = 0;
  let ofRight = 0;
  for (let x = 0; x < leftUp.length; x++) {
    const l = leftDown[x] - leftUp[x];
    const r = rightDown[x] - rightUp[x];
    product += l * r;
    ofLeft += l * l;
    ofRight += r * r;
  }
  const square = distance * distance;
  sums[0] += product / square;
  sums[1] += ofLeft / square;
  sums[2] += ofRight / square;
}

function add(left: number, right: number, sums: Float64Array): void {
  sums[0] += left * right;
  sums[1] += left * left;
  sums[2] += right * right;
}
