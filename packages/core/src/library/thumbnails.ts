/** What making a thumbnail and reading it takes, without the rest of core: a decoder process starts in half the time. */

export type { Raster } from '../pixels/raster.js';
export { raster } from '../pixels/raster.js';
export { fingerprintOf } from './fingerprint.js';
export { kernelThumbnail } from './thumbnail-kernel.js';
