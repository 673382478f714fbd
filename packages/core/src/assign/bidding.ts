/**
 * One round of an auction: cells bid for photos until each has one.
 *
 * A cell without a photo bids for the one that is best at today's prices, by as much as it is better than the second
 * best, plus ε. Who is outbid bids again. At the end each cell is within ε of its best choice at the final prices.
 *
 * Source: D. P. Bertsekas, "The auction algorithm: a distributed relaxation method for the assignment problem", Annals
 * of Operations Research 14, 1988, doi:10.1007/BF02186476.
 */

import { breathe } from '../breathe.js';
import { throwIfAborted } from '../errors.js';
import { type Market, refreshLists, type Shortlists } from './shortlist.js';
import { openSlots, raiseFloor, type Slots, takeSlot } from './slots.js';

/** Lists made anew together: enough for the matcher to work in blocks, few enough to keep prices fresh. */
const BATCH = 256;

/** An auction under way. */
export interface Auction {
  readonly market: Market;
  readonly lists: Shortlists;
  readonly slots: Slots;
  /** Cell → place in its list of the photo it holds, −1 = none. */
  readonly held: Int32Array;
  readonly signal: AbortSignal | undefined;
}

/**
 * Runs one round from the slots' opening prices.
 *
 * @returns the price of all slots that are still free: prices less this are those of the dual
 */
export async function bidUntilAllHold(auction: Auction, epsilon: number): Promise<number> {
  const { slots, held, lists, market, signal } = auction;
  const cells = held.length;
  openSlots(slots);
  held.fill(-1);
  // a ring: at most all cells wait at a time
  const waiting = Int32Array.from({ length: cells }, (_, cell) => cell);
  let head = 0;
  let count = cells;
  let stale: number[] = [];
  let bids = 0;
  const wait = (cell: number): void => {
    waiting[(head + count++) % cells] = cell;
  };
  const rest = breathe();
  let floor = 0;
  for (let raised = false; ; ) {
    if (count === 0 && stale.length === 0) {
      if (raised) return floor;
      raised = true;
      const level = raiseFloor(slots);
      floor = level.floor;
      for (const cell of level.losers) {
        held[cell] = -1;
        wait(cell);
      }
      if (level.losers.length === 0) return floor;
    }
    if (count === 0 || stale.length >= BATCH) {
      await refreshLists(lists, market, stale, slots.prices);
      for (const cell of stale) wait(cell);
      stale = [];
      throwIfAborted(signal);
    }
    const cell = waiting[head];
    head = (head + 1) % cells;
    count--;
    const loser = bid(auction, cell, epsilon);
    if (loser === STALE) stale.push(cell);
    else if (loser >= 0) wait(loser);
    if ((++bids & 4095) === 0) {
      await rest();
      throwIfAborted(signal);
    }
  }
}

/** What `bid` returns when the cell's list has to be made anew first. */
const STALE = -2;

/** Lets a cell bid. @returns the cell that lost its photo, −1 if none did, or `STALE` */
function bid({ lists, slots, held }: Auction, cell: number, epsilon: number): number {
  const { k, photos, costs, edges } = lists;
  const start = cell * k;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (let i = start; i < start + k && photos[i] >= 0; i++) {
    const value = costs[i] + slots.prices[photos[i]];
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
  const loser = takeSlot(slots, photo, cell, slots.prices[photo] + rise + epsilon);
  held[cell] = best - start;
  if (loser >= 0) held[loser] = -1;
  return loser;
}
