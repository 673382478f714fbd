/** The cells of a layout over a target. */

import { targetCrop } from './drawn-size.js';
import type { Layout, Shape } from './layout.js';
import { cellsInRows, leftOf, lengthOfRow, rowsOf } from './rows.js';

/**
 * The cells of a shape over a width × height target. In a grid all are of one class. In a wall of bricks class 0 is whole, class 1 half as
 * wide.
 */
export function layoutOf(shape: Shape, width: number, height: number): Layout {
  const { columns, rows, cell } = shape;
  const crop = targetCrop(shape, width, height);
  const whole = crop.w / columns;
  const inRows = rowsOf(shape);
  const boxes = new Float32Array(cellsInRows(inRows) * 4);
  const classOf = new Uint8Array(boxes.length / 4);
  for (let row = 0, o = 0; row < rows; row++) {
    const cells = lengthOfRow(inRows, row);
    for (let at = 0; at < cells; at++, o += 4) {
      const left = leftOf(inRows, row, at);
      const isHalf = leftOf(inRows, row, at + 1) - left < 2;
      classOf[o / 4] = isHalf ? 1 : 0;
      boxes[o] = crop.x + ((left / 2) * crop.w) / columns;
      boxes[o + 1] = crop.y + (row * crop.h) / rows;
      boxes[o + 2] = isHalf ? whole / 2 : whole;
      boxes[o + 3] = crop.h / rows;
    }
  }
  const half = { aspect: [cell[0] / 2, cell[1]] } as const;
  const classes = inRows.stagger === 1 && rows > 1 ? [{ aspect: cell }, half] : [{ aspect: cell }];
  return { width, height, boxes, classOf, classes, shape };
}
