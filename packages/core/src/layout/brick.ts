/** The wall of bricks: rows of equal cells, every second one shifted by half a cell and closed by half cells. */

import { gridCrop } from './grid.js';
import type { BrickShape, Layout } from './layout.js';
import { cellsInRows, firstOfRow, lengthOfRow, rowsOf } from './rows.js';

/** The cells of a brick layout over a width × height target: class 0 is whole, class 1 half as wide. */
export function brickLayout(shape: BrickShape, width: number, height: number): Layout {
  const { columns, rows, cell } = shape;
  const crop = gridCrop(shape, width, height);
  const inRows = rowsOf(shape);
  const boxes = new Float32Array(cellsInRows(inRows) * 4);
  const classOf = new Uint8Array(boxes.length / 4);
  for (let row = 0; row < rows; row++) {
    const isShifted = row % 2 === 1;
    const first = firstOfRow(inRows, row);
    const length = lengthOfRow(inRows, row);
    for (let i = 0; i < length; i++) {
      const isHalf = isShifted && (i === 0 || i === length - 1);
      const left = isShifted ? Math.max(0, i - 0.5) : i;
      classOf[first + i] = isHalf ? 1 : 0;
      const w = isHalf ? crop.w / columns / 2 : crop.w / columns;
      boxes.set(
        [crop.x + (left * crop.w) / columns, crop.y + (row * crop.h) / rows, w, crop.h / rows],
        (first + i) * 4,
      );
    }
  }
  const half = { aspect: [cell[0] / 2, cell[1]] } as const;
  const classes = rows > 1 ? [{ aspect: cell }, half] : [{ aspect: cell }];
  return { width, height, boxes, classOf, classes, shape };
}
