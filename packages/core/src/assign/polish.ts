/**
 * Polish: exchanges that lower the cost and break nothing, found where they are likely.
 *
 * A cell looks at the photos of its list that suit it better than what it has, best first. One with uses left moves in;
 * else its holders are asked to exchange. What an exchange costs the holder is computed only if the gain could pay for it.
 */

import { throwIfAborted } from '../errors.js';
import { breathe } from '../breathe.js';
import type { Hooks } from '../ports.js';
import { type Board, bestView, costOf, isPinned, photoAt, place, repeatsNear } from './board.js';
import type { Shortlists } from './shortlist.js';

/** Goes through all cells until none finds an exchange, or `sweeps` times. */
export async function polish(board: Board, lists: Shortlists, sweeps: number, hooks: Hooks = {}): Promise<void> {
  const holders = holdersOf(board);
  const rest = breathe();
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let changed = 0;
    for (let cell = 0; cell < board.views.length; cell++) {
      if (!isPinned(board, cell) && improve(board, lists, holders, cell)) changed++;
      if ((cell & 63) > 0) continue;
      await rest();
      throwIfAborted(hooks.signal);
    }
    if (changed === 0) return;
  }
}

/** Photo → the cells it stands in. */
type Holders = readonly Set<number>[];

function holdersOf(board: Board): Holders {
  const holders: Set<number>[] = Array.from(board.uses, () => new Set());
  for (let cell = 0; cell < board.views.length; cell++) holders[photoAt(board, cell)].add(cell);
  return holders;
}

/** Finds the cell the first exchange that lowers the cost. */
function improve(board: Board, lists: Shortlists, holders: Holders, cell: number): boolean {
  const { rules, groups } = board.problem;
  const mine = photoAt(board, cell);
  const present = costOf(board, cell, board.views[cell]);
  for (let i = cell * lists.k; i < (cell + 1) * lists.k && lists.photos[i] >= 0; i++) {
    const photo = lists.photos[i];
    const gain = present - lists.costs[i];
    if (gain <= 0 || photo === mine) continue;
    const near = repeatsNear(board, cell, groups[photo]);
    if (near === 0 && board.uses[photo] < rules.maxUses[photo] && board.uses[mine] > rules.minUses[mine]) {
      move(board, holders, cell, lists.rows[i]);
      return true;
    }
    for (const other of holders[photo]) {
      if (exchange(board, holders, { cell, view: lists.rows[i], other, gain })) return true;
    }
  }
  return false;
}

interface Offer {
  readonly cell: number;
  /** What would come into the cell, and what that gains there. */
  readonly view: number;
  readonly gain: number;
  /** Who has its photo now. */
  readonly other: number;
}

/** Exchanges the photos of two cells if that lowers the cost and no photo comes to repeat within the spacing. */
function exchange(board: Board, holders: Holders, { cell, view, other, gain }: Offer): boolean {
  if (isPinned(board, other)) return false;
  const mine = board.views[cell];
  const theirs = board.views[other];
  const replacement = bestView(board, other, photoAt(board, cell));
  const loss = costOf(board, other, replacement) - costOf(board, other, theirs);
  if (loss >= gain) return false;
  move(board, holders, cell, view);
  move(board, holders, other, replacement);
  if (repeatsAt(board, cell) + repeatsAt(board, other) === 0) return true;
  move(board, holders, cell, mine);
  move(board, holders, other, theirs);
  return false;
}

function repeatsAt(board: Board, cell: number): number {
  return repeatsNear(board, cell, board.problem.groups[photoAt(board, cell)]);
}

function move(board: Board, holders: Holders, cell: number, view: number): void {
  holders[photoAt(board, cell)].delete(cell);
  place(board, cell, view);
  holders[photoAt(board, cell)].add(cell);
}
