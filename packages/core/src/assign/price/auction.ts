/**
 * The assignment problem with bounds on uses, nearly optimally, with proof.
 *
 * Rounds of bidding with falling ε: each begins with the prices of the one before, so that only the last cells are
 * fought for with small steps. A photo that is left with free uses must be free of charge at the end; where a round
 * leaves one priced, its price is dropped and another round run. For any prices, the dual
 *
 *     LB = Σᵢ minⱼ(cᵢⱼ + pⱼ) − Σⱼ (maxⱼ · max(pⱼ, 0) + minⱼ · min(pⱼ, 0))
 *
 * is a lower bound of every assignment's cost: the best one found is the certificate. Rounds end when it is near enough.
 *
 * Tried, on 4,096 cells and photos, each once (CPU seconds): every round from a dense pass for the bound and terms made
 * anew for each question 8.4; terms kept and the bound read off the new lists 2.1; lists sought within what the
 * old ones cost now 1.7; lists of 32 instead of 64 1.35. ε from the mean cost on instead of 16 times that 3.9, but 10,000
 * cells × 1,024 photos at most 12 times then take 1.3 instead of 2.3. ε falling by 3 or 8 instead of 5, and 64 or 1,024
 * lists at a time instead of 256: the same within 15 %. On 10,000 cells × 2,800 photos at most 4 times: free uses made
 * level in every round 5.2, in the first, the fine ones and the one before 4.5, in the first and the fine ones alone 3.4; but
 * on 40,000 × 11,200 that one climbed in steps too small, gave up and proved only 1.4 %; cells keeping what is within ε of their best choice
 * when a round begins 4.5; rounds repeated with the prices of free uses dropped in between prove nothing more.
 *
 * Source: D. P. Bertsekas, J. Eckstein, "Dual coordinate step methods for linear network flow problems", Mathematical
 * Programming 42, 1988, doi:10.1007/BF01589405 (ε-scaling); the dual is that of linear programming.
 */

import type { Hooks, Progress } from '../../ports.js';
import { spanHooks } from '../progress.js';
import type { Rules } from '../rules.js';
import { type Auction, runBiddingRound } from './bidding.js';
import { costOfNearest, type Market, refreshLists, type Shortlists } from './shortlist.js';
import type { Slots } from './slots.js';

/** What an auction ends with. */
export interface AuctionResult {
  /** Cell → row of views, −1 where the auction gave up. */
  readonly assignment: Int32Array;
  /** Of the cells that have a view. */
  readonly cost: number;
  /** No assignment that obeys the bounds of uses costs less. */
  readonly lowerBound: number;
  /** What each cell's best photo costs, all together: no assignment costs less, bounds or not. */
  readonly nearest: number;
  /** Empty cells, and uses that photos lack to their minimum: 0 but for extreme problems. */
  readonly missing: number;
  /** Whether the lists were made for all cells at the same prices: not if it was enough in the middle of a round. */
  readonly isListed: boolean;
}

/** How the auction is run. */
export interface AuctionOptions {
  /** Room for the cells' lists; afterwards those of the last round. */
  readonly lists: Shortlists;
  /** The gap that is good enough: cost / lowerBound − 1. */
  readonly delta: number;
}

/** ε begins as so many times the mean cost of a cell's best photo: more where hardly a use is left over. */
const START = { tight: 16, loose: 1 };
/** Uses a cell below which a problem is tight: even what fits nowhere has to be used then, and prices rise far. */
const TIGHT = 1.1;
/** ε falls by this factor from round to round. */
const FALL = 5;
/** A round may prove a gap when its ε is not above so many times what the gap leaves a cell. */
const FINE = 4;
/** How many rounds are run with the smallest ε: each may free photos that kept a price with uses left. */
const LAST_ROUNDS = 6;
/** Bids that a round may take, for a cell and besides: far more than in any real problem. */
const PATIENCE = { cell: 1000, all: 100_000 };
/** By what ε rises when a round took too many, and how often that is tried. */
const RISE = 256;
const RISES = 3;

/**
 * Once all cells hold a photo, no more than so many lists a cell are made anew, unless all of them look at fewer views than this.
 * Tried, 6,400 cells × 9,455 emoji in 180,000 views, each once, many of them nearly alike: a gap of 3.7 % after 18 lists a cell, of .7 %
 * after 64. What is best for the whole picture is sought afterwards in any case.
 */
const MOST_LISTS = { perCell: 20, views: 2e10 };

/** In what is told of progress, the first search counts as one step of so many. */
const SPAN = 6;
/** After so many bids a cell half a round is told to be over: they come ever more rarely. */
const BIDS = 8;

/** Finds an assignment under least and most uses. The rules must have passed `infeasibleReason`; spacing is not looked at. */
export async function auction(
  market: Market,
  rules: Rules,
  { lists, delta }: AuctionOptions,
  hooks: Hooks = {},
): Promise<AuctionResult> {
  const { cells, all } = market;
  const slots = newSlots(rules, cells);
  const patience = PATIENCE.cell * cells + PATIENCE.all;
  const { signal, enough } = hooks;
  const counts = { patience, listed: 0, mostListed: Number.POSITIVE_INFINITY };
  const running: Auction = { market, lists, slots, held: new Int32Array(cells), ...counts, signal, enough };
  const views = market.tables.tables.reduce((sum, { rows }) => sum + rows, 0);

  const listing = spanHooks(hooks, cells, { before: 0, all: SPAN, length: 1 });
  const bidding = spanHooks(hooks, cells, { before: 1, all: SPAN, length: SPAN - 1 });
  await refreshLists(lists, market, all, { ...listing, prices: openingPrices(slots) });
  const nearest = costOfNearest(lists);
  const mean = Math.max(1, nearest / cells);
  const start = isTight(rules, cells) ? START.tight : START.loose;
  const pace: Pace = { epsilon: Math.max(1, Math.round(mean * start)), fine: 1, rounds: 0, last: 0, rises: 0, told: 0 };
  let best: AuctionResult | undefined;
  do {
    running.onWork = (bids) => bidding.onProgress?.(progressOf(pace, bids / (bids + BIDS * cells), cells));
    const levels = pace.rounds === 0 || pace.epsilon <= FALL * pace.fine;
    const { floor, settled } = await runBiddingRound(running, { epsilon: pace.epsilon, levels });
    const held = holdings(running);
    const missing = missingOf(running);
    // a whole search takes long, and cells have what they have
    if (enough?.aborted) {
      const lowerBound = Math.max(nearest, boundNow(running, rules));
      return better(best, { ...held, missing, nearest, lowerBound, isListed: false });
    }
    reprice(slots, floor);
    await refreshLists(lists, market, all, { prices: openingPrices(slots) });
    const lowerBound = Math.max(nearest, boundOf(lists, market, rules));
    best = better(best, { ...held, missing, nearest, lowerBound, isListed: true });
    sayRound(best, pace, bidding);
    if (best.missing === 0 && best.cost - best.lowerBound <= best.lowerBound * delta) return best;
    if (best.missing === 0) running.mostListed = Math.max(MOST_LISTS.perCell * cells, MOST_LISTS.views / views);
    pace.fine = Math.max(1, (FINE * delta * held.cost) / cells);
    advance(pace, settled);
  } while (!enough?.aborted && running.listed <= running.mostListed && pace.last < LAST_ROUNDS && pace.rises <= RISES);
  return best;
}

/** How far the rounds have come. */
interface Pace {
  epsilon: number;
  /** The ε from which on a round may prove what is wanted. */
  fine: number;
  /** Rounds so far; those with the smallest ε there is; those that were given up. */
  rounds: number;
  last: number;
  rises: number;
  /** How far they were told to have come. */
  told: number;
}

/** On to the next round. */
function advance(pace: Pace, settled: boolean): void {
  pace.rounds++;
  if (settled && pace.epsilon === 1) pace.last++;
  if (!settled) pace.rises++;
  pace.epsilon = settled ? Math.max(1, Math.floor(pace.epsilon / FALL)) : pace.epsilon * RISE;
}

/** Says what has been found. */
function sayRound({ cost, lowerBound, missing, assignment }: AuctionResult, pace: Pace, { onProgress }: Hooks): void {
  const score = missing === 0 ? { score: { cost, gap: cost / lowerBound - 1 } } : {};
  onProgress?.({ ...progressOf(pace, 1, assignment.length), ...score });
}

/** How far the rounds have come. How many are to come, and how long one takes, is a guess; it never takes back what was told. */
function progressOf(pace: Pace, share: number, total: number): Progress {
  const { rounds, last, epsilon } = pace;
  const left = Math.ceil(Math.log(epsilon) / Math.log(FALL)) + LAST_ROUNDS - last;
  pace.told = Math.max(pace.told, Math.round((total * (rounds + share)) / (rounds + 1 + left)));
  return { stage: 'assign', done: pace.told, total };
}

function isTight({ maxUses }: Rules, cells: number): boolean {
  return maxUses.reduce((sum, uses) => sum + Math.min(uses, cells), 0) < TIGHT * cells;
}

function newSlots({ minUses, maxUses }: Rules, cells: number): Slots {
  const photos = maxUses.length;
  return {
    holders: Array.from(maxUses, () => []),
    bids: new Float64Array(cells),
    requiredPrice: new Float64Array(photos),
    furtherPrice: new Float64Array(photos),
    minUses,
    maxUses,
    prices: new Float64Array(photos),
  };
}

/** What each photo costs when a round opens. */
function openingPrices({ requiredPrice, furtherPrice, minUses, maxUses }: Slots): Float64Array {
  return requiredPrice.map((price, photo) => {
    if (maxUses[photo] === 0) return Number.POSITIVE_INFINITY;
    return minUses[photo] > 0 ? price : furtherPrice[photo];
  });
}

/** The prices of the next round, the floor's being 0: a full photo keeps its own, others cost nothing or less. */
function reprice(slots: Slots, floor: number): void {
  const { holders, requiredPrice, furtherPrice, maxUses, prices } = slots;
  const level = floor + leastIfAllFull(slots, floor);
  for (let photo = 0; photo < holders.length; photo++) {
    const held = holders[photo].length;
    const full = held >= maxUses[photo];
    const price = prices[photo] - level;
    requiredPrice[photo] = full ? price : Math.min(price, 0);
    furtherPrice[photo] = full ? Math.max(price, 0) : 0;
  }
}

/** Where no use is left over, prices mean something only beside each other: the least may as well be 0. */
function leastIfAllFull({ holders, maxUses, prices }: Slots, floor: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let photo = 0; photo < holders.length; photo++) {
    if (holders[photo].length < maxUses[photo]) return 0;
    if (maxUses[photo] > 0) least = Math.min(least, prices[photo] - floor);
  }
  return least;
}

function holdings({ lists, held }: Auction): Pick<AuctionResult, 'assignment' | 'cost'> {
  let cost = 0;
  const assignment = held.map((place, cell) => {
    if (place < 0) return -1;
    cost += lists.costs[cell * lists.k + place];
    return lists.rows[cell * lists.k + place];
  });
  return { assignment, cost };
}

function missingOf({ held, slots }: Auction): number {
  let missing = 0;
  for (const place of held) if (place < 0) missing++;
  slots.holders.forEach((cells, photo) => {
    missing += Math.max(0, slots.minUses[photo] - cells.length);
  });
  return missing;
}

/** The assignment that lacks less, then the cheaper, with the higher bound; of the lists, what is known last. */
function better(a: AuctionResult | undefined, b: AuctionResult): AuctionResult {
  if (a === undefined) return b;
  const preferred = b.missing < a.missing || (b.missing === a.missing && b.cost < a.cost) ? b : a;
  return { ...preferred, lowerBound: Math.max(a.lowerBound, b.lowerBound), isListed: b.isListed };
}

/**
 * The dual at the prices of the moment, in the middle of a round: they only rise in it, so a photo that is not listed costs no less than the edge
 * of the list, however long ago that was made.
 */
function boundNow({ market, lists, slots }: Auction, { minUses, maxUses }: Rules): number {
  const { k, photos, costs, edges } = lists;
  const { prices } = slots;
  let sum = 0;
  for (let cell = 0; cell < market.cells; cell++) {
    let least = edges[cell];
    for (let i = cell * k; i < (cell + 1) * k && photos[i] >= 0; i++) {
      least = Math.min(least, costs[i] + prices[photos[i]]);
    }
    sum += least;
  }
  for (let photo = 0; photo < maxUses.length; photo++) {
    if (maxUses[photo] > 0) sum -= dualOfPhoto(prices[photo], minUses[photo], Math.min(maxUses[photo], market.cells));
  }
  return sum;
}

/** What a photo takes off the dual at a price. @param most  an allowance larger than the layout is never used up: no more than the cells */
function dualOfPhoto(price: number, least: number, most: number): number {
  return price * (price > 0 ? most : least);
}

/** The dual at the prices that all lists were just made with. Those of photos without a bound on uses must not be above 0. */
function boundOf({ k, values }: Shortlists, { priceTable, cells }: Market, { minUses, maxUses }: Rules): number {
  let sum = 0;
  for (let cell = 0; cell < cells; cell++) sum += values[cell * k];
  for (let photo = 0; photo < maxUses.length; photo++) {
    sum -= dualOfPhoto(priceTable.prices[photo], minUses[photo], Math.min(maxUses[photo], cells));
  }
  return sum;
}
