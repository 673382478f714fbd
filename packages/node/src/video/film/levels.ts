/** The levels of a picture as the frames of a film need them: each is drawn when its first frame is, and forgotten after its last. */

import type { Level, Rect } from '@tesserae/core/internal';
import { type LevelRun, levelRuns } from './level-runs.js';
import type { Picture, PixelSize } from './picture.js';

/** Levels, on call. */
export interface Levels {
  /** What the frames first … last are drawn from, by frame: coarse to fine, none where the picture is not seen. */
  of(first: number, last: number, signal?: AbortSignal): Promise<readonly (readonly Level[])[]>;
  /** Begins to draw what the frames first … last need. */
  prepare(first: number, last: number, signal?: AbortSignal): void;
  /** No frame before this one is asked for again. */
  forget(first: number): void;
}

/**
 * @param windows  frame → what of the picture fills the frame, in the picture's units; undefined where it is not seen
 */
export function levelsFor(picture: Picture, windows: readonly (Rect | undefined)[], frame: PixelSize): Levels {
  const runs = levelRuns(picture, windows, frame);
  const drawn = new Map<LevelRun, Promise<Level>>();

  function level(run: LevelRun, signal: AbortSignal | undefined): Promise<Level> {
    let one = drawn.get(run);
    if (one === undefined) {
      one = picture.draw(run.size, run.part, signal);
      drawn.set(run, one);
      one.catch(() => undefined); // thrown to whoever waits for it
    }
    return one;
  }

  const neededBy = (first: number, last: number) => runs.filter((run) => run.first <= last && run.last >= first);

  return {
    prepare(first, last, signal) {
      for (const run of neededBy(first, last)) void level(run, signal);
    },
    async of(first, last, signal) {
      const needed = neededBy(first, last);
      const levels = await Promise.all(needed.map((run) => level(run, signal)));
      return Array.from({ length: last - first + 1 }, (_, i) => {
        const mine = needed.flatMap((run, k) =>
          run.first <= first + i && run.last >= first + i ? [{ size: run.size, level: levels[k] }] : [],
        );
        return mine.sort((a, b) => a.size - b.size).map((each) => each.level);
      });
    },
    forget(first) {
      for (const run of drawn.keys()) if (run.last < first) drawn.delete(run);
    },
  };
}
