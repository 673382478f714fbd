/** A frame as a PNG file. */

import { pngFormat } from '../../pictures/png.js';
import type { Frame } from './encoder.js';

/** What screens are said to have. */
const DPI = 72;

/** A whole PNG, without loss. */
export async function pngFrame({ width, height, rgb }: Frame): Promise<Uint8Array> {
  const format = pngFormat(width, height, DPI);
  const packed = new Uint8Array(format.rowBytes * height);
  const row = new Uint8ClampedArray(width * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0, i = y * width * 3; x < width * 4; x += 4, i += 3) {
      row[x] = rgb[i];
      row[x + 1] = rgb[i + 1];
      row[x + 2] = rgb[i + 2];
    }
    format.pack(row, 0, packed, y * format.rowBytes);
  }
  const begin = format.begin();
  const strip = await format.strip(packed);
  return Buffer.concat([begin, strip, format.end([strip.length]).tail]);
}
