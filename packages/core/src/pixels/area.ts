/** Exact averages over rectangles of a picture, taken as what it is: little squares of one colour each. */

import type { Raster } from './raster.js';
import type { Rect } from './rect.js';

/** How a rectangle is split for averaging, and of what the averages are. */
export interface AreaGrid {
  readonly columns: number;
  readonly rows: number;
  /** What is averaged, of a byte: 256 floats (linear light, or the encoded values). */
  readonly curve: Float32Array;
}

/**
 * Splits a box into columns × rows and averages each part, pixels on its edge by the share inside. A part smaller than
 * a pixel has that pixel's colour. Alpha is ignored. Nothing is allocated but the default `out`.
 *
 * Cost: one visit a pixel inside and an edge or two a part.
 *
 * @param box  in pixels, inside the raster (what hangs over by rounding is left out), of positive size
 * @param out  where the means go: columns × rows × 3 floats (r g b), row by row
 * @returns `out`
 */
export function areaMeans(
  raster: Raster,
  box: Rect,
  lattice: AreaGrid,
  out: Float32Array = new Float32Array(lattice.columns * lattice.rows * 3),
): Float32Array {
  const { columns, rows, curve } = lattice;
  const { width, height, data } = raster;
  for (let row = 0, o = 0; row < rows; row++) {
    const top = Math.max(0, box.y + (row * box.h) / rows);
    const bottom = Math.min(height, box.y + ((row + 1) * box.h) / rows);
    const yEnd = Math.ceil(bottom);

    for (let column = 0; column < columns; column++, o += 3) {
      const left = Math.max(0, box.x + (column * box.w) / columns);
      const right = Math.min(width, box.x + ((column + 1) * box.w) / columns);
      const x = Math.floor(left);
      const xEnd = Math.ceil(right);
      const outsideLeft = left - x;
      const outsideRight = xEnd - right;
      const last = (xEnd - 1 - x) * 4;
      let r = 0;
      let g = 0;
      let b = 0;

      for (let y = Math.floor(top); y < yEnd; y++) {
        const share = Math.min(y + 1, bottom) - Math.max(y, top);
        const first = (y * width + x) * 4;
        const end = first + last;
        // the row's whole pixels, less what lies outside of the first and of the last, which may be the same one
        let rowR = -outsideLeft * curve[data[first]] - outsideRight * curve[data[end]];
        let rowG = -outsideLeft * curve[data[first + 1]] - outsideRight * curve[data[end + 1]];
        let rowB = -outsideLeft * curve[data[first + 2]] - outsideRight * curve[data[end + 2]];
        for (let i = first; i <= end; i += 4) {
          rowR += curve[data[i]];
          rowG += curve[data[i + 1]];
          rowB += curve[data[i + 2]];
        }
        r += share * rowR;
        g += share * rowG;
        b += share * rowB;
      }

      const size = (right - left) * (bottom - top);
      out[o] = r / size;
      out[o + 1] = g / size;
      out[o + 2] = b / size;
    }
  }
  return out;
}
