/** Photos that were added come into cells that they suit clearly better than what stands there. */

import { throwIfAborted } from '../../errors.js';
import type { Hooks } from '../../ports.js';
import { sharedBuffer } from '../../runtime/shared-memory.js';
import { type Board, costOf, isPinned, photoAt, placeView, repeatsNear } from '../board.js';
import { updatePrices } from '../price/price-table.js';
import type { Market } from '../price/shortlist.js';
import type { Causes } from './vacate.js';

/**
 * By how much less of the cost a cell must do with a new photo before it changes, as a share. Refinement trades some percent of a
 * cell's cost for the look of its surroundings: less than a tenth need not be better.
 */
export const MIN_GAIN = 0.1;

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
  const { rules, groups, views } = board.problem;
  const cells = [...board.views.keys()].filter((cell) => !isPinned(board, cell));
  const offers = await offersTo({ board, market }, cells, isNew, hooks);
  offers.sort((a, b) => b.gain - a.gain || a.cell - b.cell || a.view - b.view);
  const taken = new Set<number>();
  for (const { cell, view } of offers) {
    const photo = views.owner[view];
    const mine = photoAt(board, cell);
    if (taken.has(cell) || board.uses[photo] >= rules.maxUses[photo] || board.uses[mine] <= rules.minUses[mine])
      continue;
    if (repeatsNear(board, cell, groups[photo]) > 0) continue;
    placeView(board, cell, view);
    taken.add(cell);
    if (!causes.has(cell)) causes.set(cell, 'added');
  }
}

interface Offer {
  readonly cell: number;
  readonly view: number;
  readonly gain: number;
}

async function offersTo(
  { board, market }: { readonly board: Board; readonly market: Market },
  cells: readonly number[],
  isNew: (photo: number) => boolean,
  hooks: Hooks,
): Promise<Offer[]> {
  const { tables, priceTable: quotes } = market;
  const { rules } = board.problem;
  const open = (photo: number): boolean => isNew(photo) && rules.maxUses[photo] > 0;
  updatePrices(
    quotes,
    tables,
    Float64Array.from(rules.maxUses, (_, photo) => (open(photo) ? 0 : Number.POSITIVE_INFINITY)),
  );
  const queries = new Int16Array(sharedBuffer(cells.length * tables.dims * 2));
  cells.forEach((cell, i) => {
    queries.set(market.queries.subarray(cell * tables.dims, (cell + 1) * tables.dims), i * tables.dims);
  });
  throwIfAborted(hooks.signal);
  const found = await market.find({ cells, rows: queries }, quotes.terms, CONSIDERED);
  const offers: Offer[] = [];
  cells.forEach((cell, i) => {
    const present = costOf(board, cell, board.views[cell]);
    for (let j = i * CONSIDERED; j < (i + 1) * CONSIDERED && found.rows[j] >= 0; j++) {
      const gain = present - found.values[j];
      if (gain > 0 && gain >= MIN_GAIN * present) offers.push({ cell, view: found.rows[j], gain });
    }
  });
  return offers;
}
