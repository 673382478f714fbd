/** What people call a cell: r12c40 stands in the twelfth row, fortieth column; on paper it is L-40, as on a map. */

interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** Row and column from 1, as people count: r12c40. */
export function cellName(cell: number, columns: number): string {
  return `r${Math.floor(cell / columns) + 1}c${(cell % columns) + 1}`;
}

/**
 * The cell that a name stands for, of either kind: r12c40, or L-40 as on paper.
 *
 * @returns −1 if the name is none, or the grid has no such cell
 */
export function cellNamed(name: string, grid: Grid): number {
  const [, letters, number] = /^([a-z]{1,4})-(\d{1,7})$/i.exec(name) ?? [];
  const [, row, column] = letters
    ? [0, rowOfLetters(letters.toUpperCase()) + 1, Number(number)]
    : (/^r(\d{1,7})c(\d{1,7})$/i.exec(name)?.map(Number) ?? [0, 0, 0]);
  if (row < 1 || column < 1 || row > grid.rows || column > grid.columns) return -1;
  return (row - 1) * grid.columns + column - 1;
}

/**
 * The cells of a rectangle, in reading order: r1c1:r9c9, any two opposite corners; one name is one cell.
 *
 * @returns empty if a name is none, or the grid has no such cell
 */
export function cellsNamed(name: string, grid: Grid): number[] {
  const corners = name.split(':').map((corner) => cellNamed(corner, grid));
  if (corners.length > 2 || corners.includes(-1)) return [];
  const rows = corners.map((cell) => Math.floor(cell / grid.columns));
  const columns = corners.map((cell) => cell % grid.columns);
  const cells: number[] = [];
  for (let row = Math.min(...rows); row <= Math.max(...rows); row++) {
    for (let column = Math.min(...columns); column <= Math.max(...columns); column++) {
      cells.push(row * grid.columns + column);
    }
  }
  return cells;
}

/** Row in letters, as the columns of spreadsheets have them, and column: B-17 is row 2, column 17; AA-1 begins row 27. */
export function placeName(cell: number, columns: number): string {
  return `${rowLetters(Math.floor(cell / columns))}-${(cell % columns) + 1}`;
}

/** The row of such letters, counted from 0. */
function rowOfLetters(letters: string): number {
  return [...letters].reduce((row, letter) => (row + 1) * 26 + letter.charCodeAt(0) - 65, -1);
}

/** The letters of a row, which is counted from 0: A … Z, AA, AB … */
export function rowLetters(row: number): string {
  const letter = String.fromCharCode(65 + (row % 26));
  return row < 26 ? letter : rowLetters(Math.floor(row / 26) - 1) + letter;
}
