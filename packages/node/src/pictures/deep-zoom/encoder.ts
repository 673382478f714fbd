/** The encoder of a deep zoom's pictures, loaded when it is needed: it brings libvips with it. */

import type { Raster } from '@tesserae/core';
import type { JpegOptions, RgbPixels } from './jpeg.js';

/** Makes a JPEG, with full chroma unless told. */
export type EncodeJpeg = (picture: Raster | RgbPixels, options?: Pick<JpegOptions, 'chroma'>) => Promise<Uint8Array>;

/**
 * Loads the encoder.
 *
 * @param quality  1…100
 */
export async function loadEncoder(quality: number): Promise<EncodeJpeg> {
  const { encodeJpeg, rgbPixels: pixelsOf } = await import('./jpeg.js');
  return (picture, { chroma } = { chroma: 'full' }) =>
    encodeJpeg('rgb' in picture ? picture : pixelsOf(picture), { quality, chroma });
}
