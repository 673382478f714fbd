/**
 * What prices prove. For any prices of windows λ ≥ 0 and of photos μ,
 *
 *     Σ_c min_p [ cost(c, p) + Σ λ of the windows of p that c lies in + μ_p ] − Σ λ − Σ_p (max_p · max(μ_p, 0) + min_p · min(μ_p, 0))
 *
 * is a lower bound of the cost of every assignment that obeys the rules: it pays each λ once at most, as a photo stands in a window
 * once at most, and each μ as often as the photo is used. Photos that a cell does not list are looked at all together.
 */

import type { Rules } from '../rules.js';
import type { Listings } from './listings.js';
import type { Windows } from './windows.js';

/** Prices, in whole numbers: sums of them are exact. */
export interface Prices {
  /** Window → its price, 0 or more. */
  readonly windows: Float64Array;
  /** Photo → its price; of those without bounds on uses it is 0. */
  readonly photos: Float64Array;
}

/** The bound at some prices. */
export function dualOf(
  listings: Listings,
  windows: Windows,
  prices: Prices,
  { minUses, maxUses }: Pick<Rules, 'minUses' | 'maxUses'>,
): number {
  const { cells, k, photos, costs, floors, order } = listings;
  const surcharges = surchargesOf(listings, windows, prices.windows);
  // a photo may cost less than when the lists were made: so may those that are not listed
  let fall = 0;
  let sum = 0;
  for (let photo = 0; photo < maxUses.length; photo++) {
    if (maxUses[photo] === 0) continue;
    const price = prices.photos[photo];
    fall = Math.min(fall, price - listings.prices[photo]);
    // an allowance larger than the layout is never used up: the number of cells bounds it as well
    sum -= price > 0 ? price * Math.min(maxUses[photo], cells) : price * minUses[photo];
  }
  for (let cell = 0; cell < cells; cell++) {
    let least = floors[cell] + fall;
    for (let at = cell * k; at < (cell + 1) * k; at++) {
      const value = costs[at] + prices.photos[photos[at]] + surcharges[order[at]];
      if (value < least) least = value;
    }
    sum += least;
  }
  for (const price of prices.windows) sum -= price;
  return sum;
}

/** Sorted place → the prices of all windows that it lies in. */
function surchargesOf({ order }: Listings, { count, starts, ranges }: Windows, prices: Float64Array): Float64Array {
  const sums = new Float64Array(order.length + 1);
  for (let window = 0; window < count; window++) {
    const price = prices[window];
    if (price === 0) continue;
    for (let i = 2 * starts[window]; i < 2 * starts[window + 1]; i += 2) {
      sums[ranges[i]] += price;
      sums[ranges[i + 1]] -= price;
    }
  }
  for (let place = 1; place < sums.length; place++) sums[place] += sums[place - 1];
  return sums;
}
