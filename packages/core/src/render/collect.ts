import { MosaicError } from '../errors.js';
import { type Raster, raster } from '../pixels/raster.js';
import type { Band } from './band.js';

/**
 * Gathers bands into one raster: for previews, tests and small mosaics, as it holds all pixels.
 *
 * @param bands  together every row once, in any order
 * @throws MosaicError `shape` if a band is not `width` wide, lies outside, or rows are missing
 */
export async function collect(bands: AsyncIterable<Band>, width: number, height: number): Promise<Raster> {
  const whole = raster(width, height);
  let rows = 0;
  for await (const { y, raster: band } of bands) {
    if (band.width !== width || y < 0 || y + band.height > height) {
      throw new MosaicError('shape', {
        subject: 'band',
        expected: `${width} pixels a row within rows 0 to ${height - 1}`,
        received: `${band.width} at rows ${y} to ${y + band.height - 1}`,
      });
    }
    whole.data.set(band.data, y * width * 4);
    rows += band.height;
  }
  if (rows !== height) throw new MosaicError('shape', { subject: 'bands', expected: `${height} rows`, received: rows });
  return whole;
}
