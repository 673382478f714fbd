/** Lays a level by plain code: to the bit what the kernel does (`packages/core/kernel/film-level.ts`). */

import { type Canvas, type Level, type LevelPlacement, LINEAR, levelTaps } from '@tesserae/core/internal';

type LevelTaps = ReturnType<typeof levelTaps>;
type CubicTaps = LevelTaps['down'];

/** Lays a level on a canvas: its rows first, brought to the frame's width, then their sums. */
export function drawLevelPlainly(canvas: Canvas, level: Level, laying: LevelPlacement): void {
  const { box } = laying;
  const taps = levelTaps(canvas, level, laying);
  const { starts, count } = taps.down;
  const light = new Float32Array(level.width * 3);
  // rows at their new width are kept as long as a row of the frame needs them
  const stride = box.w * 3;
  const rows = new Float32Array(count * stride);
  let made = starts[0];
  for (let y = 0; y < box.h; y++) {
    made = Math.max(made, starts[y]);
    for (; made < starts[y] + count; made++) {
      lightRow(level, made, light);
      acrossRow(light, taps, rows.subarray((made % count) * stride, ((made % count) + 1) * stride));
    }
    layRow(canvas, laying, y, { rows, first: starts[y], taps: taps.down });
  }
}

/** The light of a level's row. */
function lightRow({ width, rgb }: Level, row: number, out: Float32Array): void {
  for (let i = 0, from = row * width * 3; i < out.length; i++, from++) out[i] = LINEAR[rgb[from]];
}

/** Brings a row to its new width. */
function acrossRow(row: Float32Array, { across }: LevelTaps, out: Float32Array): void {
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
interface ResampledRows {
  readonly rows: Float32Array;
  readonly first: number;
  readonly taps: CubicTaps;
}

/** Sums rows into one of the frame and lays it. */
function layRow(
  { width, light }: Canvas,
  laying: LevelPlacement,
  y: number,
  { rows, first, taps }: ResampledRows,
): void {
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
