/** One size of a picture, and how it is laid on a canvas: first along its rows, then along its columns, in light. */

import { MosaicError } from '../../../errors.js';
import type { Rect } from '../../../pixels/rect.js';
import { type Canvas, put } from '../canvas.js';
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

/** A level's weights for a laying. */
export interface LevelTaps {
  readonly across: CubicTaps;
  readonly down: CubicTaps;
}

/** Which pixels of a level a laying looks at, and how. */
export function levelTaps(canvas: Canvas, level: Level, { window, box }: LevelPlacement): LevelTaps {
  const across = cubicTaps({
    from: window.x * level.scaleX - level.left,
    step: (window.w * level.scaleX) / canvas.width,
    first: box.x,
    last: box.x + box.w,
    length: level.width,
  });
  const down = cubicTaps({
    from: window.y * level.scaleY - level.top,
    step: (window.h * level.scaleY) / canvas.height,
    first: box.y,
    last: box.y + box.h,
    length: level.height,
  });
  return { across, down };
}

/**
 * Lays a level: the kernel is handed one row after the other, rows of the level, then rows of the frame. Where it has too little room
 * for all columns of the box, these are laid in parts. Cost: a product for each weight and sample, about four across and four down
 * where pixels are as large.
 *
 * @throws MosaicError `limit` if there is no room for the 300,000 pixels that a single column of the frame would be the sum of
 */
export function drawLevel(canvas: Canvas, level: Level, laying: LevelPlacement): void {
  const { kernel, at: address, scratchBytes, memory } = canvas;
  const { box } = laying;
  const taps = levelTaps(canvas, level, laying);
  const at = placesOf(canvas, box.w, taps);
  if (at.end > address.scratch + scratchBytes) {
    drawInParts(canvas, level, laying);
    return;
  }
  const { starts, count, weights } = taps.down;
  prepare(memory.buffer, at, laying, taps);

  const bytes = at.width * 3;
  const sum = new DataView(memory.buffer, at.sum, count * 8);
  const portion = new Float32Array(memory.buffer, at.portion, 3);
  let made = starts[0];
  for (let y = 0; y < box.h; y++) {
    made = Math.max(made, starts[y]);
    for (; made < starts[y] + count; made++) {
      const from = (made * level.width + taps.across.starts[0]) * 3;
      const row = put(canvas, address.scratch, level.rgb.subarray(from, from + bytes));
      kernel.acrossRow(row, bytes, address.linear, at.light, at.taps, at.rows + (made % count) * at.slot);
    }
    for (let k = 0; k < count; k++) {
      sum.setUint32(k * 8, at.rows + ((starts[y] + k) % count) * at.slot, true);
      sum.setFloat32(k * 8 + 4, weights[y * count + k], true);
    }
    portion.set([laying.down[y], laying.clears, laying.share]);
    const light = address.light + ((box.y + y) * canvas.width + box.x) * 12;
    kernel.layRow(light, box.w * 3, at.across, at.sum, count, at.portion);
  }
}

/** Lays the left half of a box, then the right one. */
function drawInParts(canvas: Canvas, level: Level, laying: LevelPlacement): void {
  const { box, across } = laying;
  const half = box.w >> 1;
  if (half === 0) throw new MosaicError('limit', { subject: 'frame', received: `${canvas.width} × ${canvas.height}` });
  for (const [from, to] of [
    [0, half],
    [half, box.w],
  ]) {
    const part = { ...box, x: box.x + from, w: to - from };
    drawLevel(canvas, level, { ...laying, box: part, across: across.subarray(from * 3, to * 3) });
  }
}

/** Samples that the kernel sums at a time: a row's room is filled up to as many. */
const AT_ONCE = 16;

/** Where things are in a canvas's room. */
type Places = ReturnType<typeof placesOf>;

function placesOf({ at: { scratch } }: Canvas, columns: number, { across: { starts, count }, down }: LevelTaps) {
  // the pixels of a row of the level that are looked at: their bytes are first, then their light
  const width = starts[columns - 1] + count - starts[0];
  const light = aligned(scratch + width * 3 + 7);
  // weights of the columns
  const taps = aligned(light + width * 12 + 16);
  // rows at their new width, each `slot` bytes from the next: row r of the level in slot r modulo their number
  const slot = Math.ceil((columns * 3 + 1) / AT_ONCE) * AT_ONCE * 4;
  const rows = aligned(taps + 8 + columns * 4 + columns * count * 4);
  // how much of each sample is covered
  const across = rows + down.count * slot;
  // what a row of the frame is the sum of, and how it is laid
  const sum = across + slot;
  const portion = aligned(sum + down.count * 8);
  return { width, light, taps, slot, rows, across, sum, portion, end: portion + 16 };
}

const aligned = (place: number): number => Math.ceil(place / 16) * 16;

/** Puts weights and coverage into place, and numbers where rows have none: what another drawing left there may be none. */
function prepare(buffer: ArrayBufferLike, at: Places, { box, across }: LevelPlacement, taps: LevelTaps): void {
  const { count, starts, weights } = taps.across;
  new Float32Array(buffer, at.light + at.width * 12, 4).fill(0);
  new Float32Array(buffer, at.rows, (at.sum - at.rows) / 4).fill(0);
  new Float32Array(buffer, at.across, across.length).set(across);
  new Int32Array(buffer, at.taps, 2).set([box.w, count]);
  new Int32Array(buffer, at.taps + 8, box.w).set(starts.map((start) => (start - starts[0]) * 12));
  new Float32Array(buffer, at.taps + 8 + box.w * 4, weights.length).set(weights);
}
