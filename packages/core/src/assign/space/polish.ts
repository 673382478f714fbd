/**
 * Polish: exchanges that lower the cost and break nothing, found where they are likely.
 *
 * A cell looks through the photos of its list that would cost less there than what it has. One with uses left moves in;
 * else its holders are asked to exchange. A holder agrees if what comes is on its own list (what is not would cost it too
 * much) and both together gain.
 */

import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, costOf, isPinned, mayReplace, photoAt, placeView, repeatsNear } from '../board.js';
import type { Shortlists } from '../price/shortlist.js';

/** Goes through all cells until none finds an exchange, or `sweeps` times. */
export async function polish(board: Board, lists: Shortlists, sweeps: number, hooks: Hooks = {}): Promise<void> {
  const holders = holdersOf(board);
  const rest = eventLoopYielder(hooks.signal);
  const cells = board.views.length;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let changed = 0;
    for (let cell = 0; cell < cells; cell++) {
      if (!isPinned(board, cell) && improve(board, lists, holders, cell)) changed++;
      if ((cell & 63) > 0) continue;
      hooks.onProgress?.({ stage: 'assign', done: sweep * cells + cell, total: sweeps * cells });
      await rest();
      if (hooks.enough?.aborted) return;
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

/** Finds the cell the best exchange that lowers the cost. */
function improve(board: Board, lists: Shortlists, holders: Holders, cell: number): boolean {
  const mine = photoAt(board, cell);
  const present = costOf(board, cell, board.views[cell]);
  let best: Exchange | undefined;
  for (let i = cell * lists.k; i < (cell + 1) * lists.k && lists.photos[i] >= 0; i++) {
    const gain = present - lists.costs[i];
    if (gain <= (best?.gain ?? 0) || lists.photos[i] === mine) continue;
    const view = lists.rows[i];
    if (mayReplace(board, cell, lists.photos[i])) best = { gain, view, other: -1, replacement: -1 };
    for (const other of holders[lists.photos[i]]) {
      const back = listed(lists, other, mine);
      if (back < 0) continue;
      const both = gain + costOf(board, other, board.views[other]) - lists.costs[back];
      if (both <= (best?.gain ?? 0) || isPinned(board, other)) continue;
      const offer = { gain: both, view, other, replacement: lists.rows[back] };
      if (staysApart(board, cell, offer)) best = offer;
    }
  }
  if (best === undefined) return false;
  move(board, holders, cell, best.view);
  if (best.other >= 0) move(board, holders, best.other, best.replacement);
  return true;
}

interface Exchange {
  readonly gain: number;
  /** What comes into the cell. */
  readonly view: number;
  /** Who gives it, −1 if nobody has to, and what it gets. */
  readonly other: number;
  readonly replacement: number;
}

/** Where in a cell's list a photo stands, −1 if it does not. */
function listed({ photos, k }: Shortlists, cell: number, photo: number): number {
  const at = photos.subarray(cell * k, (cell + 1) * k).indexOf(photo);
  return at < 0 ? -1 : cell * k + at;
}

/** Whether neither photo repeats nearby after an exchange. */
function staysApart(board: Board, cell: number, { view, other, replacement }: Exchange): boolean {
  const [mine, theirs] = [board.views[cell], board.views[other]];
  const { groups, views } = board.problem;
  placeView(board, cell, view);
  placeView(board, other, replacement);
  const near =
    repeatsNear(board, cell, groups[views.owner[view]]) + repeatsNear(board, other, groups[views.owner[replacement]]);
  placeView(board, cell, mine);
  placeView(board, other, theirs);
  return near === 0;
}

function move(board: Board, holders: Holders, cell: number, view: number): void {
  holders[photoAt(board, cell)].delete(cell);
  placeView(board, cell, view);
  holders[photoAt(board, cell)].add(cell);
}
