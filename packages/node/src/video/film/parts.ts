/**
 * Where a film is cut into parts. Each part of a video begins with a key frame, and that has other noise than the frames before it: in
 * a picture that stands still, it would be seen as a blink. So a part begins where a picture comes to stand, and none within.
 */

import { momentAt, type Timeline } from '@tesserae/core/internal';
import type { FramesOfPart } from '../film-parts.js';
import type { FilmFormat } from '../mux/film-format.js';

/** Seconds of a part at most, also of a picture that stands still: so far apart are the places that a player can jump to. */
const MOST_SECONDS = 10;

/** A picture that stands still for fewer frames needs no part of its own. */
const A_STAND = 6;

/** Nobody sees a picture move by this part of a pixel, nor anything change by this much. */
const A_STEP = 0.02;
const A_SHADE = 1e-3;

/** Cuts a film: evenly, but for parts that stretch, which have `framesAPart` frames that move and any that stand still. */
export function partsOf(
  timeline: Timeline,
  { framesAPart, stretches }: Pick<FilmFormat, 'framesAPart' | 'stretches'>,
): FramesOfPart[] {
  const { frames, stage } = timeline;
  const most = stretches ? Math.max(framesAPart, MOST_SECONDS * stage.frame.fps) : framesAPart;
  const stands = stretches ? standsOf(timeline) : new Uint8Array(frames);
  const firsts = [0];
  let moving = 1;
  for (let frame = 1; frame < frames; frame++) {
    const first = firsts[firsts.length - 1];
    const comesToStand = stands[frame] === 0 && isStand(stands, frame + 1);
    const isFull = stands[frame] === 0 && moving >= framesAPart;
    if (comesToStand || isFull || frame - first >= most) {
      firsts.push(frame);
      moving = 1;
    } else if (stands[frame] === 0) moving++;
  }
  return firsts.map((first, i) => ({ first, frames: (firsts[i + 1] ?? frames) - first }));
}

/** Frame → 1 if it shows what the one before does, as far as anybody sees. */
function standsOf(timeline: Timeline): Uint8Array {
  const stands = new Uint8Array(timeline.frames);
  for (let frame = 1; frame < timeline.frames; frame++) {
    stands[frame] = isSame(timeline, frame, { step: A_STEP, shade: A_SHADE }) ? 1 : 0;
  }
  return stands;
}

const EXACTLY = { step: 0, shade: 0 };

/**
 * Whether a frame shows what the one before it does.
 *
 * @param within  how far, in pixels, and how much in shares, it may differ; exactly, unless told
 */
export function isSame(
  timeline: Timeline,
  frame: number,
  within: { readonly step: number; readonly shade: number } = EXACTLY,
): boolean {
  const [a, b] = [momentAt(timeline, frame - 1), momentAt(timeline, frame)];
  const step = (within.step * b.window.w) / timeline.stage.frame.width;
  const isStill = (['x', 'y', 'w', 'h'] as const).every((side) => Math.abs(a.window[side] - b.window[side]) <= step);
  const isLike = (['inner', 'photo', 'scatter', 'morph', 'target', 'title', 'end'] as const).every(
    (track) => Math.abs(a[track] - b[track]) <= within.shade,
  );
  return isStill && isLike && a.mosaic === b.mosaic && a.flies === b.flies;
}

function isStand(stands: Uint8Array, from: number): boolean {
  if (from + A_STAND > stands.length) return false;
  for (let frame = from; frame < from + A_STAND; frame++) if (stands[frame] === 0) return false;
  return true;
}
