/** Empty cells under bounds of uses take what is left, many at a time. */

import { BANNED } from '../../match/candidates.js';
import { someRows } from '../../match/view-table.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Random, shuffled } from '../../runtime/random.js';
import { type Board, isPinned, mayStand, photoAt, placePins, placeView } from '../board.js';
import type { Market } from '../price/shortlist.js';

/** Photos found for a cell: more than others are likely to take before it, and more than stand near it. */
const FOUND = 48;

/**
 * Fills the empty cells of a board, in a random order, each with the best view that uses and spacing leave it, or uses alone where all that
 * was found repeats too near. What was found for a cell may be taken when it comes to it: then the search is asked again.
 *
 * @throws MosaicError `aborted`
 */
export async function fillBySearch(board: Board, market: Market, random: Random, hooks: Hooks): Promise<void> {
  const { owner } = board.problem.views;
  const { maxUses } = board.problem.rules;
  const rest = eventLoopYielder(hooks.signal);
  placePins(board);
  giveWayToPins(board);
  let left = emptyCells(board);
  while (left.length > 0) {
    const rows = someRows(market.queries, market.tables.dims, left);
    const found = await market.find({ cells: left, rows }, termsOf(board, market), FOUND);
    const views = (i: number) => found.rows.subarray(i * FOUND, (i + 1) * FOUND).filter((view) => view >= 0);
    for (const i of shuffled(Uint32Array.from(left.keys()), random)) {
      const mine = views(i);
      const apart = mine.find((view) => mayStand(board, left[i], owner[view]));
      const best = apart ?? mine.find((view) => board.uses[owner[view]] < maxUses[owner[view]]);
      if (best !== undefined) placeView(board, left[i], best);
      await rest();
    }
    const before = left.length;
    left = emptyCells(board);
    if (left.length === before) return; // nothing may be used any more
  }
}

/** Empties cells whose photo is used too often now that the pinned ones stand. */
function giveWayToPins(board: Board): void {
  const { maxUses } = board.problem.rules;
  for (let cell = 0; cell < board.views.length; cell++) {
    const photo = photoAt(board, cell);
    if (photo >= 0 && board.uses[photo] > maxUses[photo] && !isPinned(board, cell)) placeView(board, cell, -1);
  }
}

function emptyCells({ views }: Board): Uint32Array {
  return Uint32Array.from(views.keys()).filter((cell) => views[cell] < 0);
}

/** View → |v|², or `BANNED` if its photo has no use left. */
function termsOf({ problem, uses }: Board, { tables: { tables, starts } }: Market): Int32Array {
  const { views, rules } = problem;
  const terms = new Int32Array(views.rows);
  tables.forEach(({ norms }, shape) => {
    terms.set(norms, starts[shape]);
  });
  return terms.map((norm, view) => (uses[views.owner[view]] < rules.maxUses[views.owner[view]] ? norm : BANNED));
}
