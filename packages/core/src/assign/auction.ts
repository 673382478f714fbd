/**
 * The assignment problem with bounds on uses, nearly optimally, with proof.
 *
 * Rounds of bidding with falling ε: each begins with the prices of the one before, so that only the last cells are
 * fought for with small steps. A photo that is left with free uses must be free of charge at the end; where a round
 * leaves one priced, its price is dropped and the round run again. For any prices, the dual
 *
 *     LB = Σᵢ minⱼ(cᵢⱼ + pⱼ) − Σⱼ (maxⱼ · max(pⱼ, 0) + minⱼ · min(pⱼ, 0))
 *
 * is a lower bound of every assignment's cost: the best one found is the certificate.
 *
 * Source: D. P. Bertsekas, J. Eckstein, "Dual coordinate step methods for linear network flow problems", Mathematical
 * Programming 42, 1988, doi:10.1007/BF01589405 (ε-scaling); the dual is that of linear programming.
 */

import { MosaicError } from '../errors.js';
import type { Hooks } from '../ports.js';
import { type Auction, bidUntilAllHold } from './bidding.js';
import { lowerBound } from './bound.js';
import type { Rules } from './rules.js';
import { type Market, refreshLists, type Shortlists } from './shortlist.js';
import type { Slots } from './slots.js';

/** What an auction ends with. */
export interface Auctioned {
  /** Cell → row of views. */
  readonly assignment: Uint32Array;
  readonly cost: number;
  /** No assignment that obeys the bounds of uses costs less. */
  readonly lowerBound: number;
  /** Photo → price, as the bound has it. */
  readonly prices: Float64Array;
}

/** How the auction is run. */
export interface AuctionSettings {
  /** Room for the cells' lists; afterwards those of the last round. */
  readonly lists: Shortlists;
  /** The last ε, as a share of the mean cost of a cell. */
  readonly delta: number;
  /** Prices to begin with; absent = none. */
  readonly prices?: Float64Array;
}

/** ε falls by this factor from round to round. */
const FALL = 5;
/** How often the last round is run again for photos that kept a price with uses left. */
const LAST_ROUNDS = 6;

/** Finds an assignment under least and most uses. The rules must have passed `rulesProblem`; spacing is not looked at. */
export async function auction(
  market: Market,
  rules: Rules,
  settings: AuctionSettings,
  hooks: Hooks = {},
): Promise<Auctioned> {
  const { cells } = market;
  const all = Uint32Array.from({ length: cells }, (_, cell) => cell);
  const { lists } = settings;
  const slots = newSlots(rules, settings.prices ?? new Float64Array(rules.maxUses.length), cells);
  const running: Auction = { market, lists, slots, held: new Int32Array(cells), signal: hooks.signal };

  await refreshLists(lists, market, all, openingPrices(slots));
  const mean = Math.max(1, meanOfBest(lists));
  const least = Math.max(1, Math.round(mean * settings.delta));
  let epsilon = settings.prices === undefined ? Math.max(least, Math.round(mean)) : least * FALL;
  let best: Auctioned | undefined;
  for (let last = 0; last < LAST_ROUNDS; ) {
    const floor = await bidUntilAllHold(running, epsilon);
    reprice(slots, floor, mean);
    if (epsilon === least) {
      last++;
      best = better(best, await resultOf(running, rules));
      if (best.cost - best.lowerBound <= best.lowerBound * settings.delta) break;
    }
    epsilon = Math.max(least, Math.floor(epsilon / FALL));
    await refreshLists(lists, market, all, openingPrices(slots));
  }
  if (best === undefined) throw new MosaicError('failed', 'auction: the last round did not take place.');
  return best;
}

function newSlots({ minUses, maxUses }: Rules, prices: Float64Array, cells: number): Slots {
  return {
    holders: Array.from(maxUses, () => []),
    bids: new Float64Array(cells),
    requiredPrice: prices.slice(),
    furtherPrice: prices.map((price) => Math.max(price, 0)),
    minUses,
    maxUses,
    prices: prices.slice(),
  };
}

/** What each photo costs when a round opens. */
function openingPrices({ requiredPrice, furtherPrice, minUses, maxUses }: Slots): Float64Array {
  return requiredPrice.map((price, photo) => {
    if (maxUses[photo] === 0) return Number.POSITIVE_INFINITY;
    return minUses[photo] > 0 ? price : furtherPrice[photo];
  });
}

/**
 * The prices of the next round: a full photo keeps its own, one with uses left becomes free of charge, and one below
 * its minimum is offered with a premium.
 */
function reprice(
  { holders, requiredPrice, furtherPrice, minUses, maxUses, prices }: Slots,
  floor: number,
  premium: number,
): void {
  for (let photo = 0; photo < holders.length; photo++) {
    const held = holders[photo].length;
    const full = held >= maxUses[photo];
    const price = prices[photo] - floor;
    if (held < minUses[photo]) requiredPrice[photo] = Math.min(requiredPrice[photo], 0) - Math.ceil(premium);
    else requiredPrice[photo] = full ? price : Math.min(price, 0);
    furtherPrice[photo] = full ? Math.max(price, 0) : 0;
  }
}

async function resultOf({ market, lists, held, slots }: Auction, rules: Rules): Promise<Auctioned> {
  let cost = 0;
  const assignment = Uint32Array.from(held, (place, cell) => {
    cost += lists.costs[cell * lists.k + place];
    return lists.rows[cell * lists.k + place];
  });
  const prices = openingPrices(slots);
  return { assignment, cost, prices, lowerBound: await lowerBound(market, rules, prices) };
}

/** The cheaper assignment with the higher bound. */
function better(a: Auctioned | undefined, b: Auctioned): Auctioned {
  if (a === undefined) return b;
  const cheaper = b.cost < a.cost ? b : a;
  return { ...cheaper, lowerBound: Math.max(a.lowerBound, b.lowerBound) };
}

function meanOfBest({ costs, k }: Shortlists): number {
  let sum = 0;
  for (let i = 0; i < costs.length; i += k) sum += costs[i];
  return (sum * k) / costs.length;
}
