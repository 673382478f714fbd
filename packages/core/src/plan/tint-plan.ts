/** A plan's colours: giving it a tint, and taking recolouring back. */

import { LINEAR } from '../color/srgb.js';
import type { Layout } from '../layout/layout.js';
import { areaMeans } from '../pixels/area.js';
import type { Raster } from '../pixels/raster.js';
import type { Hooks, PhotoSource } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Settings } from '../settings/table.js';
import { chooseGains, STEPS } from '../tint/choose.js';
import { estimateLeast, leastGains, type TintEstimate } from '../tint/least.js';
import { COARSE_SIDE, darkSamples, type Samples, SIDE, samplesOf, setCell } from '../tint/samples.js';
import type { Plan } from './plan.js';

/** What a tint is chosen by. */
export interface TintInput {
  readonly target: Raster;
  /** The library's thumbnails, in the order of the plan's ids. */
  readonly photos: PhotoSource;
}

/** How much recolouring is allowed: the bound of gains, and percent of overlay. */
export interface RecolouringLimits {
  readonly tint: number;
  readonly overlay: number;
}

/**
 * Gives a plan the tint that brings it nearest to its target, with gains from 1 / bound to bound; 1 leaves it as it is.
 *
 * Once `hooks.enough` is aborted, the tint is that of the last whole sweep, or none.
 *
 * @throws MosaicError `aborted`
 */
export async function tintPlan(plan: Plan, sight: TintInput, bound: number, hooks: Hooks = {}): Promise<Plan> {
  if (bound === 1) return plan;
  const samples = await samplesBoth(plan, sight, SIDE, hooks);
  if (hooks.enough?.aborted) return plan; // the samples are not all there
  return { ...plan, tint: await chooseGains(samples.target, samples.mosaic, bound, hooks) };
}

/** A plan with its tint, and the bound that its gains were chosen within. */
export interface TintedPlan {
  readonly plan: Plan;
  readonly bound: number;
}

/**
 * Tints a plan as the setting says: as `tintPlan`, or with the least bound that is enough, as `leastGains` finds it.
 *
 * @throws MosaicError `aborted`
 */
export async function tintedPlan(
  plan: Plan,
  sight: TintInput,
  tint: Settings['tint'],
  hooks: Hooks = {},
): Promise<TintedPlan> {
  if (tint !== 'auto') return { plan: await tintPlan(plan, sight, tint, hooks), bound: tint };
  const { target, mosaic } = await samplesBoth(plan, sight, SIDE, hooks);
  if (hooks.enough?.aborted) return { plan, bound: 1 };
  const { bound, gains } = await leastGains(target, mosaic, hooks);
  return { plan: { ...plan, tint: gains }, bound };
}

/**
 * Estimates what the least tint that is enough would do to an untinted plan. Once `hooks.enough` is aborted, it is worth nothing.
 *
 * Cost: half a second for 6,400 cells on a busy machine.
 *
 * @throws MosaicError `aborted`
 */
export async function estimateTint(plan: Plan, sight: TintInput, hooks: Hooks = {}): Promise<TintEstimate> {
  const { target, mosaic } = await samplesBoth(plan, sight, COARSE_SIDE, hooks);
  return await estimateLeast(target, mosaic, hooks);
}

/** The least bound that a plan's gains keep: what its tint was chosen within, if any gain came that far. */
export function tintBound({ tint }: Plan): number {
  const most = tint.reduce((bound, gain) => Math.max(bound, gain, 1 / gain), 1);
  return Math.round(most * STEPS) / STEPS; // gains are whole steps, as 32-bit floats
}

/** Whether a plan does anything to its photos' colours. */
export function isRecoloured({ tint, overlay }: Plan): boolean {
  return overlay > 0 || tint.some((gain) => gain !== 1);
}

/** A plan with its gains held to 1 / tint … tint and no more overlay than said: 1 and 0 leave the photos as they are. */
export function limitRecolouring(plan: Plan, { tint, overlay }: RecolouringLimits): Plan {
  const gains = plan.tint.map((gain) => Math.min(tint, Math.max(1 / tint, gain)));
  return { ...plan, tint: gains, overlay: Math.min(plan.overlay, overlay) };
}

/** Plan and target as samples; what is not wanted any more is left unfinished. */
async function samplesBoth(plan: Plan, sight: TintInput, side: number, hooks: Hooks) {
  const mosaic = await mosaicSamples(sight.photos, plan, side, hooks);
  return { mosaic, target: await targetSamples(sight.target, plan.layout, side, hooks) };
}

async function targetSamples(target: Raster, { boxes, shape }: Layout, side: number, hooks: Hooks): Promise<Samples> {
  const samples = darkSamples(shape, side);
  const means = new Float32Array(side * side * 3);
  const rest = eventLoopYielder(hooks.signal);
  for (let cell = 0; cell < boxes.length / 4 && !hooks.enough?.aborted; cell++) {
    await rest();
    const [x, y, w, h] = boxes.subarray(cell * 4, cell * 4 + 4);
    const lattice = { ...samplesOf(samples, cell), curve: LINEAR };
    setCell(samples, cell, areaMeans(target, { x, y, w, h }, lattice, means), false);
  }
  return samples;
}

/** What the placed views look like, from their thumbnails: of the photos that are placed, one after the other. */
async function mosaicSamples(source: PhotoSource, plan: Plan, side: number, hooks: Hooks): Promise<Samples> {
  const { layout, photos, crops, mirrored } = plan;
  const samples = darkSamples(layout.shape, side);
  const means = new Float32Array(side * side * 3);
  const byPhoto = Uint32Array.from(photos.keys()).sort((a, b) => photos[a] - photos[b]);
  let photo = -1;
  let thumbnail: Raster | undefined;
  const rest = eventLoopYielder(hooks.signal);
  for (const cell of byPhoto) {
    await rest();
    if (hooks.enough?.aborted) break;
    if (thumbnail === undefined || photos[cell] !== photo) {
      photo = photos[cell];
      [thumbnail] = await source.thumbnails(photo, 1);
    }
    const { width, height } = thumbnail;
    const [x, y, w, h] = crops.subarray(cell * 4, cell * 4 + 4);
    const lattice = { ...samplesOf(samples, cell), curve: LINEAR };
    areaMeans(thumbnail, { x: x * width, y: y * height, w: w * width, h: h * height }, lattice, means);
    setCell(samples, cell, means, mirrored[cell] === 1);
  }
  return samples;
}
