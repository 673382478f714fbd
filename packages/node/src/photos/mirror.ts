import type { Raster } from '@tesserae/core';

/** Turns a raster left to right, in place. */
export function mirror({ width, height, data }: Raster): void {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  for (let y = 0; y < height; y++) pixels.subarray(y * width, (y + 1) * width).reverse();
}
