/** What most programs do, with our views and under our rules: for comparison only. */

import { nearestByScan, type Problem } from '@tesserae/core/internal';

/**
 * Fills cells from left to right and top to bottom, each with the nearest view whose photo has uses left and does not
 * repeat within the spacing.
 *
 * @returns cell → row of views
 * @throws Error if a cell finds nothing
 */
export function fillInRasterOrder({ cells, views, layout, rules, groups }: Problem): Uint32Array {
  const { columns } = layout.shape;
  const filled = new Uint32Array(cells.rows);
  const uses = new Uint32Array(rules.maxUses.length);
  const d = rules.spacing;
  for (let cell = 0; cell < cells.rows; cell++) {
    const near = new Set<number>();
    const column = cell % columns;
    for (let dy = 0; dy <= d; dy++) {
      for (let x = Math.max(0, column - d); x <= Math.min(columns - 1, column + d); x++) {
        const other = cell - dy * columns + x - column;
        if (other >= 0 && other < cell) near.add(groups[views.owner[filled[other]]]);
      }
    }
    const view = nearestByScan(views, cells, cell, (row) => {
      const photo = views.owner[row];
      return uses[photo] < rules.maxUses[photo] && !near.has(groups[photo]);
    });
    if (view < 0) throw new Error(`raster greedy: nothing is left for cell ${cell}`);
    filled[cell] = view;
    uses[views.owner[view]]++;
  }
  return filled;
}
