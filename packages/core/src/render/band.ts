import type { Raster } from '../pixels/raster.js';

/** Rows y … y + raster.height − 1 of the output, over its full width. */
export interface Band {
  readonly y: number;
  readonly raster: Raster;
  /** The same rows with the photos as they are, without tint and overlay; where it was asked for. */
  readonly untouched?: Raster;
}
