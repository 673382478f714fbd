/** The dual bound: for any prices, no assignment within the bounds of uses costs less. */

import type { Rules } from '../rules.js';
import type { Market, Shortlists } from './shortlist.js';

/**
 * LB = Σᵢ minⱼ(cᵢⱼ + pⱼ) − Σⱼ (maxⱼ · max(pⱼ, 0) + minⱼ · min(pⱼ, 0)), at the prices that all lists were just made with.
 * Those of photos without a bound on uses must not be above 0.
 */
export function lowerBound(
  { k, values }: Shortlists,
  { priceTable: quotes, cells }: Market,
  { minUses, maxUses }: Rules,
): number {
  let sum = 0;
  for (let cell = 0; cell < cells; cell++) sum += values[cell * k];
  for (let photo = 0; photo < maxUses.length; photo++) {
    const price = quotes.prices[photo];
    // an allowance larger than the layout is never used up: the number of cells bounds it as well
    if (price > 0) sum -= price * Math.min(maxUses[photo], cells);
    else sum -= price * minUses[photo];
  }
  return sum;
}
