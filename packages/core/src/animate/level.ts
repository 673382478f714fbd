/** Drawing one size of a picture onto a canvas: first along its rows, then along its columns, in light. */

import { LINEAR } from '../color/srgb.js';
import type { Rect } from '../pixels/rect.js';
import type { Canvas } from './canvas.js';
import { cubicTaps, type Taps } from './cubic.js';

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
export interface Laying {
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
interface Reach {
  readonly across: Taps;
  readonly down: Taps;
  /** The first column that is looked at, and how many are. */
  readonly left: number;
  readonly width: number;
}

/** Lays a level on a canvas. Cost: a product for each weight and sample, about four across and four down where pixels are as large. */
export function layLevel(canvas: Canvas, level: Level, laying: Laying): void {
  const { box } = laying;
  const reach = reachOf(canvas, level, laying);
  const { starts, count } = reach.down;
  const bytes = new Float32Array(reach.width * 3);
  // rows at their new width are kept as long as a row of the frame needs them
  const stride = box.w * 3;
  const rows = new Float32Array(count * stride);
  let made = starts[0];
  for (let y = 0; y < box.h; y++) {
    made = Math.max(made, starts[y]);
    for (; made < starts[y] + count; made++) {
      lightRow(level, made, reach.left, bytes);
      acrossRow(bytes, reach, rows.subarray((made % count) * stride, ((made % count) + 1) * stride));
    }
    layRow(canvas, laying, y, { rows, first: starts[y], taps: reach.down });
  }
}

function reachOf(canvas: Canvas, level: Level, { window, box }: Laying): Reach {
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

/** The light of a level's row, from a column on until `out` is full. */
function lightRow({ width, rgb }: Level, row: number, left: number, out: Float32Array): void {
  for (let i = 0, from = (row * width + left) * 3; i < out.length; i++, from++) out[i] = LINEAR[rgb[from]];
}

/** Brings a row to its new width. */
function acrossRow(row: Float32Array, { across }: Reach, out: Float32Array): void {
  const { count, starts, weights } = across;
  const rounded = Math.fround;
  for (let x = 0, o = 0, w = 0; x < starts.length; x++, o += 3) {
    let r = 0;
    let g = 0;
    let b = 0;
    for (let i = starts[x] * 3, end = i + count * 3; i < end; i += 3, w++) {
      const weight = weights[w];
      r = rounded(r + rounded(weight * row[i]));
      g = rounded(g + rounded(weight * row[i + 1]));
      b = rounded(b + rounded(weight * row[i + 2]));
    }
    out[o] = r;
    out[o + 1] = g;
    out[o + 2] = b;
  }
}

/** Rows at their new width: row r of the level stands at (r modulo count) · stride. */
interface Rows {
  readonly rows: Float32Array;
  readonly first: number;
  readonly taps: Taps;
}

/** Sums rows into one of the frame and lays it. */
function layRow({ width, light }: Canvas, laying: Laying, y: number, { rows, first, taps }: Rows): void {
  const { box, across, clears, share } = laying;
  const { count, weights } = taps;
  const down = laying.down[y];
  const stride = box.w * 3;
  const rounded = Math.fround;
  const places = Int32Array.from({ length: count }, (_, k) => ((first + k) % count) * stride);
  const line = weights.subarray(y * count, (y + 1) * count);
  const portion = rounded(share);
  for (let i = 0, o = ((box.y + y) * width + box.x) * 3; i < stride; i++, o++) {
    let sum = 0;
    for (let k = 0; k < count; k++) sum = rounded(sum + rounded(line[k] * rows[places[k] + i]));
    const covered = rounded(across[i] * down);
    const kept = rounded(1 - covered * clears);
    light[o] = rounded(rounded(light[o] * kept) + rounded(sum * rounded(covered * portion)));
  }
}
