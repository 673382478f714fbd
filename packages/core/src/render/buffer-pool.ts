/**
 * Rasters that are filled again and again. A new one for each view would leave the old ones to the garbage collector, which
 * looks through all memory once for every few dozen megabytes of them: a gigapixel took a quarter of its processor time for that.
 */

import { type Raster, raster } from '../pixels/raster.js';

/** Rasters that are lent. */
export interface BufferPool {
  /** One of width × height pixels that nobody uses; what is in it is left over from before. */
  acquire(width: number, height: number): Raster;
  /** Takes one back. Those that are not from here are left alone. */
  release(room: Raster): void;
}

/** Makes rasters as they are needed. */
export function bufferPool(): BufferPool {
  const own = new Map<Raster, Raster[]>(); // raster → those of its size that are free
  const sizes = new Map<string, Raster[]>();
  return {
    acquire(width, height) {
      const key = `${width} ${height}`;
      const free = sizes.get(key) ?? [];
      sizes.set(key, free);
      const room = free.pop() ?? raster(width, height);
      own.set(room, free);
      return room;
    },
    release: (room) => void own.get(room)?.push(room),
  };
}
