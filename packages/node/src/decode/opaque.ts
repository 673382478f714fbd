import { type Raster, raster } from '@tesserae/core/thumbnails';

/** Three bytes a pixel as a raster. */
export function opaqueRaster(rgb: Uint8Array, width: number, height: number): Raster {
  const out = new Uint8ClampedArray(width * height * 4);
  for (let i = 0, o = 0; o < out.length; i += 3, o += 4) {
    out[o] = rgb[i];
    out[o + 1] = rgb[i + 1];
    out[o + 2] = rgb[i + 2];
    out[o + 3] = 255;
  }
  return raster(width, height, out);
}
