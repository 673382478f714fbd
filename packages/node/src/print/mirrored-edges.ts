/** Bands of a picture that goes on beyond its edges, mirrored. */

import { type Band, MosaicError, type Raster } from '@tesserae/core';
import { type PixelSize, raster } from '@tesserae/core/internal';
import type { Edges } from './part.js';

/**
 * Adds mirrored edges to the bands of a picture; rows are counted from the corner of the edges. Like those of `render`, a
 * band is good until the next one is asked for. Memory: the rows of the upper and of the lower edge, and a band.
 *
 * @param size   of the picture without edges, pixels
 * @param edges  each at most the picture's side
 * @throws MosaicError `shape` if rows are missing
 */
export async function* withMirroredEdges(
  bands: AsyncIterable<Band>,
  size: PixelSize,
  edges: Edges,
): AsyncGenerator<Band, void, void> {
  const { top, bottom } = edges;
  const width = edges.left + size.width + edges.right;
  let head = pixelsOf(width, 0); // the first rows, until the upper edge is whole
  let tail = pixelsOf(width, 0); // the last rows
  let buffer = pixelsOf(width, 0);
  let rows = 0;
  for await (const { raster: band } of bands) {
    if (buffer.length < width * band.height) buffer = pixelsOf(width, band.height);
    const widened = widen(wordsOf(band), buffer, { edges, width: size.width, height: band.height });
    if (bottom > 0) tail = lastRows(tail, widened, width * bottom);
    const from = rows;
    rows += band.height;
    if (from >= top) yield { y: top + from, raster: rasterOf(widened, width) };
    else {
      head = joined(head, widened);
      if (rows < top) continue;
      yield { y: 0, raster: rasterOf(upsideDown(head.subarray(0, width * top), width), width) };
      yield { y: top, raster: rasterOf(head, width) };
      head = pixelsOf(width, 0);
    }
  }
  if (rows !== size.height)
    throw new MosaicError('shape', { subject: 'bands', expected: `${size.height} rows`, received: rows });
  if (bottom > 0) yield { y: top + rows, raster: rasterOf(upsideDown(tail, width), width) };
}

interface Widening {
  readonly edges: Edges;
  /** Pixels of a row without edges. */
  readonly width: number;
  readonly height: number;
}

/** Rows with their edges to the left and right, in the beginning of `out`. */
function widen(rows: Uint32Array, out: Uint32Array, { edges, width, height }: Widening): Uint32Array {
  const { left, right } = edges;
  const all = left + width + right;
  for (let y = 0; y < height; y++) {
    const [from, to] = [y * width, y * all + left];
    out.set(rows.subarray(from, from + width), to);
    for (let i = 0; i < left; i++) out[to - 1 - i] = rows[from + i];
    for (let i = 0; i < right; i++) out[to + width + i] = rows[from + width - 1 - i];
  }
  return out.subarray(0, all * height);
}

function upsideDown(rows: Uint32Array, width: number): Uint32Array {
  const out = new Uint32Array(rows.length);
  for (let from = 0; from < rows.length; from += width) {
    out.set(rows.subarray(from, from + width), rows.length - from - width);
  }
  return out;
}

/** The last pixels, at most `most`, of two stretches one after the other; a copy. */
function lastRows(before: Uint32Array, next: Uint32Array, most: number): Uint32Array {
  if (next.length >= most) return next.slice(next.length - most);
  return joined(before.subarray(Math.max(0, before.length + next.length - most)), next);
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const out = new Uint32Array(a.length + b.length);
  out.set(a);
  out.set(b, a.length);
  return out;
}

function pixelsOf(width: number, height: number): Uint32Array {
  return new Uint32Array(width * height);
}

function wordsOf({ data, width, height }: Raster): Uint32Array {
  return new Uint32Array(data.buffer, data.byteOffset, width * height);
}

function rasterOf(pixels: Uint32Array, width: number): Raster {
  const bytes = new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return raster(width, pixels.length / width, bytes);
}
