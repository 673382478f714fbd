/**
 * OKLab: a colour space in which equal distances look about equally different.
 *
 * Source: B. Ottosson, "A perceptual color space for image processing", 2020,
 * https://bottosson.github.io/posts/oklab/ (the matrices as revised on 2021-01-25).
 */

import { LINEAR } from './srgb.js';

/**
 * Converts one colour from linear light to OKLab. `out` may be `rgb` itself.
 *
 * @param rgb  linear light, 0…1: three floats from `i` on
 * @param out  where L (0…1), a and b (within about ±.4) go: three floats from `o` on
 */
export function oklabFromLinear(rgb: Float32Array, i: number, out: Float32Array, o: number): void {
  const r = rgb[i];
  const g = rgb[i + 1];
  const b = rgb[i + 2];
  // responses of the eye's long, medium and short cones, compressed
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);

  out[o] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  out[o + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  out[o + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
}

/**
 * Converts sRGB pixels to OKLab.
 *
 * @param rgb  n × 3 bytes, sRGB
 * @returns n × 3 floats: L in 0…1, a and b within about ±.4
 */
export function oklabFromRgb(rgb: Uint8Array): Float32Array {
  const lab = Float32Array.from(rgb, (byte) => LINEAR[byte]);
  for (let i = 0; i < lab.length; i += 3) oklabFromLinear(lab, i, lab, i);
  return lab;
}
