/** What people call a cell: r12c40 stands in the twelfth row, fortieth column. */

/** Row and column from 1, as people count: r12c40. */
export function cellName(cell: number, columns: number): string {
  return `r${Math.floor(cell / columns) + 1}c${(cell % columns) + 1}`;
}

/**
 * The cell that a name stands for.
 *
 * @returns −1 if the name is none, or the grid has no such cell
 */
export function cellNamed(name: string, grid: { readonly columns: number; readonly rows: number }): number {
  const [, row, column] = /^r(\d{1,7})c(\d{1,7})$/i.exec(name)?.map(Number) ?? [0, 0, 0];
  if (row < 1 || column < 1 || row > grid.rows || column > grid.columns) return -1;
  return (row - 1) * grid.columns + column - 1;
}
