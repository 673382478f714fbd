/**
 * Photos that move by themselves, laid nearest first. What a photo covers of a pixel is taken from what is still open of it,
 * so photos that touch leave no seam, and what is covered costs nothing more.
 *
 * Source of the rule: T. Porter, T. Duff, "Compositing Digital Images", SIGGRAPH 1984, doi:10.1145/800031.808606: their
 * operator *plus*, for shapes that share a pixel without overlapping in it.
 */

import { type Canvas, put } from '../canvas.js';
import { CLOSED, type PlacedSprite, placeSprite, type TextureSource } from './placed-sprite.js';
import type { Sprites } from './sprites.js';
import type { Textures } from './textures.js';

/**
 * Lays sprites over what the canvas holds. Cost: the frame once, and eight pixels of a texture for each pixel that a sprite
 * is seen in.
 */
export function drawSprites(canvas: Canvas, sprites: Sprites, textures: Textures): void {
  const { kernel, at, laid } = canvas;
  // nothing is laid yet, all is open
  laid.set([0, 0, 0, 1]);
  for (let filled = 4; filled < laid.length; filled *= 2) laid.copyWithin(filled, 0, filled);
  for (let i = 0; i < sprites.drawn; i++) {
    const placed = placeSprite(sprites, sprites.order[i], textures, canvas);
    if (placed !== undefined) drawSprite(canvas, placed, textures);
  }
  kernel.close(at.light, at.laid, canvas.width * canvas.height);
}

/** Bytes of a sprite's list and of each of its at most four sources, as the kernel reads them. */
const HEAD = 112;
const SOURCE = 48;
const LIST_BYTES = HEAD + 4 * SOURCE;

/**
 * Lays a sprite on what is open: as a whole if there is room for its textures, or else in halves. There always is for a single
 * pixel, which looks at a few rows of four textures.
 */
function drawSprite(canvas: Canvas, placed: PlacedSprite, textures: Textures): void {
  const { left, top, right, bottom } = placed;
  const { kernel, at } = canvas;
  if (putSources(canvas, placed, textures)) {
    putHead(canvas, placed);
    kernel.lay(at.scratch, at.laid, canvas.width, at.linear);
  } else if (bottom - top > right - left) {
    const middle = (top + bottom) >> 1;
    drawSprite(canvas, { ...placed, bottom: middle }, textures);
    drawSprite(canvas, { ...placed, top: middle }, textures);
  } else {
    const middle = (left + right) >> 1;
    drawSprite(canvas, { ...placed, right: middle }, textures);
    drawSprite(canvas, { ...placed, left: middle }, textures);
  }
}

/** Copies what is needed of a sprite's textures and lists it. Returns false if there is too little room. */
function putSources(canvas: Canvas, placed: PlacedSprite, { rgb }: Textures): boolean {
  const { floats, integers, scratchBytes } = canvas;
  const { scratch } = canvas.at;
  let at = scratch + LIST_BYTES;
  let list = scratch + HEAD;
  for (const source of placed.sources) {
    const { first, last } = rowsOf(source, placed);
    const stride = source.width * 3;
    const bytes = rgb.subarray(source.start + first * stride, source.start + (last + 1) * stride);
    if (at + bytes.length + 7 > scratch + scratchBytes) return false;
    const place = put(canvas, at, bytes);
    const o = list / 8;
    floats[o] = source.width - 1;
    floats[o + 1] = source.height - 1;
    floats[o + 2] = source.spanX;
    floats[o + 3] = source.spanY;
    floats[o + 4] = source.weight;
    // as if all of it were there: the rows above are not looked at
    integers[o * 2 + 10] = place - first * stride;
    integers[o * 2 + 11] = stride;
    at = place + bytes.length;
    list += SOURCE;
  }
  return true;
}

/** Lists a sprite, number by number: `set` takes ten times as long for a few, and sprites are many. */
function putHead({ floats, integers, at }: Canvas, placed: PlacedSprite): void {
  const { left, top, right, bottom, u, v, opacity, sources } = placed;
  const o = at.scratch / 8;
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
