/**
 * Slabs in blocks, from the top down: as many rows as one row of squares of a slab's smallest level has. No square of a slab's levels
 * is of two blocks, so each block is made by itself.
 */

import type { Band } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';
import { type PyramidLevel, SQUARE, type Square } from '../pyramid/levels.js';
import type { Slab } from './slabs.js';

/** A piece of a slab. */
export interface Block {
  /** Among all blocks of the picture. */
  readonly number: number;
  /** Where it begins, and how many rows it has, in pixels of the picture. */
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  /** Those of the slab, as high as the block. */
  readonly levels: readonly PyramidLevel[];
}

/** The blocks of a slab; they are numbered from `first` on. */
export function blocksOf({ x, levels }: Slab, first: number): Block[] {
  const [{ height }] = levels;
  const side = SQUARE * smallestOf(levels).scale;
  return Array.from({ length: Math.ceil(height / side) }, (_, i) => {
    const y = i * side;
    const rows = Math.min(side, height - y);
    const own = levels.map((level) => ({ ...level, height: Math.ceil(rows / level.scale) }));
    return { number: first + i, x, y, rows, levels: own };
  });
}

/** The last level of some: there is always one. */
export function smallestOf(levels: readonly PyramidLevel[]): PyramidLevel {
  return levels[levels.length - 1];
}

/** A square of a block as one of the whole picture. */
export function inPicture<S extends Square>(square: S, { x, y }: Block, levels: readonly PyramidLevel[]): S {
  const level = levels.find(({ number }) => number === square.level.number) ?? square.level;
  const side = SQUARE * level.scale;
  return { ...square, level, column: square.column + x / side, row: square.row + y / side };
}

/** Bands of a slab cut where blocks end; each counts rows from its block's first. */
export async function* bandsOfBlocks(
  bands: AsyncIterable<Band>,
  blocks: readonly Block[],
): AsyncGenerator<{ readonly block: Block; readonly band: Band }, void, void> {
  let next = 0;
  for await (const { y, raster: whole } of bands) {
    for (let row = 0; row < whole.height; ) {
      const block = blocks[next];
      const rows = Math.min(whole.height - row, block.y + block.rows - y - row);
      const pixels = whole.data.subarray(row * whole.width * 4, (row + rows) * whole.width * 4);
      yield { block, band: { y: y + row - block.y, raster: raster(whole.width, rows, pixels) } };
      row += rows;
      if (y + row === block.y + block.rows) next++;
    }
  }
}
