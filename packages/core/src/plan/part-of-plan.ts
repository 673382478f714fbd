/** A rectangle of a plan's cells, as a plan that can be drawn. */

import type { Plan } from './plan.js';

/** A rectangle of cells, inside the grid. */
export interface CellRect {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * Cuts a rectangle of cells out of a plan. Its rules stay those of the whole plan: it is for drawing. An overlay would be
 * cut from the middle of the target: leave it out (`overlay: 0`) and blend it elsewhere.
 */
export function partOfPlan(plan: Plan, { column, row, columns, rows }: CellRect): Plan {
  const { photos, mirrored, crops, tint, layout } = plan;
  const { shape } = layout;
  if (columns === shape.columns && rows === shape.rows) return plan;
  const cells = Uint32Array.from(
    { length: columns * rows },
    (_, i) => (row + Math.floor(i / columns)) * shape.columns + column + (i % columns),
  );
  const picked = (values: Float32Array, each: number): Float32Array => {
    const some = new Float32Array(cells.length * each);
    cells.forEach((cell, i) => {
      some.set(values.subarray(cell * each, (cell + 1) * each), i * each);
    });
    return some;
  };
  return {
    ...plan,
    layout: { ...layout, boxes: picked(layout.boxes, 4), shape: { ...shape, columns, rows } },
    photos: Uint32Array.from(cells, (cell) => photos[cell]),
    crops: picked(crops, 4),
    mirrored: Uint8Array.from(cells, (cell) => mirrored[cell]),
    tint: picked(tint, 3),
  };
}
