/**
 * Rasters of one size that are filled again and again. A new one for each view would leave the old ones to the garbage collector, which
 * looks through all memory once for every few dozen megabytes of them: a gigapixel took a quarter of its processor time for that.
 */

import { type Raster, raster } from '../pixels/raster.js';

/** Rasters that are lent. */
export interface BufferPool {
  /** One that nobody uses; what is in it is left over from before. */
  acquire(): Raster;
  /** Takes one back. Those that are not from here are left alone. */
  release(room: Raster): void;
}

/** Makes rooms of width × height pixels, as they are needed. */
export function bufferPool(width: number, height: number): BufferPool {
  const own = new Set<Raster>();
  const free: Raster[] = [];
  return {
    acquire() {
      const room = free.pop() ?? raster(width, height);
      own.add(room);
      return room;
    },
    release(room) {
      if (own.has(room)) free.push(room);
    },
  };
}
