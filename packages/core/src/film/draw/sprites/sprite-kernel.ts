/** Lays a sprite by the kernel: what it needs of its textures is copied into the kernel's memory. */

import type { Canvas } from '../canvas.js';
import { type FilmKernel, put } from '../film-kernel.js';
import { CLOSED, type PlacedSprite, type TextureSource } from './placed-sprite.js';
import { drawSpriteByFallback } from './sprite-fallback.js';
import type { Textures } from './textures.js';

/** Bytes of a sprite's list and of each of its at most four sources, as the kernel reads them. */
const HEAD = 112;
const SOURCE = 48;
const LIST_BYTES = HEAD + 4 * SOURCE;

/** Lays a sprite on what is open: as a whole if there is room for its textures, or else in parts, one below the other. */
export function drawSpriteByKernel(kernel: FilmKernel, canvas: Canvas, placed: PlacedSprite, textures: Textures): void {
  const { top, bottom } = placed;
  if (putSources(kernel, placed, textures)) {
    putHead(kernel, placed);
    kernel.exports.lay(kernel.scratch, kernel.laid, canvas.width, kernel.linear);
  } else if (bottom - top > 1) {
    const middle = (top + bottom) >> 1;
    drawSpriteByKernel(kernel, canvas, { ...placed, bottom: middle }, textures);
    drawSpriteByKernel(kernel, canvas, { ...placed, top: middle }, textures);
  } else {
    drawSpriteByFallback(canvas, placed, textures);
  }
}

/** Copies what is needed of a sprite's textures and lists it. Returns false if there is too little room. */
function putSources(kernel: FilmKernel, placed: PlacedSprite, { rgb }: Textures): boolean {
  const { floats, integers, scratch: room, scratchBytes: roomBytes } = kernel;
  let at = room + LIST_BYTES;
  let list = room + HEAD;
  for (const source of placed.sources) {
    const { first, last } = rowsOf(source, placed);
    const stride = source.width * 3;
    const bytes = (last - first + 1) * stride;
    const from = source.start + first * stride;
    if (at + bytes + 7 > room + roomBytes) return false;
    const place = put(kernel, at, rgb, { from, bytes });
    const o = list / 8;
    floats[o] = source.width - 1;
    floats[o + 1] = source.height - 1;
    floats[o + 2] = source.spanX;
    floats[o + 3] = source.spanY;
    floats[o + 4] = source.weight;
    // as if all of it were there: the rows above are not looked at
    integers[o * 2 + 10] = place - first * stride;
    integers[o * 2 + 11] = stride;
    at = place + bytes;
    list += SOURCE;
  }
  return true;
}

function putHead(
  { floats, integers, scratch: room }: FilmKernel,
  { left, top, right, bottom, u, v, opacity, sources }: PlacedSprite,
): void {
  const o = room / 8;
  floats[o] = u.start;
  floats[o + 1] = v.start;
  floats[o + 2] = u.x;
  floats[o + 3] = v.x;
  floats[o + 4] = u.y;
  floats[o + 5] = v.y;
  floats[o + 6] = u.extent;
  floats[o + 7] = v.extent;
  floats[o + 8] = opacity;
  floats[o + 9] = CLOSED;
  integers[o * 2 + 20] = left;
  integers[o * 2 + 21] = top;
  integers[o * 2 + 22] = right;
  integers[o * 2 + 23] = bottom;
  integers[o * 2 + 24] = sources.length;
}

/** The rows of a source that the pixels of a sprite look at. */
function rowsOf({ height, spanY }: TextureSource, { left, right, top, bottom, v }: PlacedSprite) {
  const corner = v.start + left * v.x + top * v.y;
  const across = (right - 1 - left) * v.x;
  const down = (bottom - 1 - top) * v.y;
  const least = corner + Math.min(0, across) + Math.min(0, down);
  const most = corner + Math.max(0, across) + Math.max(0, down);
  // a row more on each side: the kernel adds the same numbers up in another order
  const row = (at: number) => Math.max(0, Math.min(height - 1, at));
  return { first: row(Math.floor(least * spanY - 0.5) - 1), last: row(Math.floor(most * spanY - 0.5) + 2) };
}
