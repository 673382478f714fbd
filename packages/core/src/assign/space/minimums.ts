/** Every photo that must be used, and is not yet often enough, displaces another where that costs least. */

import { throwIfAborted } from '../../errors.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, bestView, costOf, isPinned, photoAt, placeView, repeatsNear } from '../board.js';

/**
 * Raises each photo to its minimum. Displaces only photos that stay at or above theirs; a place without repeats
 * nearby is preferred to any with. O(cells) a missing use.
 */
export async function raiseToMinimums(board: Board, hooks: Hooks): Promise<void> {
  const { minUses } = board.problem.rules;
  const rest = eventLoopYielder();
  for (let photo = 0; photo < minUses.length; photo++) {
    while (board.uses[photo] < minUses[photo]) {
      const cell = cheapestPlace(board, photo);
      // only pins can hold every displaceable cell; `infeasibleReason` has counted the rest
      if (cell < 0) return;
      placeView(board, cell, bestView(board, cell, photo));
      await rest();
      throwIfAborted(hooks.signal);
    }
  }
}

/** The cell in which putting `photo` raises the cost least, among those without repeats nearby if there is one. */
function cheapestPlace(board: Board, photo: number): number {
  const { rules, groups } = board.problem;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let free = -1;
  let leastFree = Number.POSITIVE_INFINITY;
  for (let cell = 0; cell < board.views.length; cell++) {
    const present = photoAt(board, cell);
    if (present === photo || isPinned(board, cell) || board.uses[present] <= rules.minUses[present]) continue;
    const rise = costOf(board, cell, bestView(board, cell, photo)) - costOf(board, cell, board.views[cell]);
    if (rise < least) {
      best = cell;
      least = rise;
    }
    if (rise < leastFree && repeatsNear(board, cell, groups[photo]) === 0) {
      free = cell;
      leastFree = rise;
    }
  }
  return free >= 0 ? free : best;
}
