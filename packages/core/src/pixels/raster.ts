import { MosaicError } from '../errors.js';

/** Width and height in pixels. */
export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** sRGB pixels, straight alpha, row by row: width × height × 4 bytes. A browser's ImageData is one. */
export interface Raster extends PixelSize {
  readonly data: Uint8ClampedArray;
}

/**
 * An empty (transparent black) raster, or one over the given bytes.
 *
 * @param data  width × height × 4 bytes; kept, not copied
 * @throws MosaicError `shape` if `data` has another length
 */
export function raster(
  width: number,
  height: number,
  data: Uint8ClampedArray = new Uint8ClampedArray(width * height * 4),
): Raster {
  if (data.length !== width * height * 4) {
    throw new MosaicError('shape', {
      subject: 'data',
      expected: `${width * height * 4} bytes for ${width}×${height} pixels`,
      received: data.length,
    });
  }
  return { width, height, data };
}

/** Throws MosaicError `shape` unless a raster has these sides. @param subject  what it is */
export function requireSize({ width, height }: Raster, as: Pick<Raster, 'width' | 'height'>, subject: string): void {
  if (width === as.width && height === as.height) return;
  const expected = `${as.width}×${as.height} pixels`;
  throw new MosaicError('shape', { subject, expected, received: `${width}×${height}` });
}
