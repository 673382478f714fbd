/** Colours of a picture as numbers of another profile than sRGB. */

import type { Band } from '@tesserae/core';

/** An ICC profile of RGB colours. */
export interface PictureProfile {
  readonly bytes: Uint8Array;
  /** Where it lies: the encoder reads it there. */
  readonly path: string;
}

/**
 * The band in another profile, as lcms converts it: perceptual, 8 bits.
 *
 * @throws MosaicError `failed` if the profile cannot be used
 */
export async function bandInProfile({ y, raster }: Band, { path }: PictureProfile): Promise<Band> {
  const { convertPixels } = await import('./encode.js'); // it loads libvips: most pictures need none of it
  const { width, height } = raster;
  return { y, raster: { width, height, data: await convertPixels(raster, path) } };
}
