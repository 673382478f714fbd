/** The pictures of a film, as its frames see them: which sizes of which parts, drawn when they are needed. */

import {
  backdropsSeen,
  type Level,
  momentAt,
  type PictureSlot,
  type Rect,
  type Timeline,
  visiblePictures,
} from '@tesserae/core/internal';
import { type LevelRun, levelRuns } from './level-runs.js';
import type { Picture } from './picture.js';

/** What consecutive frames are drawn from. */
export interface PartLevels {
  readonly levels: readonly Level[];
  /** Frame → its pictures: indices into `levels`, coarse to fine. */
  readonly uses: readonly LevelUses[];
}

/** Which of some levels a frame shows of each picture, coarse to fine. */
export type LevelUses = ReadonlyMap<PictureSlot, readonly number[]>;

/** The pictures of a film, on call. */
export interface FrameBackgrounds {
  /** What the frames first … last are drawn from. */
  of(first: number, last: number, signal?: AbortSignal): Promise<PartLevels>;
  /** No frame before this one is asked for again. */
  forget(first: number): void;
}

/** Frames ahead for which pictures are drawn while those before are. */
const AHEAD = 45;

/** Pictures that are drawn one after the other, in the order they are asked for: side by side, the views of all would be held. */
function oneByOne(): (picture: Picture) => Picture {
  let last: Promise<unknown> = Promise.resolve();
  return (picture) => ({
    ...picture,
    draw(...order) {
      const mine = last.then(() => picture.draw(...order));
      last = mine.catch(() => undefined); // thrown to whoever asked for it
      return mine;
    },
  });
}

/** A part of a slot's picture, for some frames. */
interface SlotRun extends LevelRun {
  readonly slot: PictureSlot;
  readonly picture: Picture;
}

/** @param pictures  slot → picture, asked for those that are seen */
export function frameBackgrounds(timeline: Timeline, pictures: (slot: PictureSlot) => Picture): FrameBackgrounds {
  const inTurn = oneByOne();
  const runs = Array.from(windowsOf(timeline), ([slot, windows]): SlotRun[] => {
    const picture = inTurn(pictures(slot));
    return levelRuns(picture, windows, timeline.stage.frame).map((run) => ({ ...run, slot, picture }));
  }).flat();
  // each is drawn when its first frame is, and forgotten after its last
  const drawn = new Map<SlotRun, Promise<Level>>();

  function levelsFor(needed: readonly SlotRun[], signal: AbortSignal | undefined): Promise<Level>[] {
    return needed.map((run) => {
      const level = drawn.get(run) ?? run.picture.draw(run.size, run.part, signal);
      drawn.set(run, level);
      level.catch(() => undefined); // thrown to whoever waits for it
      return level;
    });
  }

  const neededBy = (first: number, last: number) => runs.filter((run) => run.first <= last && run.last >= first);

  return {
    async of(first, last, signal) {
      const needed = neededBy(first, last).sort((a, b) => a.size - b.size);
      const levels = levelsFor(needed, signal);
      void levelsFor(neededBy(last + 1, last + AHEAD), signal);
      const uses = Array.from({ length: last - first + 1 }, () => new Map<PictureSlot, number[]>());
      for (const [index, run] of needed.entries()) {
        for (let frame = Math.max(first, run.first); frame <= Math.min(last, run.last); frame++) {
          const mine = uses[frame - first];
          mine.set(run.slot, [...(mine.get(run.slot) ?? []), index]);
        }
      }
      return { levels: await Promise.all(levels), uses };
    },
    forget(first) {
      for (const run of drawn.keys()) if (run.last < first) drawn.delete(run);
    },
  };
}

/** Slot → frame → the window of the slot's picture; slots that are never seen are not among them. */
function windowsOf(timeline: Timeline): Map<PictureSlot, (Rect | undefined)[]> {
  const windows = new Map<PictureSlot, (Rect | undefined)[]>();
  for (let frame = 0; frame < timeline.frames; frame++) {
    const moment = momentAt(timeline, frame);
    const seen = [...backdropsSeen(timeline.stage, moment), ...visiblePictures(timeline.stage, moment)];
    for (const { slot, window } of seen) {
      const mine = windows.get(slot) ?? new Array(timeline.frames).fill(undefined);
      mine[frame] = window;
      windows.set(slot, mine);
    }
  }
  return windows;
}
