/**
 * The gains that bring a mosaic nearest to its target, at the least recolouring.
 *
 * With T the target, M the mosaic, g the gain of each cell and channel, K a blur and w the slope of lightness at the
 * target, all in linear light, the gains minimize
 *
 *     Σ w² (K(T − g·M))²  +  μ Σ w² ((g − 1)·M)²        1/G ≤ g ≤ G
 *
 * which is what is left to see of the difference, and μ times what is done to the photos. The blur is half a cell: a gain
 * serves what lies in the cell and beside it, and not the cell's mean colour alone; where a neighbour's excess makes good
 * a cell's want, neither is touched.
 *
 * The problem is convex. One gain at a time has a closed form, cut off at the bounds; all of them are gone through until
 * none moves (coordinate descent). Light cut off at white is not looked at.
 *
 * *Tried*, on the mosaics of four targets at G = 1.15 (far ΔE, edge, recolor; untinted 2.58, .907, 0): the mean of
 * each cell alone 1.60, .933, 3.03, with a ridge 1.62, .932, 2.71; a blur of one cell 1.47, .916, 1.84; that and the mean
 * of the cell 1.50, .931, 2.69; half a cell 1.36, .938, 2.54 (chosen), .35 of a cell 1.42, .942, 2.75; μ = .03 1.34, .940,
 * 2.91, μ = .2 1.40, .935, 2.23; 2 × 2 samples a cell 1.38, .936, 2.52.
 *
 * Source: S. J. Wright, "Coordinate descent algorithms", Mathematical Programming 151, 2015,
 * doi:10.1007/s10107-015-0892-3.
 */

import type { Hooks } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Samples } from './samples.js';
import { emptySpread, type Spread, spreadCell } from './spread.js';

/** μ: how much recolouring counts. */
const RIDGE = 0.1;
/** Light added to the target's before its slope is taken: that of black is steeper than anyone sees. */
const GLIMMER = 0.003;
/** The most times that all cells are gone through, unless told… */
const SWEEPS = 12;
/** …or until no gain moves by more than this. */
const SETTLED = 0.002;
/** Cells in a row: some six thousand multiplications each. */
const SLICE = 32;
/** Gains are whole multiples of 1 / STEPS: far finer than what is seen, short to write, the same on every machine. */
export const STEPS = 1000;

/** Hooks, and how thoroughly gains are chosen. */
export interface ChoosingHooks extends Hooks {
  /** The most times that all cells are gone through. */
  readonly sweeps?: number;
}

/**
 * Chooses every cell's gains. Once `hooks.enough` is aborted, they are those that the last whole sweep left, 1 before the first:
 * half a sweep would be seen as an edge across the mosaic.
 *
 * Cost: some six thousand multiplications a cell and sweep; 24 bytes a sample besides the input.
 *
 * @param mosaic  as it is without tint, with the samples of the same layout
 * @param bound   G, at least 1
 * @returns cells × 3: linear-light gain of red, green, blue
 * @throws MosaicError `aborted`
 */
export async function chooseGains(
  target: Samples,
  mosaic: Samples,
  bound: number,
  hooks: ChoosingHooks = {},
): Promise<Float32Array> {
  const { sweeps = SWEEPS } = hooks;
  const state = await begin(target, mosaic, bound, hooks);
  let whole = state.gains.slice();
  const rest = eventLoopYielder(hooks.signal);
  let moved = Number.POSITIVE_INFINITY;
  for (let sweep = 0; sweep < sweeps && moved > SETTLED; sweep++) {
    moved = 0;
    for (let cell = 0; cell < whole.length / 3; cell++) {
      moved = Math.max(moved, improve(state, cell));
      if (cell % SLICE > 0) continue;
      await rest();
      if (hooks.enough?.aborted) return inSteps(whole, bound);
    }
    whole = state.gains.slice();
    hooks.onProgress?.({ stage: 'tint', done: sweep + 1, total: sweeps });
  }
  hooks.onProgress?.({ stage: 'tint', done: sweeps, total: sweeps });
  return inSteps(whole, bound);
}

/** The pictures here have a margin as far as light comes, so that a cell's surroundings always lie inside. */
interface Tinting {
  readonly mosaic: Samples;
  readonly bound: number;
  /** Floats a row, margin included. */
  readonly stride: number;
  /** Sample, r g b → w²; 0 in the margin: beyond the picture nothing is seen. */
  readonly weights: Float32Array;
  /** Sample, r g b → K(T − g·M). */
  readonly seen: Float32Array;
  readonly gains: Float32Array;
  readonly light: Spread;
}

/** Everything at gains of 1. What is not wanted any more is left unfinished. */
async function begin(target: Samples, mosaic: Samples, bound: number, hooks: Hooks): Promise<Tinting> {
  const { width, height, boxes } = mosaic;
  const light = emptySpread(mosaic);
  const { reach } = light;
  const stride = (width + 2 * reach) * 3;
  const length = (height + 2 * reach) * stride;
  const cells = boxes.length / 4;
  const gains = new Float32Array(cells * 3).fill(1);
  const arrays = { weights: new Float32Array(length), seen: new Float32Array(length), gains };
  const state: Tinting = { mosaic, bound, stride, ...arrays, light };
  const row = width * 3;
  for (let y = 0; y < height; y++) {
    const slopes = target.data.subarray(y * row, (y + 1) * row).map((light) => (light + GLIMMER) ** (-4 / 3));
    state.weights.set(slopes, (y + reach) * stride + reach * 3);
  }
  const rest = eventLoopYielder(hooks.signal);
  for (let cell = 0; cell < cells && !hooks.enough?.aborted; cell++) {
    if (cell % SLICE === 0) await rest();
    spreadCell(target, cell, state.light);
    addLight(state, cell, [1, 1, 1]);
    spreadCell(mosaic, cell, state.light);
    addLight(state, cell, [-1, -1, -1]);
  }
  return state;
}

/** Gives one cell the best gains as things stand. @returns how far the one that moved most has moved */
function improve(state: Tinting, cell: number): number {
  const { mosaic, bound, gains, light } = state;
  spreadCell(mosaic, cell, light);
  const change: [number, number, number] = [0, 0, 0];
  for (let channel = 0; channel < 3; channel++) {
    const { slope, curvature } = derivatives(state, cell, channel);
    if (curvature === 0) continue; // a black view: no gain changes it
    const at = cell * 3 + channel;
    const best = gains[at] + slope / curvature;
    const gain = Math.fround(Math.min(bound, Math.max(1 / bound, best)));
    change[channel] = gains[at] - gain;
    gains[at] = gain;
  }
  addLight(state, cell, change);
  return Math.max(...change.map(Math.abs));
}

/** How what is minimized falls with one gain, and how fast that changes; both halved. */
function derivatives(state: Tinting, cell: number, channel: number) {
  const { mosaic, stride, weights, seen, gains, light } = state;
  let slope = 0;
  let curvature = 0;
  const corner = cornerOf(state, cell) + channel;
  for (let y = 0, i = channel; y < light.height; y++) {
    for (let x = 0, at = corner + y * stride; x < light.width; x++, at += 3, i += 3) {
      const weighted = weights[at] * light.whole[i];
      slope += weighted * seen[at];
      curvature += weighted * light.whole[i];
    }
  }
  let own = 0;
  const [left, top, columns, rows] = mosaic.boxes.subarray(cell * 4, cell * 4 + 4);
  const row = mosaic.width * 3;
  const first = top * row + left * 3 + channel;
  for (let y = 0; y < rows; y++) {
    const at = corner + (y + light.reach) * stride + light.reach * 3;
    for (let x = 0; x < columns; x++) own += weights[at + x * 3] * mosaic.data[first + y * row + x * 3] ** 2;
  }
  const ridge = RIDGE * own;
  return { slope: slope - ridge * (gains[cell * 3 + channel] - 1), curvature: curvature + ridge };
}

/** Adds the light that was spread last, times a factor a channel, to what is seen. */
function addLight(state: Tinting, cell: number, factors: readonly [number, number, number]): void {
  const { stride, seen, light } = state;
  const [r, g, b] = factors;
  if (r === 0 && g === 0 && b === 0) return;
  const corner = cornerOf(state, cell);
  for (let y = 0, i = 0; y < light.height; y++) {
    for (let x = 0, at = corner + y * stride; x < light.width; x++, at += 3, i += 3) {
      seen[at] += r * light.whole[i];
      seen[at + 1] += g * light.whole[i + 1];
      seen[at + 2] += b * light.whole[i + 2];
    }
  }
}

/** Where a cell's surroundings begin. */
function cornerOf({ mosaic: { boxes }, stride }: Tinting, cell: number): number {
  return boxes[cell * 4 + 1] * stride + boxes[cell * 4] * 3;
}

/** Rounds gains to steps inside the bounds. */
function inSteps(gains: Float32Array, bound: number): Float32Array {
  const tiny = 1e-6; // bounds that are whole steps stay so
  const least = Math.ceil(STEPS / bound - tiny);
  const most = Math.floor(STEPS * bound + tiny);
  return gains.map((gain) => Math.min(most, Math.max(least, Math.round(gain * STEPS))) / STEPS);
}
