/** The encoder of a deep zoom's pictures, loaded when it is needed: it brings libvips with it. */

import type { Raster } from '@tesserae/core';
import type { Pixels } from './jpeg.js';

/** Makes a JPEG. */
export type Encode = (picture: Raster | Pixels) => Promise<Uint8Array>;

/**
 * Loads the encoder.
 *
 * @param quality  1…100
 */
export async function loadEncoder(quality: number): Promise<Encode> {
  const { encodeJpeg, pixelsOf } = await import('./jpeg.js');
  return (picture) => encodeJpeg('rgb' in picture ? picture : pixelsOf(picture), quality);
}
