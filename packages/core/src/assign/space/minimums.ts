/** Every photo that must be used, and is not yet often enough, displaces another where that costs least. */

import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, bestView, costOf, isPinned, photoAt, placeView, repeatsNear } from '../board.js';

/** How photos come in. */
export interface RaiseOptions {
  /** Whether a place where the photo repeats nearby will do if there is no other. */
  readonly mayCrowd: boolean;
  /** Told of each cell before a photo comes into it. */
  readonly onTaken?: (cell: number) => void;
}

/**
 * Raises each photo to its minimum: in an empty cell if one will do, else in place of a photo that stays at or above its own.
 * O(cells) a missing use.
 *
 * @returns whether it succeeded; of what `infeasibleReason` has passed only pins and spacing can be in the way
 */
export async function raiseToMinimums(board: Board, options: RaiseOptions, hooks: Hooks): Promise<boolean> {
  const { minUses } = board.problem.rules;
  const rest = eventLoopYielder(hooks.signal);
  for (let photo = 0; photo < minUses.length; photo++) {
    while (board.uses[photo] < minUses[photo]) {
      const cell = cheapestPlace(board, photo, options.mayCrowd);
      if (cell < 0) return false;
      options.onTaken?.(cell);
      placeView(board, cell, bestView(board, cell, photo));
      await rest();
    }
  }
  return true;
}

/** The cell in which putting `photo` raises the cost least, among those without repeats nearby if there is one, empty if one is; or −1. */
function cheapestPlace(board: Board, photo: number, mayCrowd: boolean): number {
  const { rules, groups } = board.problem;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let free = -1;
  let leastFree = Number.POSITIVE_INFINITY;
  let intoEmpty = false;
  for (let cell = 0; cell < board.views.length; cell++) {
    const present = photoAt(board, cell);
    const isEmpty = present < 0;
    if (present === photo || isPinned(board, cell)) continue;
    if (!isEmpty && board.uses[present] <= rules.minUses[present]) continue;
    const before = isEmpty ? 0 : costOf(board, cell, board.views[cell]);
    const rise = costOf(board, cell, bestView(board, cell, photo)) - before;
    if (rise < least) [best, least] = [cell, rise];
    const isBetter = isEmpty === intoEmpty ? rise < leastFree : isEmpty;
    if (isBetter && repeatsNear(board, cell, groups[photo]) === 0) [free, leastFree, intoEmpty] = [cell, rise, isEmpty];
  }
  return free < 0 && mayCrowd ? best : free;
}
