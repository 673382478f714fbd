import type { Raster } from '../pixels/raster.js';

/** Rows y … y + raster.height − 1 of the output, over its full width. */
export interface Band {
  readonly y: number;
  readonly raster: Raster;
}
