/** How far apart cells are, by walking over boxes that touch: slow, and knows nothing of rows. */

import { type Layout, layoutOf } from '@tesserae/core/internal';

/** A layout of square cells, a pixel each. */
export function layoutOfKind(kind: 'grid' | 'brick', columns: number, rows: number): Layout {
  return layoutOf({ kind, columns, rows, cell: [1, 1] }, columns, rows);
}

/** A grid of square cells. */
export const gridOf = (columns: number, rows: number): Layout => layoutOfKind('grid', columns, rows);

/** Makes the function that finds the cells at most so many steps from one, and how many it takes. */
export function walker({ boxes }: Layout): (from: number, most: number) => Map<number, number> {
  const cells = [...Array(boxes.length / 4).keys()];
  const touching = cells.map((a) => cells.filter((b) => a !== b && meet(boxes, a, b, 1) && meet(boxes, a, b, 0)));
  return (from, most) => {
    const steps = new Map([[from, 0]]);
    for (const [cell, count] of steps) {
      for (const next of count < most ? touching[cell] : []) if (!steps.has(next)) steps.set(next, count + 1);
    }
    return steps;
  };
}

/** Whether two boxes overlap or abut along an axis. */
function meet(boxes: Float32Array, a: number, b: number, axis: number): boolean {
  const fromA = boxes[a * 4 + axis];
  const fromB = boxes[b * 4 + axis];
  return fromA <= fromB + boxes[b * 4 + axis + 2] + 1e-3 && fromB <= fromA + boxes[a * 4 + axis + 2] + 1e-3;
}
