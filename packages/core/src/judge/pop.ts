/** Single details that jump out: squares a quarter of a cell wide whose colour is far from the target's. */

import { ciede2000 } from '../color/difference.js';
import { onLattice } from '../layout/lattice.js';
import type { Shape } from '../layout/layout.js';
import type { Arithmetic } from './arithmetic.js';
import { type Meter, SIDE } from './fidelity.js';
import { labRows } from './near.js';
import { quantile } from './quantile.js';
import { pairRows, type RowConsumer } from './rows.js';

/** Squares along a cell's side. */
const SQUARES = 4;
/** Canonical pixels along a square's side. */
const PIXELS = SIDE / SQUARES;

/** The 95th percentile over all cells of their worst square's CIEDE2000. */
export interface Pop {
  readonly pop: number;
}

/** Begins to measure. It takes canonical rows, `SIDE` pixels a cell, linear light. Keeps a number for each cell. */
export function popMeter(arithmetic: Arithmetic, shape: Shape): Meter<Pop> {
  const { width, boxes } = onLattice(shape, SQUARES);
  const cells = boxes.length / 4;
  const worst = new Float32Array(cells);
  let y = 0;
  // cells come in rows
  let first = 0;
  const squares = pairRows((target, mosaic) => {
    while (first < cells && boxes[first * 4 + 1] + boxes[first * 4 + 3] <= y) first++;
    for (let cell = first; cell < cells && boxes[cell * 4 + 1] <= y; cell++) {
      const left = boxes[cell * 4];
      for (let x = left; x < left + boxes[cell * 4 + 2]; x++) {
        worst[cell] = Math.max(worst[cell], ciede2000(target, x * 3, mosaic, x * 3));
      }
    }
    y++;
  });
  const see = (emit: RowConsumer): RowConsumer => squareRows(arithmetic, width, labRows(arithmetic, emit));
  return {
    target: see(squares.left),
    mosaic: see(squares.right),
    result: () => ({ pop: quantile(worst, 0.95) }),
  };
}

/**
 * Averages squares of `PIXELS` × `PIXELS` pixels, three floats each.
 *
 * @param width  of the rows that are emitted, in the memory of `arithmetic`
 */
function squareRows(arithmetic: Arithmetic, width: number, emit: RowConsumer): RowConsumer {
  const at = arithmetic.room(width * 3);
  const sums = new Float64Array(width * 3);
  let arrived = 0;
  return (row) => {
    for (let i = 0, x = 0; x < row.length; x += 3) {
      for (let c = 0; c < 3; c++) sums[i + c] += row[x + c];
      if ((x / 3) % PIXELS === PIXELS - 1) i += 3;
    }
    if (++arrived % PIXELS !== 0) return;
    const out = arithmetic.floats(at, width * 3);
    for (let i = 0; i < out.length; i++) out[i] = sums[i] / PIXELS ** 2;
    sums.fill(0);
    emit(out);
  };
}
