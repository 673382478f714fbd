/** The lower bound of what cells cost, spacing counted in: the proof of how good an assignment is. */

import { blockOf } from '../../layout/block.js';
import type { Shape } from '../../layout/layout.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Market, refreshLists, type Shortlists } from '../price/shortlist.js';
import type { Problem } from '../problem.js';
import { spanHooks } from '../progress.js';
import { hasBounds, type Rules } from '../rules.js';
import { type Ascent, ascentFrom, climb, restart, wholePrices } from './ascent.js';
import { dualOf } from './dual.js';
import { type Listings, listingsOf } from './listings.js';
import { type Windows, windowsOf } from './windows.js';

/** What no assignment that obeys the rules costs less than, and how it was found. */
export interface Bound {
  readonly lowerBound: number;
  /** Whether it counts the spacing in; else assignments that do not keep it are bounded, too. */
  readonly spaced: boolean;
  /** Steps by which prices were moved to raise it. */
  readonly steps: number;
  /** Whether more of them would hardly raise it. */
  readonly converged: boolean;
}

/** How long a bound is raised: for a few steps, for so many as the problem affords in about a second, or until it hardly rises. */
export type Diligence = Brevity | 'converge';

/** Those for which the lists stay as they are. */
export type Brevity = 'brief' | 'quick';

/** What a bound is raised from. */
export interface Unraised {
  readonly problem: Problem;
  readonly market: Market;
  /** As they were made last, for all cells at the same prices. */
  readonly lists: Shortlists;
  /** What each cell's best photo costs, all together, and what is known to be a bound without spacing. */
  readonly nearest: number;
  readonly lowerBound: number;
}

/** How smooth the dual is, one after the other, in shares of what a cell costs. */
const SMOOTHING = { brief: [0.3, 0.06], quick: [0.3, 0.1, 0.04], converge: [0.3, 0.1, 0.03, 0.01] } as const;
/**
 * Brief and quick steps of each smoothing, and how many ranges and listed photos they may look at all together: a second's worth. The most are
 * enough for 6,400 cells at spacing 4.
 */
const QUICK = { least: 4, most: { brief: 8, quick: 20 }, work: 1.2e8 };
/** Steps of one smoothing at most; it has converged when so many steps raise the bound by no more than this share. */
const PATIENT = { most: 400, look: 20, rise: 3e-5 };

/** What the progress of one climb among others is counted in. */
const PARTS = 1000;

/** Photos of a list that are worth a look, in shares of a block: those behind have hardly ever a share of the cell. */
const WORTH = 1.1;
const LEAST_WORTH = 12;
/** Listed photos in all: more take too much memory. */
const MOST_PLACES = 2 ** 21;

/**
 * Raises a bound by prices of windows. Those of photos stay what they are in the lists; if it is to converge and uses are bounded, they
 * are then moved together with those of windows, which regards listed photos alone, and the bound is raised again from there: the
 * lists are made anew. Once `hooks.enough` is aborted, the bound is what it is.
 */
export async function raiseBound(given: Unraised, diligence: Diligence, hooks: Hooks = {}): Promise<Bound> {
  const { lists, market, problem } = given;
  const { rules } = problem;
  const part = (before: number): Hooks => spanHooks(hooks, PARTS, { before, all: 3, length: 1 });
  const both = diligence === 'converge' && hasBounds(rules);
  const first = await raiseHere(toRaise(given, diligence), both ? part(0) : hooks);
  if (!both || first.steps === 0 || hooks.enough?.aborted) return first;
  const { ascent } = ascentOf(toRaise(given, diligence), true);
  const moved = await driven(climbing(ascent, patientLevels()), part(1));
  await refreshLists(lists, market, market.all, { prices: withBans(wholePrices(ascent).photos, rules) });
  const second = await raiseHere(toRaise(given, diligence), part(2));
  const lowerBound = Math.max(first.lowerBound, second.lowerBound);
  return { ...second, lowerBound, steps: first.steps + moved.steps + second.steps };
}

/** A bound that nothing has raised. @param lowerBound  known without spacing */
export function unraised(lowerBound: number, { spacing }: Pick<Rules, 'spacing'>): Bound {
  return { lowerBound, spaced: spacing === 0, steps: 0, converged: false };
}

/** A bound that can be raised by prices of windows alone: plain data. */
export interface ToRaise {
  readonly listings: Listings;
  readonly shape: Shape;
  readonly groups: Uint32Array;
  readonly rules: Pick<Rules, 'minUses' | 'maxUses' | 'spacing'>;
  /** What a cell costs. */
  readonly unit: number;
  /** What is known to be a bound without spacing. */
  readonly lowerBound: number;
  readonly diligence: Diligence;
}

/** What is needed to raise a bound, of the lists as they are. */
export function toRaise({ problem, lists, market, nearest, lowerBound }: Unraised, diligence: Diligence): ToRaise {
  const { groups, layout } = problem;
  const { minUses, maxUses, spacing } = problem.rules;
  const listings = listingsOf(lists, market, groups, placesWorth(market.cells, spacing, diligence));
  const unit = Math.max(1, nearest / market.cells);
  const rules = { minUses, maxUses, spacing };
  return { listings, shape: layout.shape, groups, rules, unit, lowerBound, diligence };
}

/** What has been climbed: at first nothing. */
interface Climbed {
  readonly steps: number;
  readonly converged: boolean;
}

/** Work by steps: it tells how much is done, and what has come of it if it ends there. */
type Raising<T> = Generator<{ readonly share: number; readonly now: () => T }, T, void>;

/** Raises a bound by prices of windows alone, step by step. */
export function* raising(task: ToRaise): Raising<Bound> {
  const { rules, lowerBound, diligence } = task;
  // a bound that nothing would raise
  const settled = { lowerBound, spaced: true, steps: 0, converged: true };
  if (rules.spacing === 0) return settled;
  const { ascent, listings, windows } = ascentOf(task, false);
  if (windows.count === 0) return settled;
  const levels = diligence === 'converge' ? patientLevels() : quickLevels(diligence, listings, windows);
  const provedBy = (climbed: Climbed): Bound => {
    const proved = dualOf(listings, windows, wholePrices(ascent), rules);
    return { ...climbed, lowerBound: Math.max(lowerBound, proved), spaced: true };
  };
  const steps = climbing(ascent, levels);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return provedBy(value);
    yield { share: value.share, now: () => provedBy(value.now()) };
  }
}

async function raiseHere(task: ToRaise, hooks: Hooks): Promise<Bound> {
  return await driven(raising(task), hooks);
}

/** Does all steps on this thread, or ends with what there is once it is enough. */
async function driven<T>(steps: Raising<T>, { signal, enough, onProgress }: Hooks): Promise<T> {
  const rest = eventLoopYielder(signal);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await rest();
    if (enough?.aborted) return value.now();
    onProgress?.({ stage: 'prove', done: Math.round(value.share * PARTS), total: PARTS });
  }
}

function ascentOf({ listings, shape, groups, rules, unit }: ToRaise, movesPhotos: boolean) {
  const windows = windowsOf(listings, blockOf(shape, rules.spacing), crowded(groups, rules));
  return { listings, windows, ascent: ascentFrom({ listings, windows, rules, unit, movesPhotos }) };
}

/** How far the lists of so many cells are looked at: as far as it is worth it, twice as far if there is time. */
export function placesWorth(cells: number, spacing: number, diligence: Diligence): number {
  const affordable = Math.max(1, Math.floor(MOST_PLACES / cells));
  const worth = Math.max(LEAST_WORTH, Math.ceil(WORTH * (spacing + 1) ** 2));
  return Math.min(affordable, diligence === 'converge' ? 2 * worth : worth);
}

/** Groups whose photos may be used more than once, all together: others cannot be too near to one another. */
function crowded(groups: Uint32Array, { maxUses }: Pick<Rules, 'maxUses'>): Uint32Array {
  const uses = new Float64Array(groups.reduce((most, group) => Math.max(most, group), 0) + 1);
  groups.forEach((group, photo) => {
    uses[group] += maxUses[photo];
  });
  return Uint32Array.from(uses.keys()).filter((group) => uses[group] > 1);
}

function withBans(prices: Float64Array, { maxUses }: Rules): Float64Array {
  return prices.map((price, photo) => (maxUses[photo] === 0 ? Number.POSITIVE_INFINITY : price));
}

/** Steps at one smoothing. */
interface Level {
  readonly smoothing: number;
  readonly most: number;
}

function quickLevels(diligence: Brevity, { order }: Listings, { ranges }: Windows): Level[] {
  const { least, most, work } = QUICK;
  const levels = SMOOTHING[diligence];
  const affordable = Math.floor(work / (order.length + ranges.length / 2) / levels.length);
  const steps = Math.max(least, Math.min(most[diligence], affordable));
  return levels.map((smoothing) => ({ smoothing, most: steps }));
}

function patientLevels(): Level[] {
  return SMOOTHING.converge.map((smoothing) => ({ smoothing, most: PATIENT.most }));
}

/** Climbs level by level, until each is flat or has had its steps. */
function* climbing(ascent: Ascent, levels: readonly Level[]): Raising<Climbed> {
  let steps = 0;
  let converged = false;
  for (const [i, { smoothing, most }] of levels.entries()) {
    restart(ascent);
    converged = false;
    let before = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < most && !converged; step++) {
      yield { share: (i + step / most) / levels.length, now: () => ({ steps, converged }) };
      climb(ascent, smoothing);
      steps++;
      if (step % PATIENT.look !== PATIENT.look - 1) continue;
      converged = ascent.height - before <= PATIENT.rise * ascent.height;
      before = ascent.height;
    }
  }
  return { steps, converged };
}
