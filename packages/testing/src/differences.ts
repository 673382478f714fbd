/**
 * How different two pictures look, pixel by pixel, written a second time, slow and plain: the colour code of the core
 * is under test itself and must not judge its own pictures.
 *
 * Source: B. Ottosson, "A perceptual color space for image processing", 2020, https://bottosson.github.io/posts/oklab/
 */

import type { Raster } from '@tesserae/core';
import { raster } from '@tesserae/core/internal';

/**
 * The Euclidean distance in OKLab, pixel by pixel; where the alphas differ by more than that, their distance in 0…1.
 *
 * @param expected  of the same size as `received`
 * @returns a number a pixel, row by row
 */
export function differences(expected: Raster, received: Raster): Float64Array {
  const out = new Float64Array(expected.width * expected.height);
  for (let i = 0; i < out.length; i++) {
    const p = oklab(expected.data, i * 4);
    const q = oklab(received.data, i * 4);
    const alpha = Math.abs(expected.data[i * 4 + 3] - received.data[i * 4 + 3]) / 255;
    out[i] = Math.max(alpha, Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]));
  }
  return out;
}

/**
 * A picture of the differences: the picture in pale grey, in red where it differs, full red from `worst` on.
 *
 * @param each  a number a pixel, as `differences` gives them
 */
export function differencesDrawn(picture: Raster, each: Float64Array, worst: number): Raster {
  const out = raster(picture.width, picture.height);
  for (let i = 0, o = 0; i < each.length; i++, o += 4) {
    const grey = 170 + (picture.data[o] + picture.data[o + 1] + picture.data[o + 2]) / 9;
    const fade = 1 - Math.min(1, each[i] / worst);
    out.data.set([grey + (255 - grey) * (1 - fade), grey * fade, grey * fade, 255], o);
  }
  return out;
}

function oklab(rgba: Uint8ClampedArray, at: number): readonly [number, number, number] {
  const r = linear(rgba[at]);
  const g = linear(rgba[at + 1]);
  const b = linear(rgba[at + 2]);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** The sRGB transfer function of IEC 61966-2-1, decoded. */
function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
