import { type Raster, raster } from '@tesserae/core/thumbnails';

/** Three bytes a pixel as a raster. @param into  width × height pixels to fill */
export function opaqueRaster(
  rgb: Uint8Array,
  width: number,
  height: number,
  into: Raster = raster(width, height),
): Raster {
  const { data } = into;
  for (let i = 0, o = 0; o < data.length; i += 3, o += 4) {
    data[o] = rgb[i];
    data[o + 1] = rgb[i + 1];
    data[o + 2] = rgb[i + 2];
    data[o + 3] = 255;
  }
  return into;
}
