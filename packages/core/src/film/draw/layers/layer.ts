/**
 * A picture seen through a window, drawn from those of its sizes that are about as fine as the frame.
 *
 * A level is drawn as long as it has at least as many pixels as the frame, and by a kernel as wide as theirs, so that nothing
 * shimmers. Before it runs out, the next finer one fades in: nothing pops.
 */

import { intersection, type Rect } from '../../../pixels/rect.js';
import type { Canvas } from '../canvas.js';
import { drawLevel, type Level } from './level.js';

/** A picture in several sizes, and the part of it that fills the frame. */
export interface Layer {
  /** Coarse to fine, each about twice the one before. Those that do not hold all that is seen are passed over for coarser ones. */
  readonly levels: readonly Level[];
  /** What fills the frame, in units of the picture; it may reach beyond it. */
  readonly window: Rect;
  /** Nothing is drawn outside, in units of the picture; what is cut is cut by coverage. */
  readonly clip: Rect;
  /** 0…1. */
  readonly opacity: number;
}

/** Below so many level pixels a frame pixel, only the next finer one is drawn: 1.5 of that. */
const RUNS_OUT = 0.75;

/** Lays a layer over what the canvas holds. Only the part of the frame inside its clip is touched. */
export function drawLayer(canvas: Canvas, layer: Layer): void {
  const { window, clip, opacity, levels } = layer;
  const x = stretch((clip.x - window.x) / window.w, (clip.x + clip.w - window.x) / window.w, canvas.width);
  const y = stretch((clip.y - window.y) / window.h, (clip.y + clip.h - window.y) / window.h, canvas.height);
  const box = { x: x.first, y: y.first, w: x.shares.length, h: y.shares.length };
  if (box.w === 0 || box.h === 0 || opacity <= 0) return;

  const across = Float32Array.from({ length: box.w * 3 }, (_, i) => x.shares[Math.floor(i / 3)]);
  const down = Float32Array.from(y.shares, (share) => share * opacity);
  const laying = { window, box, across, down };
  const holding = levels.filter(holds(intersection(window, clip)));
  const { coarse, fine, share } = chosen(holding.length > 0 ? holding : [levels[0]], window.w / canvas.width);
  if (share < 1) drawLevel(canvas, coarse, { ...laying, clears: 1, share: 1 - share });
  if (share > 0) drawLevel(canvas, fine, { ...laying, clears: share < 1 ? 0 : 1, share });
}

/** The first pixel of a side that a stretch of it touches, and how much it covers of that and the next ones. @param from  like `to` in shares of the side */
function stretch(from: number, to: number, side: number) {
  const begin = Math.max(0, from * side);
  const end = Math.min(side, to * side);
  const first = Math.floor(begin);
  const length = Math.max(0, Math.ceil(end) - first);
  const shareOf = (pixel: number) => Math.min(pixel + 1, end) - Math.max(pixel, begin);
  return { first, shares: Float64Array.from({ length }, (_, i) => shareOf(first + i)) };
}

/** By how much of one of its pixels a level may end before what is seen does: its edge repeats. */
const SLACK = 0.01;

/** Whether a level has pixels for a part of the picture. */
function holds({ x, y, w, h }: Rect) {
  return ({ scaleX, scaleY, left, top, width, height }: Level): boolean =>
    x * scaleX >= left - SLACK &&
    y * scaleY >= top - SLACK &&
    (x + w) * scaleX <= left + width + SLACK &&
    (y + h) * scaleY <= top + height + SLACK;
}

/** The two levels that are drawn, and the share of the finer one. @param unit  a frame pixel in units of the picture */
function chosen(levels: readonly Level[], unit: number) {
  const enough = levels.findIndex((level) => level.scaleX * unit >= 1);
  const fine = levels[enough < 0 ? levels.length - 1 : enough];
  if (enough < 1) return { coarse: fine, fine, share: 1 };
  const coarse = levels[enough - 1];
  const gone = Math.max(0, Math.min(1, (1 - coarse.scaleX * unit) / (1 - RUNS_OUT)));
  return { coarse, fine, share: gone * gone * (3 - 2 * gone) };
}
