/** Which cells of a full board cannot keep what they have under rules that have changed: as few as can be told at sight. */

import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, cellsNear, conflictingCells, costOf, isPinned, mayStand, photoAt, placeView } from '../board.js';
import { scanner } from '../space/fill-spaced.js';

/**
 * Why a cell shows something else than before: it was told to (`swap`, `pin`); its photo is banned, or no longer in the
 * library (`gone`); it stood too near to a repeat, was one use too many, or had to make place for a photo that must be
 * used; it made `room` for another cell that could not be filled otherwise; a photo that was `added` suits it better;
 * everything was sought `anew`.
 */
export type Cause = 'swap' | 'pin' | 'ban' | 'gone' | 'spacing' | 'max-uses' | 'min-uses' | 'room' | 'added' | 'anew';

/** Cell → why it moves. The first cause counts. */
export type Causes = Map<number, Cause>;

/** Empties a cell for a reason. */
export function vacateCell(board: Board, causes: Causes, cell: number, cause: Cause): void {
  if (!causes.has(cell)) causes.set(cell, cause);
  placeView(board, cell, -1);
}

/** Empties cells until no photo repeats too near and none is used too often. Pinned cells stay. */
export async function vacate(board: Board, causes: Causes, hooks: Hooks): Promise<void> {
  await uncrowd(board, causes, hooks);
  await trimUses(board, causes, hooks);
}

/** Those near a pinned repeat must go whatever else does, so they go first; then those with most repeats nearby. */
async function uncrowd(board: Board, causes: Causes, hooks: Hooks): Promise<void> {
  const { groups } = board.problem;
  const nearOf = (cell: number): number[] => cellsNear(board, cell, groups[photoAt(board, cell)]);
  const crowded = (await conflictingCells(board, hooks)).filter((cell) => !isPinned(board, cell));
  const press = new Map(
    crowded.map((cell) => {
      const near = nearOf(cell);
      return [cell, near.length + (near.some((other) => isPinned(board, other)) ? board.views.length : 0)];
    }),
  );
  crowded.sort((a, b) => (press.get(b) ?? 0) - (press.get(a) ?? 0) || a - b);
  for (const cell of crowded) if (nearOf(cell).length > 0) vacateCell(board, causes, cell, 'spacing');
}

/** Holders of a photo that is used too often of which it is asked what else they could have: those it suits worst. */
const MOST_ASKED = 64;

/** Of a photo that is used too often, those cells give it up which lose least by it. */
async function trimUses(board: Board, causes: Causes, hooks: Hooks): Promise<void> {
  const { rules } = board.problem;
  const holders = new Map<number, number[]>();
  for (let cell = 0; cell < board.views.length; cell++) {
    const photo = photoAt(board, cell);
    if (photo < 0 || board.uses[photo] <= rules.maxUses[photo] || isPinned(board, cell)) continue;
    holders.set(photo, [...(holders.get(photo) ?? []), cell]);
  }
  const rest = eventLoopYielder(hooks.signal);
  for (const [photo, cells] of holders) {
    const present = (cell: number): number => costOf(board, cell, board.views[cell]);
    const asked = cells.sort((a, b) => present(b) - present(a) || a - b).slice(0, MOST_ASKED);
    const losses = new Map<number, number>();
    for (const cell of asked) {
      await rest();
      losses.set(cell, lossOf(board, cell));
    }
    const loss = (cell: number): number => losses.get(cell) ?? Number.POSITIVE_INFINITY;
    cells.sort((a, b) => (loss(a) === loss(b) ? a - b : loss(a) - loss(b)));
    for (const cell of cells) {
      if (board.uses[photo] > rules.maxUses[photo]) vacateCell(board, causes, cell, 'max-uses');
    }
  }
}

/** What the best of all other photos costs a cell more than what it has; infinite if none may stand there. */
function lossOf(board: Board, cell: number): number {
  const { cells, views } = board.problem;
  const mine = photoAt(board, cell);
  const allowed = (view: number): boolean => views.owner[view] !== mine && mayStand(board, cell, views.owner[view]);
  const other = scanner(board.problem)(cells, cell, allowed);
  return other < 0 ? Number.POSITIVE_INFINITY : costOf(board, cell, other) - costOf(board, cell, board.views[cell]);
}
