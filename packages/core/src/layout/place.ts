/** Where the cells of a layout lie in a drawn mosaic, in whole pixels. */

import type { PixelSize } from '../pixels/raster.js';
import { cellPixels } from './drawn-size.js';
import type { Shape } from './layout.js';
import { cellsInRows, leftOf, lengthOfRow, rowsOf } from './rows.js';

/** A mosaic at some size. */
export interface PlacedCells extends PixelSize {
  /**
   * cells × 4: x, y, w, h. Together they cover every pixel once. No cell begins above the one before it. Half a cell of
   * one pixel may have none.
   */
  readonly boxes: Int32Array;
}

/** Places every cell of a mosaic whose whole cells are `width` pixels wide. */
export function place(shape: Shape, width: number): PlacedCells {
  return placeAt(shape, cellPixels(shape, width));
}

/**
 * Places every cell, where a whole cell has so many pixels. Of an odd number, half a cell at the left is the smaller one:
 * all whole cells have the same size.
 */
export function placeAt(shape: Shape, { width, height }: PixelSize): PlacedCells {
  const { columns, rows } = shape;
  const inRows = rowsOf(shape);
  const boxes = new Int32Array(cellsInRows(inRows) * 4);
  const pixel = (halves: number): number => Math.floor((halves * width) / 2);
  for (let row = 0, o = 0; row < rows; row++) {
    const cells = lengthOfRow(inRows, row);
    for (let at = 0, x = 0; at < cells; at++, o += 4) {
      const next = pixel(leftOf(inRows, row, at + 1));
      boxes[o] = x;
      boxes[o + 1] = row * height;
      boxes[o + 2] = next - x;
      boxes[o + 3] = height;
      x = next;
    }
  }
  return { width: columns * width, height: rows * height, boxes };
}
