/**
 * The cheapest way to give some cells photos of limited supply: each cell has a list of offers, each photo so many copies.
 *
 * Cell by cell along shortest paths of exchanges, with prices of photos that keep all reduced costs at or above zero. Exact.
 *
 * Source: R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment problems",
 * Computing 38(4), 1987, doi:10.1007/BF02278710; here a photo may be given to several cells.
 */

import { eventLoopYielder } from '../../runtime/event-loop.js';

/** What cells may be given. */
export interface Offers {
  /** Cell → its first offer; one more at the end. */
  readonly starts: Int32Array;
  /** Offer → photo, 0 … copies.length − 1, and what it costs. */
  readonly photos: Int32Array;
  readonly costs: Float64Array;
  /** Photo → how many cells may have it. */
  readonly copies: Int32Array;
}

interface Exchange {
  readonly offers: Offers;
  /** Cell → the offer it has taken, −1 = none. */
  readonly taken: Int32Array;
  /** Photo → one of its cells; cell → the next one with its photo; −1 ends them. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  /** Photo → copies that nobody has. */
  readonly left: Int32Array;
  /** Photo → what it is worth to a cell that has none. 0 while copies are left, else negative. */
  readonly prices: Float64Array;
  /** Of a search: photo → the shortest way to it, the offer by which it is reached, and whether that is final. */
  readonly distance: Float64Array;
  readonly by: Int32Array;
  readonly isFinal: Uint8Array;
  /** Offer → cell. */
  readonly cellOf: Int32Array;
}

/**
 * Takes an offer for each cell, at the least cost all together.
 *
 * @returns cell → offer, −1 for a cell that can be given none
 * @throws MosaicError `aborted`
 */
export async function cheapestExchange(offers: Offers, signal?: AbortSignal): Promise<Int32Array> {
  const cells = offers.starts.length - 1;
  const photos = offers.copies.length;
  const cellOf = new Int32Array(offers.photos.length);
  for (let cell = 0; cell < cells; cell++) cellOf.fill(cell, offers.starts[cell], offers.starts[cell + 1]);
  const exchange: Exchange = {
    ...{ offers, cellOf },
    taken: new Int32Array(cells).fill(-1),
    first: new Int32Array(photos).fill(-1),
    next: new Int32Array(cells).fill(-1),
    left: offers.copies.slice(),
    prices: new Float64Array(photos),
    distance: new Float64Array(photos),
    by: new Int32Array(photos),
    isFinal: new Uint8Array(photos),
  };
  const rest = eventLoopYielder(signal);
  for (let cell = 0; cell < cells; cell++) {
    serve(exchange, cell);
    await rest();
  }
  return exchange.taken;
}

/** Gives a cell a photo; others may have to change theirs. */
function serve(exchange: Exchange, cell: number): void {
  const { offers, taken, first, next, left, prices, distance, isFinal } = exchange;
  distance.fill(Number.POSITIVE_INFINITY);
  isFinal.fill(0);
  reach(exchange, cell, 0);
  let photo = closest(exchange);
  while (photo >= 0 && left[photo] === 0) {
    isFinal[photo] = 1;
    for (let holder = first[photo]; holder >= 0; holder = next[holder]) {
      reach(exchange, holder, distance[photo] - (offers.costs[taken[holder]] - prices[photo]));
    }
    photo = closest(exchange);
  }
  if (photo < 0) return;
  for (let each = 0; each < prices.length; each++) {
    if (isFinal[each] === 1) prices[each] += distance[each] - distance[photo];
  }
  left[photo]--;
  changeAlong(exchange, cell, photo);
}

/** Looks at the offers of a cell from so far away. */
function reach({ offers, prices, distance, by, isFinal }: Exchange, cell: number, from: number): void {
  const { starts, photos, costs } = offers;
  for (let offer = starts[cell]; offer < starts[cell + 1]; offer++) {
    const photo = photos[offer];
    const through = from + costs[offer] - prices[photo];
    if (isFinal[photo] === 1 || through >= distance[photo]) continue;
    distance[photo] = through;
    by[photo] = offer;
  }
}

/** The nearest photo that is not final, −1 if none is reached. */
function closest({ distance, isFinal }: Exchange): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let photo = 0; photo < distance.length; photo++) {
    if (isFinal[photo] === 1 || distance[photo] >= least) continue;
    least = distance[photo];
    best = photo;
  }
  return best;
}

/** Each cell on the way takes the photo it was reached for, and leaves its own to the one before. */
function changeAlong(exchange: Exchange, start: number, end: number): void {
  const { offers, taken, by, cellOf } = exchange;
  for (let photo = end, cell = -1; cell !== start; ) {
    const offer = by[photo];
    cell = cellOf[offer];
    const before = taken[cell] < 0 ? -1 : offers.photos[taken[cell]];
    if (before >= 0) leave(exchange, cell, before);
    taken[cell] = offer;
    exchange.next[cell] = exchange.first[photo];
    exchange.first[photo] = cell;
    photo = before;
  }
}

function leave({ first, next }: Exchange, cell: number, photo: number): void {
  if (first[photo] === cell) {
    first[photo] = next[cell];
    return;
  }
  let before = first[photo];
  while (next[before] !== cell) before = next[before];
  next[before] = next[cell];
}
