/**
 * Interchange: two photos trade places along a chain of cells, and the spacing is kept whatever the chain.
 *
 * Where photos are as few as the spacing allows, no cell can change alone. But take a cell with photo a and a photo b for
 * it; the cells near it that hold b must then take a, those near them that hold a must take b, and so on until nobody
 * near is concerned: after that, a and b are as far apart as before. In a lattice such chains are whole rows or columns of
 * a class; with some photos more they are short, and a photo that is nowhere near is a chain of one.
 *
 * Source: A. B. Kempe, "On the geographical problem of the four colours", American Journal of Mathematics 2(3), 1879,
 * doi:10.2307/2369235 (chains of two colours).
 */

import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, bestView, cellsNear, costOf, isPinned, photoAt, placeView } from '../board.js';

/** Photos that a cell may wish for, best first. */
export type Preferences = (cell: number) => Iterable<number>;

/** Times that all cells are gone through, and chains that a cell tries. */
const SWEEPS = 12;
const TRIES = 12;
/** Longer chains trade good places for bad ones as much as the other way round: no gain was seen in them. */
const MOST_CELLS = 300;
/** Cells of chains after which it ends in any case: some seconds. */
const MOST_CHAINED = 3e6;
/** Costs that are kept, 8 bytes each. */
const MOST_KEPT = 2 ** 23;

/**
 * Goes through all cells until no chain lowers the cost. The board is full and obeys the rules, before and after; photos
 * may be pinned.
 */
export async function interchange(board: Board, preferences: Preferences, hooks: Hooks = {}): Promise<void> {
  const rest = eventLoopYielder(hooks.signal);
  const total = board.views.length;
  const costs = costsOf(board);
  let chained = 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let changed = 0;
    for (let cell = 0; cell < total && chained < MOST_CHAINED; cell++) {
      await rest();
      if ((cell & 255) === 0) hooks.onProgress?.({ stage: 'assign', done: cell, total });
      let tries = TRIES;
      for (const photo of preferences(cell)) {
        if (tries-- === 0 || costs(cell, photo) >= costs(cell, photoAt(board, cell))) break;
        const chain = chainFrom(board, cell, photo);
        chained += chain.length;
        if (!takeAtGain(board, chain, photo, costs)) continue;
        changed++;
        break;
      }
    }
    if (changed === 0) break;
  }
  hooks.onProgress?.({ stage: 'assign', done: total, total });
}

/** What the best view of a photo costs in a cell. */
type Costs = (cell: number, photo: number) => number;

/** Photos are few where this is needed: what was computed is kept. */
function costsOf(board: Board): Costs {
  const photos = board.uses.length;
  const compute: Costs = (cell, photo) => costOf(board, cell, bestView(board, cell, photo));
  if (photos * board.views.length > MOST_KEPT) return compute;
  const kept = new Float64Array(photos * board.views.length).fill(-1);
  return (cell, photo) => {
    const at = cell * photos + photo;
    if (kept[at] < 0) kept[at] = compute(cell, photo);
    return kept[at];
  };
}

/** The cells that must trade if `cell` is to have `photo`, itself first; the first of them if they are too many. */
function chainFrom(board: Board, cell: number, photo: number): number[] {
  const { groups } = board.problem;
  const mine = groups[photoAt(board, cell)];
  const theirs = groups[photo];
  const chain = [cell];
  if (mine === theirs) return chain;
  const seen = new Set(chain);
  for (let i = 0; i < chain.length && chain.length <= MOST_CELLS; i++) {
    const group = groups[photoAt(board, chain[i])] === mine ? theirs : mine;
    for (const other of cellsNear(board, chain[i], group)) {
      if (seen.has(other)) continue;
      seen.add(other);
      chain.push(other);
    }
  }
  return chain;
}

/** Trades along the chain if that lowers the cost and the bounds of uses are kept; else leaves all as it was. */
function takeAtGain(board: Board, chain: readonly number[], photo: number, costs: Costs): boolean {
  if (chain.length > MOST_CELLS || chain.some((cell) => isPinned(board, cell))) return false;
  const { groups, rules } = board.problem;
  const before = chain.map((cell) => photoAt(board, cell));
  const mine = before[0];
  const after = before.map((each) => (groups[each] === groups[mine] ? photo : mine));
  let gain = 0;
  for (const [i, cell] of chain.entries()) gain += costs(cell, before[i]) - costs(cell, after[i]);
  if (gain <= 0) return false;

  const views = chain.map((cell) => board.views[cell]);
  for (const [i, cell] of chain.entries()) placeView(board, cell, bestView(board, cell, after[i]));
  const within = (each: number): boolean =>
    board.uses[each] >= rules.minUses[each] && board.uses[each] <= rules.maxUses[each];
  if (within(photo) && before.every(within)) return true;
  for (const [i, cell] of chain.entries()) placeView(board, cell, views[i]);
  return false;
}
