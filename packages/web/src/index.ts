/** Photo mosaics in the browser. */

export { openWebPool, type WebPoolOptions } from './pool.js';
