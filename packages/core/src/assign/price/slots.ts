/**
 * Who holds which use of a photo, and at what price: a photo with room for n cells is n equal slots.
 *
 * A photo's price is what its cheapest slot costs. Its filled slots stand in a heap, cheapest first, ordered by bid,
 * then by cell, so that the outcome does not depend on the history of the heap.
 *
 * Source: D. P. Bertsekas, D. A. Castañon, "The auction algorithm for the transportation problem", Annals of
 * Operations Research 20, 1989, doi:10.1007/BF02216923 (similar objects).
 */

/** The slots of all photos. */
export interface Slots {
  /** Photo → cells that hold a slot, as a binary heap. */
  readonly holders: number[][];
  /** Cell → what it bid for the slot it holds. */
  readonly bids: Float64Array;
  /** Photo → what a required slot costs while free, and what a further one costs. */
  readonly requiredPrice: Float64Array;
  readonly furtherPrice: Float64Array;
  readonly minUses: Uint32Array;
  readonly maxUses: Uint32Array;
  /** Photo → the price of its cheapest slot. */
  readonly prices: Float64Array;
}

/** Frees all slots and offers them at the given prices. */
export function openSlots(slots: Slots): void {
  for (let photo = 0; photo < slots.holders.length; photo++) {
    slots.holders[photo].length = 0;
    slots.prices[photo] = freePrice(slots, photo);
  }
}

/** What a free slot of the photo costs, infinite if none is free. */
function freePrice({ holders, requiredPrice, furtherPrice, minUses, maxUses }: Slots, photo: number): number {
  const held = holders[photo].length;
  if (held < minUses[photo]) return requiredPrice[photo];
  return held < maxUses[photo] ? furtherPrice[photo] : Number.POSITIVE_INFINITY;
}

/**
 * Gives the photo's cheapest slot to `cell` at the price it bid, and brings the photo's price up to date.
 *
 * @returns the cell that held it, −1 if it was free
 */
export function takeSlot(slots: Slots, photo: number, cell: number, bid: number): number {
  const heap = slots.holders[photo];
  const free = freePrice(slots, photo);
  slots.bids[cell] = bid;
  let loser = -1;
  if (heap.length > 0 && slots.bids[heap[0]] < free) {
    loser = heap[0];
    heap[0] = cell;
    sink(slots, heap, 0);
  } else {
    heap.push(cell);
    rise(slots, heap, heap.length - 1);
  }
  slots.prices[photo] = Math.min(freePrice(slots, photo), slots.bids[heap[0]]);
  return loser;
}

/**
 * Makes all free further slots cost the same: as much as the dearest of them, and `least` at least. Cells that hold a
 * further slot for less lose it. In a problem with more slots than cells the free ones must be the cheapest; since
 * prices may only rise while an auction runs, the others are raised.
 *
 * @returns the cells that lost their slot
 */
export function raiseFloor(slots: Slots, least: number): { readonly floor: number; readonly losers: number[] } {
  const { holders, furtherPrice, maxUses, minUses, bids, prices } = slots;
  let floor = least;
  for (let photo = 0; photo < holders.length; photo++) {
    if (holders[photo].length < maxUses[photo]) floor = Math.max(floor, furtherPrice[photo]);
  }
  const losers: number[] = [];
  for (let photo = 0; photo < holders.length; photo++) {
    if (maxUses[photo] === 0) continue;
    furtherPrice[photo] = Math.max(furtherPrice[photo], floor);
    const heap = holders[photo];
    while (heap.length > minUses[photo] && bids[heap[0]] < floor) losers.push(pop(slots, heap));
    const lowest = heap.length > 0 ? bids[heap[0]] : Number.POSITIVE_INFINITY;
    prices[photo] = Math.min(freePrice(slots, photo), lowest);
  }
  return { floor, losers };
}

/** Whether a photo is held less often than it must be. */
export function isShort({ holders, minUses }: Slots): boolean {
  return holders.some((cells, photo) => cells.length < minUses[photo]);
}

function pop(slots: Slots, heap: number[]): number {
  const top = heap[0];
  const last = heap.pop();
  if (heap.length > 0 && last !== undefined) {
    heap[0] = last;
    sink(slots, heap, 0);
  }
  return top;
}

function cheaper({ bids }: Slots, a: number, b: number): boolean {
  return bids[a] < bids[b] || (bids[a] === bids[b] && a < b);
}

function rise(slots: Slots, heap: number[], from: number): void {
  let at = from;
  const cell = heap[at];
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (!cheaper(slots, cell, heap[parent])) break;
    heap[at] = heap[parent];
    at = parent;
  }
  heap[at] = cell;
}

function sink(slots: Slots, heap: number[], from: number): void {
  let at = from;
  const cell = heap[at];
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && cheaper(slots, heap[child + 1], heap[child])) child++;
    if (!cheaper(slots, heap[child], cell)) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = cell;
}
