/** The short lists as a bound needs them: cell by cell, and group by group. */

import type { Market, Shortlists } from '../price/shortlist.js';

/** Which photos cells list, and what they cost. Whatever a cell does not list costs its floor or more. */
export interface Listings {
  readonly cells: number;
  /** Places of a list. */
  readonly k: number;
  /** cells × k: the photo in each place, and its cost without price; an empty place has photo 0 at the highest cost. */
  readonly photos: Int32Array;
  readonly costs: Int32Array;
  /** Cell → what every photo that it does not list costs at least, price included; infinite if it lists all. */
  readonly floors: Float64Array;
  /** Photo → the price that it had when the lists were made; infinite if it is banned. */
  readonly prices: Float64Array;
  /** cells × k: where each place stands when they are sorted by group, then by cell. */
  readonly order: Int32Array;
  /** The other way round: the cell of each, and where a group begins; empty places come last. */
  readonly cellOf: Int32Array;
  readonly starts: Int32Array;
}

const HIGHEST = 2 ** 31 - 1;

/** The first `most` places of all lists. @param groups  photo → group */
export function listingsOf(lists: Shortlists, market: Market, groups: Uint32Array, most: number): Listings {
  const { cells, priceTable } = market;
  const k = Math.min(most, lists.k);
  const photos = new Int32Array(cells * k);
  const costs = new Int32Array(cells * k);
  const floors = new Float64Array(cells);
  const sorted = new Int32Array(cells * k);
  const none = groups.reduce((largest, group) => Math.max(largest, group), 0) + 1;
  for (let cell = 0; cell < cells; cell++) {
    const from = cell * lists.k;
    for (let i = 0; i < k; i++) {
      const at = cell * k + i;
      const photo = lists.photos[from + i];
      photos[at] = Math.max(0, photo);
      costs[at] = photo < 0 ? HIGHEST : lists.costs[from + i];
      sorted[at] = photo < 0 ? none : groups[photo];
    }
    const next = k < lists.k && lists.photos[from + k] >= 0;
    floors[cell] = next ? lists.values[from + k] : lists.edges[cell];
  }
  const prices = Float64Array.from(priceTable.prices);
  return { cells, k, photos, costs, floors, prices, ...byGroup(sorted, none, k) };
}

/** Sorts places by group; within a group they stay in the order of cells. */
function byGroup(groupOf: Int32Array, groups: number, k: number) {
  const starts = new Int32Array(groups + 2);
  for (const group of groupOf) starts[group + 1]++;
  for (let group = 0; group <= groups; group++) starts[group + 1] += starts[group];
  const next = starts.slice();
  const order = groupOf.map((group) => next[group]++);
  const cellOf = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) cellOf[order[at]] = Math.floor(at / k);
  return { order, cellOf, starts };
}
