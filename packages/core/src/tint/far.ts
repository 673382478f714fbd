/** What is seen of a picture from afar, as the scorecard's far ΔE looks at it: a blur of one cell, looked at twice a cell. */

import { ciede2000 } from '../color/difference.js';
import { labFromLinear } from '../color/lab.js';
import { halfBell } from '../pixels/bell.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Samples } from './samples.js';

/** How far the bell is followed, in cells. */
const REACH = 3.5;

/**
 * Looks at a picture from afar. Beyond its edges it goes on as its outermost samples are.
 *
 * Cost: some seventy multiplications a sample.
 *
 * @param gains  cells × 3, with which the picture is seen; light beyond white is cut off
 * @returns looks × 3: CIELAB
 * @throws MosaicError `aborted`
 */
export async function seenFromAfar(samples: Samples, gains: Float32Array, signal?: AbortSignal): Promise<Float32Array> {
  const { side, width, height } = samples;
  const light = withGains(samples, gains);
  const bell = halfBell(side, REACH * side);
  const rest = eventLoopYielder(signal);
  const step = side / 2;
  const across = width / step;
  const wide = new Float32Array(across * height * 3);
  for (let y = 0, o = 0; y < height; y++) {
    await rest();
    const row: Line = { start: y * width * 3, step: 3, count: width };
    for (let x = step >> 1; x < width; x += step, o += 3) blurAt(light, row, x, { bell, out: wide, o });
  }
  const looks = new Float32Array(across * (height / step) * 3);
  for (let y = step >> 1, o = 0; y < height; y += step) {
    await rest();
    for (let x = 0; x < across; x++, o += 3) {
      blurAt(wide, { start: x * 3, step: across * 3, count: height }, y, { bell, out: looks, o });
      labFromLinear(looks, o, looks, o);
    }
  }
  return looks;
}

/** The mean difference (CIEDE2000) of what is seen of two pictures. @param left  looks × 3: CIELAB @param right  the same */
export function meanDifference(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < left.length; i += 3) sum += ciede2000(left, i, right, i);
  return sum / (left.length / 3);
}

/** A row or a column of a picture. */
interface Line {
  readonly start: number;
  /** Floats from one pixel to the next. */
  readonly step: number;
  readonly count: number;
}

/** Where the outcome of a blur goes. */
interface Blurred {
  readonly bell: Float64Array;
  readonly out: Float32Array;
  readonly o: number;
}

/** The light that comes to one place of a line. */
function blurAt(picture: Float32Array, { start, step, count }: Line, at: number, { bell, out, o }: Blurred): void {
  const reach = bell.length - 1;
  let [r, g, b] = [0, 0, 0];
  for (let k = -reach; k <= reach; k++) {
    const i = start + Math.min(count - 1, Math.max(0, at + k)) * step;
    const share = bell[Math.abs(k)];
    r += share * picture[i];
    g += share * picture[i + 1];
    b += share * picture[i + 2];
  }
  out[o] = r;
  out[o + 1] = g;
  out[o + 2] = b;
}

/** Every sample's light times the gains of its cell. */
function withGains({ width, boxes, data }: Samples, gains: Float32Array): Float32Array {
  const light = new Float32Array(data.length);
  for (let cell = 0; cell < boxes.length / 4; cell++) {
    const [left, top, columns, rows] = boxes.subarray(cell * 4, cell * 4 + 4);
    for (let y = top; y < top + rows; y++) {
      const first = (y * width + left) * 3;
      for (let i = 0; i < columns * 3; i++) light[first + i] = Math.min(1, data[first + i] * gains[cell * 3 + (i % 3)]);
    }
  }
  return light;
}
