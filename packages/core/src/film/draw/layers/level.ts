/** One size of a picture, and where on a canvas it is laid. */

import type { Rect } from '../../../pixels/rect.js';
import type { Canvas } from '../canvas.js';
import { type CubicTaps, cubicTaps } from './cubic.js';

/** One size of a picture, or a window of it. */
export interface Level {
  /** Its pixels per unit of the picture, across and down: the two may differ by rounding. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** Where its first pixel lies in the whole picture at this size, pixels. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** sRGB, width × height × 3 bytes, row by row; possibly on shared memory. */
  readonly rgb: Uint8Array;
}

/** Where and how a level is laid on a canvas. */
export interface LevelPlacement {
  /** What of the picture fills the frame, in its units. */
  readonly window: Rect;
  /** Frame pixels that are touched, each by the share given by `across` and `down`: x … x + w − 1, y … y + h − 1. */
  readonly box: Rect;
  /** How much of each column of the box is covered, 0…1, three times for its three samples: w × 3. */
  readonly across: Float32Array;
  /** How much of each row of the box is covered, times the opacity: h. */
  readonly down: Float32Array;
  /** How much of what the canvas held gives way where all is covered, 0 or 1. */
  readonly clears: number;
  /** How much of the level is added there, 0…1. */
  readonly share: number;
}

/** A level's weights for a laying: columns of the level are counted from `left` on. */
export interface LevelTaps {
  readonly across: CubicTaps;
  readonly down: CubicTaps;
  /** The first column that is looked at, and how many are. */
  readonly left: number;
  readonly width: number;
}

/** Which pixels of a level a laying looks at, and how. */
export function levelTaps(canvas: Canvas, level: Level, { window, box }: LevelPlacement): LevelTaps {
  const stepX = (window.w * level.scaleX) / canvas.width;
  const stepY = (window.h * level.scaleY) / canvas.height;
  const across = cubicTaps({
    from: window.x * level.scaleX - level.left,
    step: stepX,
    first: box.x,
    last: box.x + box.w,
    length: level.width,
  });
  const down = cubicTaps({
    from: window.y * level.scaleY - level.top,
    step: stepY,
    first: box.y,
    last: box.y + box.h,
    length: level.height,
  });
  const left = across.starts[0];
  const width = across.starts[box.w - 1] + across.count - left;
  return { across: { ...across, starts: across.starts.map((start) => start - left) }, down, left, width };
}
