/** What the search is told of prices: kept from question to question, since few change in between. */

import { firstRows, type ViewFeatures } from '../../describe/descriptor.js';
import { BANNED, LARGEST_TERM } from '../../match/candidates.js';
import type { ViewTables } from '../../match/class-search.js';
import { LARGEST_NORM } from '../../match/view-table.js';
import { sharedBuffer } from '../../runtime/shared-memory.js';
import type { Rules } from '../rules.js';

/** Prices as they stand in the terms of a search. */
export interface PriceTable {
  /** Row → |v|² + the price of its photo, on memory that workers see. */
  readonly terms: Int32Array;
  /** Photo → the price it stands there with. */
  readonly prices: Int32Array;
  /** Where the rows of a photo begin in each class, as `firstRows` has it. */
  readonly first: Uint32Array;
}

/** A table without any price. */
export function emptyPriceTable({ tables, starts }: ViewTables, views: ViewFeatures, photos: number): PriceTable {
  const terms = new Int32Array(sharedBuffer(views.rows * 4));
  tables.forEach(({ norms }, shape) => {
    terms.set(norms, starts[shape]);
  });
  return { terms, prices: new Int32Array(photos), first: firstRows(views, photos) };
}

/**
 * Prices above this are quoted as this: with every norm they stay within what a search takes. A list made so is still
 * exact, only its edge lies lower than it could.
 */
const CEILING = LARGEST_TERM - LARGEST_NORM - 1;

/** Brings the table up to date. @param prices  a whole number a photo, infinite for banned ones */
export function updatePrices(
  { terms, prices: quoted, first }: PriceTable,
  { tables, starts }: ViewTables,
  prices: Float64Array,
): void {
  for (let photo = 0; photo < prices.length; photo++) {
    const price = searchPrice(prices[photo]);
    if (price === quoted[photo]) continue;
    quoted[photo] = price;
    for (let shape = 0; shape < tables.length; shape++) {
      const { norms } = tables[shape];
      const key = shape * prices.length + photo;
      for (let row = first[key]; row < first[key + 1]; row++) {
        terms[row] = price === BANNED ? BANNED : norms[row - starts[shape]] + price;
      }
    }
  }
}

/** A price as a search takes it. */
function searchPrice(price: number): number {
  return price === Number.POSITIVE_INFINITY ? BANNED : Math.max(-CEILING, Math.min(price, CEILING));
}

/** No prices: photo → 0, infinite if it is banned. */
export function bannedPrices({ maxUses }: Rules): Float64Array {
  return Float64Array.from(maxUses, (most) => (most === 0 ? Number.POSITIVE_INFINITY : 0));
}
