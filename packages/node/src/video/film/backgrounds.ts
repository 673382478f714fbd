/** The pictures of a film, as its frames see them: which sizes of which parts, drawn when they are needed. */

import {
  type Level,
  momentAt,
  type PictureSlot,
  type Rect,
  type Timeline,
  visiblePictures,
} from '@tesserae/core/internal';
import { type Levels, levelsFor } from './levels.js';
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

/** @param pictures  slot → picture, asked for those that are seen */
export function frameBackgrounds(timeline: Timeline, pictures: (slot: PictureSlot) => Picture): FrameBackgrounds {
  const line = oneByOne();
  const slots = Array.from(windowsOf(timeline), ([slot, windows]) => ({
    slot,
    levels: levelsFor(line(pictures(slot)), windows, timeline.stage.frame),
  }));
  return {
    async of(first, last, signal) {
      const wanted = together(slots, first, last, signal);
      for (const { levels } of slots) levels.prepare(last + 1, last + AHEAD, signal);
      return await wanted;
    },
    forget(first) {
      for (const { levels } of slots) levels.forget(first);
    },
  };
}

/** Slot → frame → the window of the slot's picture; slots that are never seen are not among them. */
function windowsOf(timeline: Timeline): Map<PictureSlot, (Rect | undefined)[]> {
  const windows = new Map<PictureSlot, (Rect | undefined)[]>();
  for (let frame = 0; frame < timeline.frames; frame++) {
    for (const { slot, window } of visiblePictures(timeline.stage, momentAt(timeline, frame))) {
      const mine = windows.get(slot) ?? new Array(timeline.frames).fill(undefined);
      mine[frame] = window;
      windows.set(slot, mine);
    }
  }
  return windows;
}

async function together(
  slots: readonly { readonly slot: PictureSlot; readonly levels: Levels }[],
  first: number,
  last: number,
  signal: AbortSignal | undefined,
): Promise<PartLevels> {
  const indices = new Map<Level, number>();
  const indexOf = (level: Level): number => {
    const index = indices.get(level) ?? indices.size;
    indices.set(level, index);
    return index;
  };
  const uses = Array.from({ length: last - first + 1 }, () => new Map<PictureSlot, number[]>());
  for (const { slot, levels } of slots) {
    const frames = await levels.of(first, last, signal);
    frames.forEach((mine, i) => {
      if (mine.length > 0) uses[i].set(slot, mine.map(indexOf));
    });
  }
  return { levels: [...indices.keys()], uses };
}
