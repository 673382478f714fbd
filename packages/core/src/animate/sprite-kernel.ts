/** Lays a sprite by the kernel: what it needs of its textures is copied into the kernel's memory. */

import type { Canvas } from './canvas.js';
import type { FilmKernel } from './film-kernel.js';
import { CLOSED, type Placed, type Slope, type Source } from './placed-sprite.js';
import { laySpritePlainly } from './sprite-twin.js';
import type { Textures } from './textures.js';

/** 64-bit floats of a sprite and of each of its at most four sources, as the kernel reads them. */
const HEAD = 15;
const SOURCE = 7;
const MOST_SOURCES = 4;
const LIST_BYTES = (HEAD + MOST_SOURCES * SOURCE) * 8;

/** Lays a sprite on what is open: as a whole if there is room for its textures, or else in parts, one below the other. */
export function laySpriteByKernel(kernel: FilmKernel, canvas: Canvas, placed: Placed, textures: Textures): void {
  const { top, bottom } = placed;
  const list = new Float64Array(kernel.buffer, kernel.room, LIST_BYTES / 8);
  if (putSources(kernel, list, placed, textures)) {
    putHead(list, placed);
    kernel.exports.lay(kernel.room, kernel.laid, canvas.width, kernel.linear);
  } else if (bottom - top > 1) {
    const middle = (top + bottom) >> 1;
    laySpriteByKernel(kernel, canvas, { ...placed, bottom: middle }, textures);
    laySpriteByKernel(kernel, canvas, { ...placed, top: middle }, textures);
  } else {
    laySpritePlainly(canvas, placed, textures);
  }
}

/** Copies what is needed of a sprite's textures and lists it. Returns false if there is too little room. */
function putSources(kernel: FilmKernel, list: Float64Array, placed: Placed, { rgb }: Textures): boolean {
  const end = kernel.room + kernel.roomBytes;
  let at = kernel.room + LIST_BYTES;
  let o = HEAD;
  for (const source of placed.sources) {
    const { first, last } = rowsOf(source, placed);
    const stride = source.width * 3;
    const bytes = (last - first + 1) * stride;
    if (at + bytes > end) return false;
    const from = source.start + first * stride;
    new Uint8Array(kernel.buffer, at, bytes).set(rgb.subarray(from, from + bytes));
    // as if all of it were there: the rows above are not looked at
    list[o] = at - first * stride;
    list[o + 1] = source.width - 1;
    list[o + 2] = source.height - 1;
    list[o + 3] = source.spanX;
    list[o + 4] = source.spanY;
    list[o + 5] = source.weight;
    list[o + 6] = stride;
    at += bytes;
    o += SOURCE;
  }
  return true;
}

function putHead(list: Float64Array, { left, top, right, bottom, u, v, opacity, sources }: Placed): void {
  list[0] = left;
  list[1] = top;
  list[2] = right;
  list[3] = bottom;
  putSlope(list, 4, u);
  putSlope(list, 8, v);
  list[12] = opacity;
  list[13] = CLOSED;
  list[14] = sources.length;
}

function putSlope(list: Float64Array, at: number, { start, x, y, extent }: Slope): void {
  list[at] = start;
  list[at + 1] = x;
  list[at + 2] = y;
  list[at + 3] = extent;
}

/** The rows of a source that the pixels of a sprite look at. */
function rowsOf({ height, spanY }: Source, { left, right, top, bottom, v }: Placed) {
  const corner = v.start + left * v.x + top * v.y;
  const across = (right - 1 - left) * v.x;
  const down = (bottom - 1 - top) * v.y;
  const least = corner + Math.min(0, across) + Math.min(0, down);
  const most = corner + Math.max(0, across) + Math.max(0, down);
  // a row more on each side: the kernel adds the same numbers up in another order
  const row = (at: number) => Math.max(0, Math.min(height - 1, at));
  return { first: row(Math.floor(least * spanY - 0.5) - 1), last: row(Math.floor(most * spanY - 0.5) + 2) };
}
