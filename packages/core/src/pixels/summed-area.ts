/**
 * Exact averages over many rectangles of one picture: sums are made once, and each rectangle costs its corners.
 *
 * The sum of all pixels above and to the left of a point is linear in between the corners of a pixel, since a pixel has one
 * colour; so it is right at any point, not at whole pixels alone.
 *
 * Source: F. C. Crow, "Summed-area tables for texture mapping", SIGGRAPH 1984, doi:10.1145/800031.808600.
 */

import type { AreaGrid } from './area.js';
import type { Raster } from './raster.js';
import type { Rect } from './rect.js';

/** Sums of a picture: at x, y those of the x × y pixels in its upper left corner. */
export interface SummedAreaTable {
  readonly width: number;
  readonly height: number;
  /** (width + 1) × (height + 1) × 3, row by row. */
  readonly sums: Float64Array;
}

/**
 * Sums up a picture. Alpha is ignored.
 *
 * @param curve  what is summed, of a byte: 256 floats (linear light, or the encoded values)
 * @param room   used for the sums if it is large enough
 */
export function summedAreaTable(
  { width, height, data }: Raster,
  curve: Float32Array,
  room?: Float64Array,
): SummedAreaTable {
  const stride = (width + 1) * 3;
  const length = stride * (height + 1);
  const sums = room !== undefined && room.length >= length ? room : new Float64Array(length);
  sums.fill(0, 0, stride);
  for (let y = 0, i = 0, o = stride; y < height; y++) {
    let r = 0;
    let g = 0;
    let b = 0;
    sums.fill(0, o, o + 3);
    o += 3;
    for (let x = 0; x < width; x++, i += 4, o += 3) {
      r += curve[data[i]];
      g += curve[data[i + 1]];
      b += curve[data[i + 2]];
      sums[o] = sums[o - stride] + r;
      sums[o + 1] = sums[o + 1 - stride] + g;
      sums[o + 2] = sums[o + 2 - stride] + b;
    }
  }
  return { width, height, sums };
}

/**
 * What `areaMeans` gives for the picture that was summed up.
 *
 * @param box  in pixels, inside the picture (what hangs over by rounding is left out), of positive size
 * @param out  where the means go: columns × rows × 3 floats (r g b), row by row
 * @returns `out`
 */
export function summedMeans(
  table: SummedAreaTable,
  box: Rect,
  { columns, rows }: Pick<AreaGrid, 'columns' | 'rows'>,
  out: Float32Array = new Float32Array(columns * rows * 3),
): Float32Array {
  const { width, height } = table;
  const stride = (columns + 1) * 3;
  const corners = new Float64Array(stride * (rows + 1));
  for (let row = 0, o = 0; row <= rows; row++) {
    const y = Math.max(0, Math.min(height, box.y + (row * box.h) / rows));
    for (let column = 0; column <= columns; column++, o += 3) {
      sumAt(table, Math.max(0, Math.min(width, box.x + (column * box.w) / columns)), y, corners, o);
    }
  }
  for (let row = 0, o = 0; row < rows; row++) {
    const top = Math.max(0, box.y + (row * box.h) / rows);
    const bottom = Math.min(height, box.y + ((row + 1) * box.h) / rows);
    for (let column = 0, i = row * stride; column < columns; column++, i += 3, o += 3) {
      const left = Math.max(0, box.x + (column * box.w) / columns);
      const right = Math.min(width, box.x + ((column + 1) * box.w) / columns);
      const share = 1 / ((right - left) * (bottom - top));
      for (let c = i; c < i + 3; c++) {
        out[o + c - i] = (corners[c + stride + 3] - corners[c + stride] - corners[c + 3] + corners[c]) * share;
      }
    }
  }
  return out;
}

/** The sums to the left and above of a point: three numbers into `out` from `o` on. */
// biome-ignore lint/complexity/useMaxParams: the inner loop of describing all views
function sumAt({ width, height, sums }: SummedAreaTable, x: number, y: number, out: Float64Array, o: number): void {
  // on the far edges the last pixel is the one the point is in
  const column = Math.min(Math.floor(x), width - 1);
  const row = Math.min(Math.floor(y), height - 1);
  const dx = x - column;
  const dy = y - row;
  const stride = (width + 1) * 3;
  const first = row * stride + column * 3;
  for (let i = first; i < first + 3; i++) {
    const above = sums[i] + dx * (sums[i + 3] - sums[i]);
    const below = sums[i + stride] + dx * (sums[i + stride + 3] - sums[i + stride]);
    out[o + i - first] = above + dy * (below - above);
  }
}
