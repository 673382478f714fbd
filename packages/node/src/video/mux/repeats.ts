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
