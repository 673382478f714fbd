/** Pictures that stand still: a frame that is the same as the one before is not written again, the one before is shown for longer. */

import type { FilmPart, Muxer } from './film-file.js';

/** Frames that one may stand for: at a frame a second, a GIF's numbers end at 655. */
const LONGEST = 600;

/** A container of pictures that is given a frame once, as a part of as many frames as it stays. */
export function withoutRepeats({ add, end, stop }: Muxer): Muxer {
  let still: FilmPart | undefined;
  return {
    async add(part) {
      const before = still;
      const isSame = before !== undefined && Buffer.compare(before.bytes, part.bytes) === 0;
      if (isSame && before.frames < LONGEST) {
        still = { ...before, frames: before.frames + part.frames };
        return;
      }
      still = part;
      if (before !== undefined) await add(before);
    },
    async end() {
      if (still !== undefined) await add(still);
      await end();
    },
    stop,
  };
}

/**
 * How long a part is shown where only whole units of time can be said: so long that the next begins as near to its time as can be.
 * Thirty frames a second are 3, 4, 3, 3, 4 … hundredths, and a film is as long as it should be.
 *
 * @param units  of a second: 100 of a GIF, 1,000 of a WebP
 */
export function unitsOf({ first, frames }: FilmPart, fps: number, units: number): number {
  return Math.round(((first + frames) * units) / fps) - Math.round((first * units) / fps);
}
