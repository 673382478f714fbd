/**
 * The levels of H.264: how large and how quick a film a decoder of a level can play.
 *
 * Source: Recommendation ITU-T H.264 (08/2021), Annex A.3.1, table A-1.
 */

import type { PixelSize } from '@tesserae/core/internal';

/** A level: its number in a film, and the most macroblocks (16 × 16 pixels) of a frame and of a second. */
interface Level {
  readonly idc: number;
  readonly frame: number;
  readonly second: number;
}

const LEVELS: readonly Level[] = [
  { idc: 10, frame: 99, second: 1485 },
  { idc: 11, frame: 396, second: 3000 },
  { idc: 12, frame: 396, second: 6000 },
  { idc: 13, frame: 396, second: 11_880 },
  { idc: 21, frame: 792, second: 19_800 },
  { idc: 22, frame: 1620, second: 20_250 },
  { idc: 30, frame: 1620, second: 40_500 },
  { idc: 31, frame: 3600, second: 108_000 },
  { idc: 32, frame: 5120, second: 216_000 },
  { idc: 40, frame: 8192, second: 245_760 },
  { idc: 42, frame: 8704, second: 522_240 },
  { idc: 50, frame: 22_080, second: 589_824 },
  { idc: 51, frame: 36_864, second: 983_040 },
  { idc: 52, frame: 36_864, second: 2_073_600 },
];

/** A film's frames: pixels, and how many a second. */
export interface Pace extends PixelSize {
  readonly fps: number;
}

/**
 * The lowest level at which a film can be played, ten times its number: 31 is 3.1.
 *
 * @returns undefined if it is beyond 5.2, the last that is common
 */
export function levelOf({ width, height, fps }: Pace): number | undefined {
  const [w, h] = [Math.ceil(width / 16), Math.ceil(height / 16)];
  const fits = ({ frame, second }: Level) =>
    // no side may be longer than that of a frame of 8 : 1
    w * h <= frame && w * h * fps <= second && Math.max(w, h) ** 2 <= 8 * frame;
  return LEVELS.find(fits)?.idc;
}
