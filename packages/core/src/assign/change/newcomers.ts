/** Photos that were added come into cells that they suit clearly better than what stands there. */

import { throwIfAborted } from '../../errors.js';
import { someRows } from '../../match/view-table.js';
import type { Hooks } from '../../ports.js';
import { type Board, costOf, isPinned, mayReplace, placeView } from '../board.js';
import { bannedPrices, updatePrices } from '../price/price-table.js';
import type { Market } from '../price/shortlist.js';
import type { Causes } from './vacate.js';

/**
 * By how much less of the cost a cell must do with a new photo before it changes, as a share. Refinement trades some percent of a
 * cell's cost for the look of its surroundings: less than a tenth need not be better.
 */
const MIN_GAIN = 0.1;

/** New photos that a cell considers. */
const CONSIDERED = 8;

/**
 * Gives cells new photos where these cost less by `MIN_GAIN` or more, the largest gains first. Pinned cells and the rules are
 * kept; no other cell moves.
 *
 * @param isNew  photo → whether it was added
 */
export async function placeNewcomers(
  { board, causes, market }: { readonly board: Board; readonly causes: Causes; readonly market: Market },
  isNew: (photo: number) => boolean,
  hooks: Hooks,
): Promise<void> {
  const { tables, priceTable } = market;
  const { rules, views } = board.problem;
  const prices = bannedPrices(rules).map((price, photo) => (isNew(photo) ? price : Number.POSITIVE_INFINITY));
  updatePrices(priceTable, tables, prices);
  throwIfAborted(hooks.signal);
  const cells = [...board.views.keys()].filter((cell) => !isPinned(board, cell));
  const rows = someRows(market.queries, tables.dims, cells);
  const found = await market.find({ cells, rows }, priceTable.terms, CONSIDERED);
  const offers = cells.flatMap((cell, i) => {
    const present = costOf(board, cell, board.views[cell]);
    return Array.from(found.rows.subarray(i * CONSIDERED, (i + 1) * CONSIDERED), (view, j) => {
      return { cell, view, gain: present - found.values[i * CONSIDERED + j] };
    }).filter(({ view, gain }) => view >= 0 && gain > 0 && gain >= MIN_GAIN * present);
  });
  offers.sort((a, b) => b.gain - a.gain || a.cell - b.cell || a.view - b.view);
  const taken = new Set<number>();
  for (const { cell, view } of offers) {
    if (taken.has(cell) || !mayReplace(board, cell, views.owner[view])) continue;
    placeView(board, cell, view);
    taken.add(cell);
    if (!causes.has(cell)) causes.set(cell, 'added');
  }
}
