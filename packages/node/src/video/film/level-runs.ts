/**
 * Which parts of a picture, at which sizes, the frames of a film need: for each size, stretches of frames that share one part, so that
 * it is drawn once. A stretch ends where its part would be too large, so memory depends on the frame's size alone.
 */

import type { PixelSize, Rect } from '@tesserae/core/internal';
import type { Picture } from './picture.js';

/** A part of a picture at a size, for the frames first … last. */
export interface LevelRun {
  readonly size: number;
  /** Whole pixels, inside the picture. */
  readonly part: Rect;
  readonly first: number;
  readonly last: number;
}

/** Pixels of a run's part, in frames: a zoom takes four and a little. */
const MOST_FRAMES = 6;

/** Pixels around the frame that its kernel sees, at the frame's scale. */
const REACH = 4;

/**
 * Finds the runs.
 *
 * @param windows  frame → what of the picture fills the frame, in the picture's units; undefined where it is not seen
 */
export function levelRuns(
  picture: Pick<Picture, 'height' | 'sizes'>,
  windows: readonly (Rect | undefined)[],
  frame: PixelSize,
): LevelRun[] {
  const runs: LevelRun[] = [];
  const open = new Map<number, LevelRun>();
  const most = frame.width * frame.height * MOST_FRAMES;
  for (const [i, window] of windows.entries()) {
    if (window === undefined) continue;
    for (const size of sizesFor(picture, window, frame)) {
      const part = partUnder(picture, size, window, frame);
      if (part === undefined) continue;
      const run = open.get(size);
      const both = run && union(run.part, part);
      const fits = run !== undefined && run.last >= i - 1 && both !== undefined && both.w * both.h <= most;
      const next = fits ? { ...run, part: both, last: i } : { size, part, first: i, last: i };
      if (!fits && run) runs.push(run);
      open.set(size, next);
    }
  }
  return [...runs, ...open.values()].sort((a, b) => a.first - b.first || a.size - b.size);
}

/**
 * A size is drawn alone from `ENOUGH` of its pixels a frame pixel on, and not at all below `TOO_FEW`; in between the next
 * finer one fades in. A little wider than `drawLayer` has it: it finds what it wants.
 */
const ENOUGH = 1.2;
const TOO_FEW = 0.7;

/** The sizes that a frame is drawn from, coarse to fine. */
export function sizesFor({ sizes }: Pick<Picture, 'sizes'>, window: Rect, frame: PixelSize): number[] {
  const pixels = (size: number) => (sizes[size].width * window.w) / frame.width; // a frame pixel
  let finest = 0;
  while (finest + 1 < sizes.length && pixels(finest) < ENOUGH) finest++;
  return finest > 0 && pixels(finest - 1) > TOO_FEW ? [finest - 1, finest] : [finest];
}

/** What a frame sees of a picture at a size; undefined if nothing. */
function partUnder(
  { height, sizes }: Pick<Picture, 'height' | 'sizes'>,
  size: number,
  window: Rect,
  frame: PixelSize,
): Rect | undefined {
  const whole = sizes[size];
  const reach = (window.w / frame.width) * REACH;
  const across = span({ from: window.x - reach, to: window.x + window.w + reach }, whole.width, whole.width);
  const down = span({ from: window.y - reach, to: window.y + window.h + reach }, whole.height / height, whole.height);
  return across && down && { x: across.from, y: down.from, w: across.count, h: down.count };
}

/** The whole pixels that a stretch touches, and some around them. */
function span({ from, to }: { readonly from: number; readonly to: number }, perUnit: number, pixels: number) {
  const first = Math.max(0, Math.floor(from * perUnit) - REACH);
  const end = Math.min(pixels, Math.ceil(to * perUnit) + REACH);
  return end > first ? { from: first, count: end - first } : undefined;
}

function union(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
}
