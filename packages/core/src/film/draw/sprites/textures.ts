/**
 * Views at every size, each half of the one before, one after the other in memory that workers share: so a photo that
 * turns and shrinks is drawn from pixels about as large as those of the frame, and does not shimmer.
 *
 * Source: L. Williams, "Pyramidal Parametrics", SIGGRAPH 1983, doi:10.1145/800059.801126.
 */

import { halveRows } from '../../../color/halve.js';
import { type Raster, requireSize } from '../../../pixels/raster.js';
import { sharedBuffer } from '../../../runtime/shared-memory.js';

/** Views and their smaller sizes. */
export interface Textures {
  readonly count: number;
  /** Texture → pixels of its finest size across: count. */
  readonly widths: Uint16Array;
  /** Texture → pixels of its finest size down: count × 1. */
  readonly heights: Uint16Array;
  /** Texture → the byte of `rgb` at which its finest size begins: count. */
  readonly starts: Float64Array;
  /** sRGB, 3 bytes a pixel, row by row; behind each size the next, ⌈half⌉ as wide and high, down to 1 × 1. */
  readonly rgb: Uint8Array;
}

/** How many bytes a texture takes, with all its sizes. */
export function textureBytes(width: number, height: number): number {
  let bytes = width * height * 3;
  for (let [w, h] = [width, height]; w > 1 || h > 1; ) {
    w = Math.ceil(w / 2);
    h = Math.ceil(h / 2);
    bytes += w * h * 3;
  }
  return bytes;
}

/**
 * Room for textures of these sizes, on shared memory where there is some; black until they are set.
 *
 * @param widths   pixels, 1…65,535: count
 * @param heights  pixels: count
 */
export function emptyTextures(widths: Uint16Array, heights: Uint16Array): Textures {
  const count = widths.length;
  const starts = new Float64Array(count);
  let bytes = 0;
  for (let i = 0; i < count; i++) {
    starts[i] = bytes;
    bytes += textureBytes(widths[i], heights[i]);
  }
  return { count, widths, heights, starts, rgb: new Uint8Array(sharedBuffer(bytes)) };
}

/**
 * Puts a view into its place and makes its smaller sizes, averaged in light. Different textures may be set by different
 * threads at the same time.
 *
 * @throws MosaicError `shape` if the view is not of the texture's size
 */
export function setTexture({ widths, heights, starts, rgb }: Textures, texture: number, view: Raster): void {
  let [width, height, start] = [widths[texture], heights[texture], starts[texture]];
  requireSize(view, { width, height }, 'view');
  for (let i = 0, o = start; i < view.data.length; i += 4, o += 3) {
    rgb[o] = view.data[i];
    rgb[o + 1] = view.data[i + 1];
    rgb[o + 2] = view.data[i + 2];
  }
  while (width > 1 || height > 1) {
    const next = start + width * height * 3;
    for (let y = 0, o = next; y < height; y += 2, o += Math.ceil(width / 2) * 3) {
      const upper = start + y * width * 3;
      const lower = y + 1 < height ? upper + width * 3 : upper;
      halveRows({ rgb, width, upper, lower }, rgb, o);
    }
    start = next;
    width = Math.ceil(width / 2);
    height = Math.ceil(height / 2);
  }
}
