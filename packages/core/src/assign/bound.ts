/** The dual bound: for any prices, no assignment within the bounds of uses costs less. */

import { termsOf } from '../match/candidates.js';
import type { Rules } from './rules.js';
import { type Market, searchPrices } from './shortlist.js';

/**
 * LB = Σᵢ minⱼ(cᵢⱼ + pⱼ) − Σⱼ (maxⱼ · max(pⱼ, 0) + minⱼ · min(pⱼ, 0)). One dense pass.
 *
 * @param prices  a whole number a photo, infinite for banned ones; those without a bound on uses must not be above 0
 */
export async function lowerBound(market: Market, rules: Rules, prices: Float64Array): Promise<number> {
  const found = await market.find(market.queries, termsOf(market.table, searchPrices(prices)), 1);
  let sum = 0;
  for (const value of found.values) sum += value;
  for (let photo = 0; photo < prices.length; photo++) {
    const price = prices[photo];
    // an allowance larger than the layout is never used up: the number of cells bounds it as well
    if (price > 0 && rules.maxUses[photo] > 0) sum -= price * Math.min(rules.maxUses[photo], market.cells);
    if (price < 0) sum -= price * rules.minUses[photo];
  }
  return sum;
}
