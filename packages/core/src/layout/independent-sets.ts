/**
 * All cells in as few sets as can be, none of which has two cells that are near one another.
 *
 * In a grid, cells whose row and column agree modulo steps + 1. In a brick layout the cells are the points of a triangular
 * lattice, and the sets those of its sublattices whose points are steps + 1 apart: of 3k² + 3k + 1 sets for 2k steps,
 * of 3k² for 2k − 1.
 *
 * Source: J. H. Conway, N. J. A. Sloane, "Sphere Packings, Lattices and Groups", Springer, 3rd edition 1999, chapter 2
 * (sublattices of the hexagonal lattice).
 */

import { type Random, shuffled } from '../runtime/random.js';
import { type Near, nearRuns, roomForRuns } from './near.js';
import { cellsInRows, halvesAcross, rowOf } from './rows.js';

/** The cells of each set, in reading order. */
export function independentSets(near: Near): number[][] {
  const sets: number[][] = [];
  const count = cellsInRows(near);
  for (let cell = 0; cell < count; cell++) {
    const row = rowOf(near, cell);
    const across = halvesAcross(near, row, cell);
    const at = near.stagger === 0 ? ofGrid(near.steps, row, across / 2) : ofBricks(near.steps, row, across);
    sets[at] ??= [];
    sets[at].push(cell);
  }
  return sets.filter((cells) => cells.length > 0);
}

/** Sets of the same kind that chance puts together, in no order: more of them, and each time others. */
export function randomIndependentSets(near: Near, random: Random): number[][] {
  const sets: number[][] = [];
  const runs = roomForRuns(near);
  let left = shuffled([...Array(cellsInRows(near)).keys()], random);
  const blocked = new Int32Array(left.length).fill(-1);
  while (left.length > 0) {
    const set: number[] = [];
    const rest: number[] = [];
    for (const cell of left) {
      if (blocked[cell] === sets.length) {
        rest.push(cell);
        continue;
      }
      set.push(cell);
      const end = nearRuns(near, cell, runs);
      for (let run = 0; run < end; run += 2) blocked.fill(sets.length, runs[run], runs[run + 1]);
    }
    sets.push(set);
    left = rest;
  }
  return sets;
}

function ofGrid(steps: number, row: number, column: number): number {
  const period = steps + 1;
  return (row % period) * period + (column % period);
}

function ofBricks(steps: number, row: number, across: number): number {
  // the lattice's own coordinates: down a row leads half a cell to the right
  const q = (across - row - 1) / 2;
  const k = (steps + 1) >> 1;
  if (steps % 2 === 0) return modulo(q + (3 * k + 2) * row, 3 * k * (k + 1) + 1);
  const [i, j] = [Math.floor(q / k), Math.floor(row / k)];
  return (modulo(i + 2 * j, 3) * k + (row - j * k)) * k + (q - i * k);
}

function modulo(a: number, n: number): number {
  return ((a % n) + n) % n;
}
