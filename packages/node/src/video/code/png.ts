/** A frame as a PNG file. */

import { opaqueRaster } from '../../codecs/rgb-raster.js';
import type { RgbPixels } from '../../pictures/encode.js';
import { pngFormat } from '../../pictures/png.js';

/** What screens are said to have. */
const DPI = 72;

/** A whole PNG, without loss. */
export async function pngFrame({ width, height, rgb }: RgbPixels): Promise<Uint8Array> {
  const format = pngFormat({ width, height, dpi: DPI });
  const packed = new Uint8Array(format.rowBytes * height);
  const { data } = opaqueRaster(rgb, width, height);
  for (let y = 0; y < height; y++) format.pack(data, y * width * 4, packed, y * format.rowBytes);
  const begin = format.begin();
  const strip = await format.strip(packed);
  return Buffer.concat([begin, strip, format.end([strip.length]).tail]);
}
