/** Lays a level by the kernel, which is handed one row after the other: rows of the level, then rows of the frame. */

import type { Canvas } from '../canvas.js';
import { type FilmKernel, put } from '../film-kernel.js';
import type { Level, LevelPlacement, LevelTaps } from './level.js';

/** Where things are in the kernel's room. */
interface Places {
  /** Bytes of a row of the level; their light. */
  readonly bytes: number;
  readonly light: number;
  /** Weights of the columns. */
  readonly taps: number;
  /** Rows at their new width, each `slot` bytes from the next: row r of the level in slot r modulo their number. */
  readonly rows: number;
  readonly slot: number;
  /** How much of each sample is covered. */
  readonly across: number;
  /** What a row of the frame is the sum of, and how it is laid. */
  readonly sum: number;
  readonly portion: number;
  readonly end: number;
}

/** Samples that the kernel sums at a time: a row's room is filled up to as many. */
const AT_ONCE = 16;

/** Lays a level on a canvas. Returns false, and does nothing, if the kernel has too little room. */
export function drawLevelByKernel(kernel: FilmKernel, canvas: Canvas, level: Level, { laying, reach }: Parts): boolean {
  const { box } = laying;
  const at = placesOf(kernel, box.w, reach);
  if (at.end > kernel.scratch + kernel.scratchBytes) return false;
  const { exports, linear } = kernel;
  const { starts, count, weights } = reach.down;
  prepare(kernel, at, laying, reach);

  const bytes = reach.width * 3;
  const sum = new DataView(kernel.buffer, at.sum, count * 8);
  const portion = new Float32Array(kernel.buffer, at.portion, 3);
  let made = starts[0];
  for (let y = 0; y < box.h; y++) {
    made = Math.max(made, starts[y]);
    for (; made < starts[y] + count; made++) {
      const from = (made * level.width + reach.left) * 3;
      const row = put(kernel, at.bytes, level.rgb, { from, bytes });
      exports.acrossRow(row, bytes, linear, at.light, at.taps, at.rows + (made % count) * at.slot);
    }
    for (let k = 0; k < count; k++) {
      sum.setUint32(k * 8, at.rows + ((starts[y] + k) % count) * at.slot, true);
      sum.setFloat32(k * 8 + 4, weights[y * count + k], true);
    }
    portion.set([laying.down[y], laying.clears, laying.share]);
    const light = kernel.light + ((box.y + y) * canvas.width + box.x) * 12;
    exports.layRow(light, box.w * 3, at.across, at.sum, count, at.portion);
  }
  return true;
}

/** How a level is laid, and what of it is looked at. */
interface Parts {
  readonly laying: LevelPlacement;
  readonly reach: LevelTaps;
}

function placesOf({ scratch: room }: FilmKernel, columns: number, { across, down, width }: LevelTaps): Places {
  const slot = Math.ceil((columns * 3 + 1) / AT_ONCE) * AT_ONCE * 4;
  const bytes = room;
  const light = aligned(bytes + width * 3 + 7);
  const taps = aligned(light + width * 12 + 16);
  const rows = aligned(taps + 8 + columns * 4 + columns * across.count * 4);
  const covered = rows + down.count * slot;
  const sum = covered + slot;
  const portion = aligned(sum + down.count * 8);
  return { bytes, light, taps, rows, slot, across: covered, sum, portion, end: portion + 16 };
}

const aligned = (place: number): number => Math.ceil(place / 16) * 16;

/** Puts weights and coverage into place, and numbers where rows have none: what another drawing left there may be none. */
function prepare({ buffer }: FilmKernel, at: Places, { box, across }: LevelPlacement, reach: LevelTaps): void {
  const { count, starts, weights } = reach.across;
  new Float32Array(buffer, at.light + reach.width * 12, 4).fill(0);
  new Float32Array(buffer, at.rows, (at.sum - at.rows) / 4).fill(0);
  new Float32Array(buffer, at.across, across.length).set(across);
  new Int32Array(buffer, at.taps, 2).set([box.w, count]);
  const places = new Int32Array(buffer, at.taps + 8, box.w);
  for (let x = 0; x < box.w; x++) places[x] = starts[x] * 12;
  new Float32Array(buffer, at.taps + 8 + box.w * 4, weights.length).set(weights);
}
