/**
 * What a frame is drawn on: light, so that what is laid over one another adds up as it does for the eye.
 *
 * Sums are in 32-bit floats, each step rounded in a fixed order: the same bits on every machine.
 */

import { LINEAR } from '../../color/srgb.js';
import { type FilmKernel, filmKernel } from './film-kernel.js';
import { STEPS } from './srgb-steps.js';

/** A frame being drawn; made by `openCanvas`, and used for one frame after the other. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, linear, white is 1: width × height × 3, row by row. A filter may leave a little more or less. */
  readonly light: Float32Array;
  /** What `drawSprites` has laid so far, red, green, blue, and the share that is still open: width × height × 4. */
  readonly laid: Float32Array;
  /** What draws on it. */
  readonly kernel: FilmKernel;
}

/**
 * A black canvas. It stays with the thread that opened it. Memory: 31 bytes a pixel and some megabytes.
 *
 * @throws MosaicError `unsupported` where there is no WebAssembly with SIMD; `limit` beyond 8,000 × 8,000 pixels
 */
export function openCanvas(width: number, height: number): Canvas {
  const kernel = filmKernel(width, height);
  return {
    width,
    height,
    light: new Float32Array(kernel.buffer, kernel.light, width * height * 3),
    laid: new Float32Array(kernel.buffer, kernel.laid, width * height * 4),
    kernel,
  };
}

/**
 * Fills all of a canvas.
 *
 * @param colour  red, green and blue, sRGB bytes: [16, 16, 20] for #101014
 */
export function fill({ light }: Canvas, [r, g, b]: readonly [number, number, number]): void {
  light.set([LINEAR[r], LINEAR[g], LINEAR[b]]);
  // twice as much each time: quicker than a loop
  for (let filled = 3; filled < light.length; filled *= 2) light.copyWithin(filled, 0, filled);
}

/**
 * The frame as sRGB; what is darker than black or lighter than white is cut off.
 *
 * @param out  bytes to fill: width × height × 3, row by row
 * @returns `out`
 */
export function toRgb({ light, kernel }: Canvas, out: Uint8Array): Uint8Array {
  kernel.exports.encode(kernel.light, light.length, kernel.bytes, kernel.turns, STEPS, kernel.rgb);
  out.set(new Uint8Array(kernel.buffer, kernel.rgb, light.length));
  return out;
}
