/**
 * One round of an auction: cells bid for photos until each has one.
 *
 * A cell without a photo bids for the one that is best at today's prices, by as much as it is better than the second
 * best, plus ε. Who is outbid bids again. At the end each cell is within ε of its best choice at the final prices.
 *
 * Source: D. P. Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem", Annals
 * of Operations Research 14, 1988, doi:10.1007/BF02186476.
 */

import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Market, refreshLists, type Shortlists } from './shortlist.js';
import { isShort, openSlots, raiseFloor, type Slots, takeSlot } from './slots.js';

/** Lists made anew together: enough for the matcher to work in blocks, few enough to keep prices fresh. */
const BATCH = 256;
/** What a new list counts in bids, when the work of a round is bounded. */
const LIST = 16;

/** An auction under way. */
export interface Auction {
  readonly market: Market;
  readonly lists: Shortlists;
  readonly slots: Slots;
  /** Cell → place in its list of the photo it holds, −1 = none. */
  readonly held: Int32Array;
  /** Bids after which a round gives up, lists counted in. */
  readonly patience: number;
  readonly signal: AbortSignal | undefined;
  /** Ends a round as if its patience were at an end. */
  readonly enough: AbortSignal | undefined;
  /** Lists made anew in all rounds, and after how many a round gives up. */
  listed: number;
  mostListed: number;
  /** Told how many bids there were in this round, lists counted in. */
  onWork?: (bids: number) => void;
}

/** How a round ended. */
export interface Round {
  /** The price of all slots that are still free: prices less this are those of the dual. */
  readonly floor: number;
  /** Whether all cells hold a photo. */
  readonly settled: boolean;
}

/** What a round is to do. */
export interface RoundOptions {
  readonly epsilon: number;
  /** Whether free slots are to cost the same at the end, so that prices prove all they can. */
  readonly levels: boolean;
}

/** Runs one round from the slots' opening prices, with which the lists were made. */
export async function runBiddingRound(auction: Auction, { epsilon, levels }: RoundOptions): Promise<Round> {
  const { slots, held, lists, market, signal, enough } = auction;
  openSlots(slots);
  held.fill(-1);
  const waiting = queueOf(held.length);
  let stale: number[] = [];
  let work = 0;
  const rest = eventLoopYielder(signal);
  const floor: Floor = { price: 0, lift: epsilon, levels };
  for (;;) {
    if (waiting.count === 0 && stale.length === 0 && isLevel(auction, floor, waiting)) {
      return { floor: floor.price, settled: !isShort(slots) };
    }
    if (work > auction.patience || auction.listed > auction.mostListed || enough?.aborted) {
      return { floor: floor.price, settled: false };
    }
    if (waiting.count === 0 || stale.length >= BATCH) {
      // neighbours are alike: what one of four gives up early, all of them mostly do
      stale.sort((a, b) => a - b);
      await refreshLists(lists, market, stale, slots);
      work += stale.length * LIST;
      auction.listed += stale.length;
      auction.onWork?.(work);
      for (const cell of stale) join(waiting, cell);
      stale = [];
      await rest();
    }
    const cell = next(waiting);
    const loser = bid(auction, cell, epsilon);
    if (loser === STALE) stale.push(cell);
    else if (loser >= 0) join(waiting, loser);
    if ((++work & 4095) === 0) {
      auction.onWork?.(work);
      await rest();
    }
  }
}

/** What free slots cost, and by how much that rises next for the sake of those that must be taken. */
interface Floor {
  price: number;
  lift: number;
  readonly levels: boolean;
}

/** No bid comes near this. */
const HIGHEST = 2 ** 40;

/**
 * Makes all free further slots cost the same, if that is wanted; and as long as required ones are free, more and more,
 * so that cells leave those for these. Who loses a slot by that waits.
 *
 * @returns whether nobody does: the round is over
 */
function isLevel({ slots, held }: Auction, floor: Floor, waiting: Queue): boolean {
  for (;;) {
    const short = isShort(slots);
    if (!short && !floor.levels && floor.price === 0) return true;
    const { floor: price, losers } = raiseFloor(slots, floor.price + (short ? floor.lift : 0));
    floor.price = price;
    if (short) floor.lift *= 2;
    for (const cell of losers) {
      held[cell] = -1;
      join(waiting, cell);
    }
    if (losers.length > 0) return false;
    if (!short || price > HIGHEST) return true;
  }
}

/** A ring of cells: at most all of them wait at a time. */
interface Queue {
  readonly ring: Int32Array;
  head: number;
  count: number;
}

function queueOf(cells: number): Queue {
  return { ring: Int32Array.from({ length: cells }, (_, cell) => cell), head: 0, count: cells };
}

function join(queue: Queue, cell: number): void {
  queue.ring[(queue.head + queue.count++) % queue.ring.length] = cell;
}

function next(queue: Queue): number {
  const cell = queue.ring[queue.head];
  queue.head = (queue.head + 1) % queue.ring.length;
  queue.count--;
  return cell;
}

/** What `bid` returns when the cell's list has to be made anew first. */
const STALE = -2;

/** Lets a cell bid. @returns the cell that lost its photo, −1 if none did, or `STALE` */
function bid({ lists, slots, held }: Auction, cell: number, epsilon: number): number {
  const { k, photos, costs, values, edges } = lists;
  const { prices } = slots;
  const start = cell * k;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  // prices only rise: what followed when the list was made cannot be below what it was then
  for (let i = start; i < start + k && photos[i] >= 0 && values[i] < second; i++) {
    const value = costs[i] + prices[photos[i]];
    if (value < least) {
      second = least;
      least = value;
      best = i;
    } else if (value < second) second = value;
  }
  if (best < 0 || least > edges[cell]) return STALE;
  second = Math.min(second, edges[cell]);
  // with one photo alone there is nothing to compare with: it is worth any price, so the smallest rise will do
  const rise = second === Number.POSITIVE_INFINITY ? 0 : second - least;
  const photo = photos[best];
  const loser = takeSlot(slots, photo, cell, prices[photo] + rise + epsilon);
  held[cell] = best - start;
  if (loser >= 0) held[loser] = -1;
  return loser;
}
