/** The lower bound of what cells cost, spacing counted in: the proof of how good an assignment is. */

import { blockOf } from '../../layout/block.js';
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
export type Diligence = 'brief' | 'quick' | 'converge';

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
  const { problem, market, lists } = given;
  const { rules } = problem;
  if (rules.spacing === 0) return settled(given.lowerBound);
  const part = (before: number): Hooks => spanHooks(hooks, PARTS, { before, all: 3, length: 1 });
  const both = diligence === 'converge' && hasBounds(rules);
  const first = await raiseFrom(given, diligence, both ? part(0) : hooks);
  if (!both || first.steps === 0 || hooks.enough?.aborted) return first;
  const { ascent } = ascentOf(given, diligence, true);
  const moved = await climbAll(ascent, patientLevels(), part(1));
  await refreshLists(lists, market, market.all, withBans(wholePrices(ascent).photos, rules));
  const second = await raiseFrom(given, diligence, part(2));
  const lowerBound = Math.max(first.lowerBound, second.lowerBound);
  return { ...second, lowerBound, steps: first.steps + moved.steps + second.steps };
}

/** A bound that nothing would raise. */
function settled(lowerBound: number): Bound {
  return { lowerBound, spaced: true, steps: 0, converged: true };
}

/** Raises a bound by prices of windows alone. */
async function raiseFrom(given: Unraised, diligence: Diligence, hooks: Hooks): Promise<Bound> {
  const { ascent, listings, windows } = ascentOf(given, diligence, false);
  if (windows.count === 0) return settled(given.lowerBound);
  const levels = diligence === 'converge' ? patientLevels() : quickLevels(diligence, listings, windows);
  const { steps, converged } = await climbAll(ascent, levels, hooks);
  const proved = dualOf(listings, windows, wholePrices(ascent), given.problem.rules);
  return { lowerBound: Math.max(given.lowerBound, proved), spaced: true, steps, converged };
}

function ascentOf({ problem, lists, market, nearest }: Unraised, diligence: Diligence, movesPhotos: boolean) {
  const { rules, layout, groups } = problem;
  const listings = listingsOf(lists, market, groups, placesWorth(market.cells, rules.spacing, diligence));
  const windows = windowsOf(listings, blockOf(layout.shape, rules.spacing), crowded(groups, rules));
  const unit = Math.max(1, nearest / market.cells);
  return { listings, windows, ascent: ascentFrom({ listings, windows, rules, unit, movesPhotos }) };
}

/** How far the lists of so many cells are looked at: as far as it is worth it, twice as far if there is time. */
export function placesWorth(cells: number, spacing: number, diligence: Diligence): number {
  const affordable = Math.max(1, Math.floor(MOST_PLACES / cells));
  const worth = Math.max(LEAST_WORTH, Math.ceil(WORTH * (spacing + 1) ** 2));
  return Math.min(affordable, diligence === 'converge' ? 2 * worth : worth);
}

/** Groups whose photos may be used more than once, all together: others cannot be too near to one another. */
function crowded(groups: Uint32Array, { maxUses }: Rules): Uint32Array {
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

function quickLevels(diligence: 'brief' | 'quick', { order }: Listings, { ranges }: Windows): Level[] {
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
async function climbAll(ascent: Ascent, levels: readonly Level[], hooks: Hooks) {
  const rest = eventLoopYielder(hooks.signal);
  let steps = 0;
  let converged = false;
  for (const [i, { smoothing, most }] of levels.entries()) {
    restart(ascent);
    converged = false;
    let before = Number.NEGATIVE_INFINITY;
    for (let step = 0; step < most && !converged; step++) {
      await rest();
      if (hooks.enough?.aborted) return { steps, converged };
      climb(ascent, smoothing);
      steps++;
      hooks.onProgress?.({ stage: 'prove', done: i * most + step, total: levels.length * most });
      if (step % PATIENT.look !== PATIENT.look - 1) continue;
      converged = ascent.height - before <= PATIENT.rise * ascent.height;
      before = ascent.height;
    }
  }
  return { steps, converged };
}
