/**
 * Ejection: a cell takes a photo that neighbours hold, and they take their next best, if all together gain.
 *
 * A first come, first served filling gives every photo to whoever came first, however little it cared. Under spacing that
 * is most of what is lost; this gives it to whoever needs it most, one neighbourhood after another.
 *
 * Source: F. Glover, "Ejection chains, reference structures and alternating path methods for traveling salesman
 * problems", Discrete Applied Mathematics 65, 1996, doi:10.1016/0166-218X(94)00037-E (chains of length one).
 */

import { breathe } from '../breathe.js';
import { throwIfAborted } from '../errors.js';
import type { Hooks } from '../ports.js';
import { type Board, cellsNear, costOf, isPinned, photoAt, place, repeatsNear } from './board.js';
import type { Shortlists } from './shortlist.js';

/** Goes through all cells until none gains, or `sweeps` times. The board obeys the rules before and after. */
export async function ejectNeighbours(board: Board, lists: Shortlists, sweeps: number, hooks: Hooks): Promise<void> {
  if (board.problem.rules.spacing === 0) return;
  const rest = breathe();
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let changed = 0;
    for (let cell = 0; cell < board.views.length; cell++) {
      if (!isPinned(board, cell) && improve(board, lists, cell)) changed++;
      if ((cell & 63) > 0) continue;
      await rest();
      throwIfAborted(hooks.signal);
      if (hooks.enough?.aborted) return;
    }
    if (changed === 0) return;
  }
}

/** Gives a cell the first photo of its list that it can take at a gain. */
function improve(board: Board, lists: Shortlists, cell: number): boolean {
  const mine = photoAt(board, cell);
  if (board.uses[mine] <= board.problem.rules.minUses[mine]) return false;
  const present = costOf(board, cell, board.views[cell]);
  for (let i = cell * lists.k; i < (cell + 1) * lists.k && lists.photos[i] >= 0; i++) {
    const gain = present - lists.costs[i];
    if (gain > 0 && lists.photos[i] !== mine && takeAtGain(board, lists, cell, { view: lists.rows[i], gain }))
      return true;
  }
  return false;
}

interface Wish {
  readonly view: number;
  /** What the view gains in the cell. */
  readonly gain: number;
}

/** Takes the wished view, ejecting neighbours of its group, if they lose less than is gained; else leaves all as it was. */
function takeAtGain(board: Board, lists: Shortlists, cell: number, { view, gain }: Wish): boolean {
  const { rules, views, groups } = board.problem;
  const photo = views.owner[view];
  const near = cellsNear(board, cell, groups[photo]);
  if (near.some((other) => isPinned(board, other))) return false;
  const before = [cell, ...near].map((each) => board.views[each]);
  for (const other of near) place(board, other, -1);
  place(board, cell, view);
  let left = board.uses[photo] <= rules.maxUses[photo] ? gain : 0;
  for (let i = 0; i < near.length && left > 0; i++) {
    const best = bestAllowed(board, lists, near[i]);
    if (best < 0) left = 0;
    else {
      left -= lists.costs[best] - costOf(board, near[i], before[i + 1]);
      place(board, near[i], lists.rows[best]);
    }
  }
  const kept = left > 0 && before.every((each) => board.uses[views.owner[each]] >= rules.minUses[views.owner[each]]);
  if (kept) return true;
  for (let i = 0; i < before.length; i++) place(board, i === 0 ? cell : near[i - 1], before[i]);
  return false;
}

/** The cheapest entry of an empty cell's list that the rules allow, −1 if none. */
function bestAllowed(board: Board, { k, photos, costs }: Shortlists, cell: number): number {
  const { rules, groups } = board.problem;
  let best = -1;
  for (let i = cell * k; i < (cell + 1) * k && photos[i] >= 0; i++) {
    if (best >= 0 && costs[i] >= costs[best]) continue;
    if (board.uses[photos[i]] < rules.maxUses[photos[i]] && repeatsNear(board, cell, groups[photos[i]]) === 0) best = i;
  }
  return best;
}
