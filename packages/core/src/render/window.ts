/** A window of a drawn mosaic: the cells that it shows, row by row. */

import type { PlacedCells } from '../layout/place.js';
import type { Rect } from '../pixels/rect.js';

/** The rows of a window, from the top down. A new one begins where a cell begins. */
export interface WindowRows {
  /** Row → its upper edge in the mosaic, in pixels; last, the lower edge of the window. */
  readonly tops: readonly number[];
  /** Row → where its cells begin in `cells`; last, how many there are. */
  readonly from: Uint32Array;
  /** The cells that a row shows, row after row. A cell that is higher than a row is in several. */
  readonly cells: Uint32Array;
}

/** Finds the rows of a window, which is whole pixels inside the mosaic. Cells without pixels are in none. */
export function windowRows({ boxes }: PlacedCells, window: Rect): WindowRows {
  const seen: number[] = [];
  const tops: number[] = [];
  for (let cell = 0, o = 0; o < boxes.length; cell++, o += 4) {
    if (!isSeen(boxes, o, window)) continue;
    seen.push(cell);
    const top = Math.max(window.y, boxes[o + 1]);
    if (tops[tops.length - 1] !== top) tops.push(top);
  }
  tops.push(window.y + window.h);
  const rows = tops.slice(1).map((): number[] => []);
  let first = 0;
  for (const cell of seen) {
    const [top, end] = [boxes[cell * 4 + 1], boxes[cell * 4 + 1] + boxes[cell * 4 + 3]];
    while (tops[first + 1] <= top) first++;
    for (let row = first; row < rows.length && tops[row] < end; row++) rows[row].push(cell);
  }
  const from = new Uint32Array(rows.length + 1);
  rows.forEach((cells, row) => {
    from[row + 1] = from[row] + cells.length;
  });
  return { tops, from, cells: Uint32Array.from(rows.flat()) };
}

function isSeen(boxes: Int32Array, o: number, { x, y, w, h }: Rect): boolean {
  const [left, top, right, bottom] = [boxes[o], boxes[o + 1], boxes[o] + boxes[o + 2], boxes[o + 1] + boxes[o + 3]];
  return left < right && top < bottom && left < x + w && right > x && top < y + h && bottom > y;
}
