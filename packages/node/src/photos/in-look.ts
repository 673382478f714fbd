/**
 * Photos as they look in a mosaic: in their colours, black and white, or sepia.
 *
 * Source: W3C, "Filter Effects Module Level 1", 2018, https://www.w3.org/TR/filter-effects-1/ (`grayscale` and `sepia`).
 */

import type { Raster, Settings } from '@tesserae/core';

/** Rows for red, green and blue, each of what red, green and blue weigh in it. */
const MATRICES = {
  bw: [0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722, 0.2126, 0.7152, 0.0722],
  sepia: [0.393, 0.769, 0.189, 0.349, 0.686, 0.168, 0.272, 0.534, 0.131],
} as const;

/** Recolours a photo in its place. @returns `photo` */
export function inLook(photo: Raster, look: Settings['photosLook']): Raster {
  if (look === 'colour') return photo;
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = MATRICES[look];
  const { data } = photo;
  // bytes are rounded and clamped as they are written
  for (let i = 0; i < data.length; i += 4) {
    const [r, g, b] = [data[i], data[i + 1], data[i + 2]];
    data[i] = rr * r + rg * g + rb * b;
    data[i + 1] = gr * r + gg * g + gb * b;
    data[i + 2] = br * r + bg * g + bb * b;
  }
  return photo;
}
