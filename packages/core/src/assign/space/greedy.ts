/**
 * Greedy: cell after cell takes the best view that the rules still leave it.
 *
 * With spacing only, the order of cells hardly matters. Under a cap it does: in raster order the best photos are gone
 * half-way down and the mosaic visibly decays, so cells come in a random order then (ALGORITHMS: 17–21 % above the
 * optimum against 28–34 %).
 */

import type { Matcher } from '../../match/scan.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Random, shuffled } from '../../runtime/random.js';
import { type Board, mayStand, placePins, placeView } from '../board.js';
import { UNLIMITED } from '../rules.js';

/**
 * Fills the empty cells of a board: pinned ones first, then each with the nearest view whose photo has uses left and
 * does not repeat within the spacing. Cells for which there is none then take the nearest view that has uses left,
 * and are crowded.
 */
export async function fillGreedily(board: Board, matcher: Matcher, random: Random, hooks: Hooks): Promise<void> {
  const { cells, views } = board.problem;
  placePins(board);
  const order = cellOrder(board, random);
  const rest = eventLoopYielder(hooks.signal);
  let done = 0;
  for (const cell of order) {
    const allowed = (view: number): boolean => mayStand(board, cell, views.owner[view]);
    if (board.views[cell] < 0) placeView(board, cell, matcher(cells, cell, allowed));
    // at every cell: looking through all views of a large collection takes long
    await rest();
    if ((++done & 255) === 0) hooks.onProgress?.({ stage: 'assign', done, total: order.length });
  }
  await fillIgnoringSpacing(board, matcher, hooks);
}

/** Fills the cells that are still empty with the nearest view that has uses left, whatever stands around. */
export async function fillIgnoringSpacing(board: Board, matcher: Matcher, hooks: Hooks): Promise<void> {
  const { rules, cells, views } = board.problem;
  const rest = eventLoopYielder(hooks.signal);
  for (let cell = 0; cell < cells.rows; cell++) {
    if (board.views[cell] >= 0) continue;
    placeView(
      board,
      cell,
      matcher(cells, cell, (view) => board.uses[views.owner[view]] < rules.maxUses[views.owner[view]]),
    );
    await rest();
  }
}

/** Raster order without caps, else shuffled. */
function cellOrder(board: Board, random: Random): Uint32Array {
  const { rules, cells } = board.problem;
  const order = Uint32Array.from({ length: cells.rows }, (_, cell) => cell);
  return rules.maxUses.every((uses) => uses === UNLIMITED || uses === 0) ? order : shuffled(order, random);
}
