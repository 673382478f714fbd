/**
 * The least tint that is enough: as far as colours go, a mosaic need not be nearer to its target than one can see.
 *
 * The likeness asked for is a far ΔE of HARDLY_SEEN, of the samples: the scorecard has nearly the same number. Bounds of 1.02,
 * 1.04 … 1.3 are tried. Where none of them is enough, the likeness asked for is within a tenth of what 1.3 reaches: beyond that, more
 * recolouring brings little.
 *
 * Far ΔE falls with the bound, by a factor that shrinks slowly from step to step. The next bound to try is found by that, between one that is
 * too small and one that is enough; three are tried in most cases.
 */

import type { Hooks } from '../ports.js';
import { type ChoosingHooks, chooseGains } from './choose.js';
import { meanDifference, seenFromAfar } from './far.js';
import type { Samples } from './samples.js';

/** The far ΔE (CIEDE2000) up to which a difference is hardly seen from afar. */
export const HARDLY_SEEN = 2;
/** What is within this factor of the best is as good. */
const NEARLY = 1.1;
/** Bounds rise by hundredths: 1 + BOUND_STEP / 100 … */
const BOUND_STEP = 2;
/** … so many times. */
const BOUND_STEPS = 15;
/** After this share of the steps, to the power of 1 / BEND, the logarithm of far ΔE has fallen by that share: so do five targets, about. */
const BEND = 1.25;
/** So many bounds are tried, more or less: for the progress. */
const TRIED = 3;
/** Sweeps that an estimate takes: after four, far ΔE is within a hundredth. */
const FEW_SWEEPS = 4;

/** Gains, with the bound that they keep. */
export interface BoundedGains {
  readonly bound: number;
  /** cells × 3: linear-light gain of red, green, blue. */
  readonly gains: Float32Array;
}

/** A bound that was tried: how many steps it is above 1, and the far ΔE that is left. */
interface Trial extends BoundedGains {
  readonly steps: number;
  readonly far: number;
}

/**
 * Chooses gains within the least bound that is enough; a step less is not. The bound is 1 where a mosaic is near enough as it is, or no tint
 * brings it much nearer.
 *
 * Once `hooks.enough` is aborted, all gains are 1.
 *
 * Cost: that of `chooseGains` for every bound that is tried.
 *
 * @param mosaic  as it is without tint, with the samples of the same layout
 * @throws MosaicError `aborted`
 */
export async function leastGains(target: Samples, mosaic: Samples, hooks: Hooks = {}): Promise<BoundedGains> {
  const untinted = await asItIs(target, mosaic, hooks);
  if (untinted.far <= HARDLY_SEEN) return untinted;
  let tried = 0;
  const attempt = (steps: number): Promise<Trial> => tryBound(untinted, steps, partOf(hooks, tried++));
  let [low, high]: Trial[] = [untinted, await attempt(BOUND_STEPS)];
  const goal = goalFor(high.far);
  if (untinted.far <= goal) return untinted;
  while (high.steps - low.steps > 1 && !hooks.enough?.aborted) {
    const next = await attempt(Math.min(stepsFor(goal, low, high), high.steps - 1));
    if (next.far <= goal) high = next;
    else low = next;
  }
  return hooks.enough?.aborted ? untinted : high;
}

/** What the least tint that is enough would do. */
export interface TintEstimate {
  readonly bound: number;
  /** Far ΔE without it, and with it. */
  readonly before: number;
  readonly after: number;
}

/**
 * Estimates what `leastGains` would find, from one bound that is tried in haste.
 *
 * @param mosaic  coarse samples will do, as of the target
 * @throws MosaicError `aborted`
 */
export async function estimateLeast(target: Samples, mosaic: Samples, hooks: Hooks = {}): Promise<TintEstimate> {
  const untinted = await asItIs(target, mosaic, hooks);
  const before = untinted.far;
  const most = await tryBound(untinted, BOUND_STEPS, { ...hooks, sweeps: FEW_SWEEPS });
  const goal = goalFor(most.far);
  if (before <= goal) return { bound: 1, before, after: before };
  const steps = stepsFor(goal, untinted, most);
  return {
    bound: boundOf(steps),
    before,
    after: before * (most.far / before) ** ((steps / BOUND_STEPS) ** (1 / BEND)),
  };
}

/** A mosaic beside its target, before anything is tried. */
interface Untinted extends Trial {
  readonly target: Samples;
  readonly mosaic: Samples;
  /** What is seen of the target from afar. */
  readonly aim: Float32Array;
}

async function asItIs(target: Samples, mosaic: Samples, { signal }: Hooks): Promise<Untinted> {
  const gains = new Float32Array((mosaic.boxes.length / 4) * 3).fill(1);
  const aim = await seenFromAfar(target, gains, signal);
  const far = meanDifference(aim, await seenFromAfar(mosaic, gains, signal));
  return { target, mosaic, aim, steps: 0, bound: 1, gains, far };
}

async function tryBound({ target, mosaic, aim }: Untinted, steps: number, hooks: ChoosingHooks): Promise<Trial> {
  const bound = boundOf(steps);
  const gains = await chooseGains(target, mosaic, bound, hooks);
  return { steps, bound, gains, far: meanDifference(aim, await seenFromAfar(mosaic, gains, hooks.signal)) };
}

function boundOf(steps: number): number {
  return (100 + BOUND_STEP * steps) / 100;
}

/** The far ΔE asked for. @param least  what the largest bound reaches */
function goalFor(least: number): number {
  return least <= HARDLY_SEEN ? HARDLY_SEEN : least * NEARLY;
}

/** Where the goal should be reached, as far ΔE falls from `low` to `high`: above `low`. */
function stepsFor(goal: number, low: Trial, high: Trial): number {
  const share = (Math.log(low.far / goal) / Math.log(low.far / high.far)) ** BEND;
  return low.steps + Math.max(1, Math.ceil(share * (high.steps - low.steps)));
}

/** Hooks whose progress is a part of the whole. */
function partOf(hooks: Hooks, part: number): Hooks {
  return {
    ...hooks,
    onProgress: ({ stage, done, total }) => {
      hooks.onProgress?.({ stage, done: Math.min(part * total + done, TRIED * total), total: TRIED * total });
    },
  };
}
