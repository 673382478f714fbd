/**
 * Empty cells of a board are filled again, so that as few others as possible move: with what the rules leave them, else by
 * the shortest chain. In a chain a cell takes a photo from one that holds it, which is filled in turn.
 *
 * Source: F. Glover, "Ejection chains, reference structures and alternating path methods for traveling salesman
 * problems", Discrete Applied Mathematics 65, 1996, doi:10.1016/0166-218X(94)00037-E.
 */

import { throwIfAborted } from '../../errors.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, bestView, cellsNear, costOf, isPinned, photoAt, placeView, repeatsNear } from '../board.js';
import type { Preferences } from '../space/interchange.js';
import { type Causes, isAllowed, vacateCell } from './vacate.js';

/** A board with empty cells, and who knows what would suit them. */
export interface RefillInput {
  readonly board: Board;
  readonly causes: Causes;
  /** All photos that may be used, the nearest first. */
  readonly preferences: Preferences;
}

/**
 * Raises photos to their minimums: in an empty cell if one will do, else in place of a photo that can spare the use, where
 * that costs least. O(cells) a missing use.
 *
 * @returns whether it succeeded
 */
export async function raiseToMinimumsCheaply({ board, causes }: RefillInput, hooks: Hooks): Promise<boolean> {
  const { minUses } = board.problem.rules;
  const rest = eventLoopYielder();
  for (let photo = 0; photo < minUses.length; photo++) {
    while (board.uses[photo] < minUses[photo]) {
      const cell = kindestPlace(board, photo);
      if (cell < 0) return false;
      vacateCell(board, causes, cell, 'min-uses');
      placeView(board, cell, bestView(board, cell, photo));
      await rest();
      throwIfAborted(hooks.signal);
    }
  }
  return true;
}

/** Where a photo comes in at the least cost, in an empty cell if there is one for it; −1 if nowhere. */
function kindestPlace(board: Board, photo: number): number {
  const { rules, groups } = board.problem;
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let intoEmpty = false;
  for (let cell = 0; cell < board.views.length; cell++) {
    const present = photoAt(board, cell);
    const empty = present < 0;
    if (present === photo || (intoEmpty && !empty) || isPinned(board, cell)) continue;
    if (!empty && board.uses[present] <= rules.minUses[present]) continue;
    if (repeatsNear(board, cell, groups[photo]) > 0) continue;
    const before = empty ? 0 : costOf(board, cell, board.views[cell]);
    const rise = costOf(board, cell, bestView(board, cell, photo)) - before;
    if (rise >= least && (intoEmpty || !empty)) continue;
    [best, least, intoEmpty] = [cell, rise, empty];
  }
  return best;
}

/** A cell gives its photo up for another, which gives up its own …: so many at most. */
const LONGEST_CHAIN = 3;
/** What a cell in a chain tries: photos, and for each of them cells that hold it. */
const PHOTOS_TRIED = 48;
const GIVERS_TRIED = 8;
/** Fillings tried for a cell, and numbers compared for one: some seconds. */
const MOST_TRIED = 4096;
const MOST_STEPS = 3e9;

/**
 * Fills the cells in this order, each with the nearest photo that the rules leave it; then, by chains, those they leave none.
 *
 * @returns whether no cell is empty
 */
export async function refill(filling: RefillInput, cells: readonly number[], hooks: Hooks): Promise<boolean> {
  const { board } = filling;
  const rest = eventLoopYielder();
  const left: number[] = [];
  for (const cell of cells) {
    await rest();
    throwIfAborted(hooks.signal);
    const view = board.views[cell] < 0 ? directView(filling, cell) : board.views[cell];
    if (view < 0) left.push(cell);
    else placeView(board, cell, view);
  }
  const { views } = board.problem;
  const steps = Math.ceil(MOST_STEPS / (views.rows * views.dims));
  for (const cell of left) {
    let way: Way | undefined;
    for (let length = 1; length <= LONGEST_CHAIN && way === undefined; length++) {
      await rest();
      throwIfAborted(hooks.signal);
      way = chainFor({ ...filling, left: Math.min(MOST_TRIED, steps), busy: [] }, cell, length);
    }
    if (way === undefined) return false;
    for (const step of way.steps) {
      if (board.views[step.cell] >= 0) vacateCell(board, filling.causes, step.cell, 'room');
    }
    for (const step of way.steps) placeView(board, step.cell, step.view);
  }
  return true;
}

/** The nearest view that may stand in an empty cell, −1 if none. */
function directView({ board, preferences: wishes }: Pick<RefillInput, 'board' | 'preferences'>, cell: number): number {
  for (const photo of wishes(cell)) if (isAllowed(board, cell, photo)) return bestView(board, cell, photo);
  return -1;
}

/** What goes where along a chain, and what it costs more than before. */
interface Way {
  readonly cost: number;
  readonly steps: readonly { readonly cell: number; readonly view: number }[];
}

interface Chaining extends RefillInput {
  /** Fillings that may still be tried. */
  left: number;
  /** Cells of the chain so far. */
  readonly busy: number[];
}

/** The cheapest chain found in which `length` other cells move; the board is as before. */
function chainFor(chaining: Chaining, cell: number, length: number): Way | undefined {
  const { board, preferences: wishes, busy } = chaining;
  if (length === 0) {
    chaining.left--;
    const view = directView(chaining, cell);
    return view < 0 ? undefined : { cost: costOf(board, cell, view), steps: [{ cell, view }] };
  }
  let best: Way | undefined;
  let tried = 0;
  for (const photo of wishes(cell)) {
    if (tried++ === PHOTOS_TRIED || chaining.left <= 0) break;
    const view = bestView(board, cell, photo);
    for (const giver of giversOf(chaining, cell, photo)) {
      const given = board.views[giver];
      const rise = costOf(board, cell, view) - costOf(board, giver, given);
      placeView(board, giver, -1);
      placeView(board, cell, view);
      busy.push(cell);
      const rest = chainFor(chaining, giver, length - 1);
      busy.pop();
      placeView(board, cell, -1);
      placeView(board, giver, given);
      if (rest === undefined || (best !== undefined && rise + rest.cost >= best.cost)) continue;
      best = { cost: rise + rest.cost, steps: [{ cell, view }, ...rest.steps] };
    }
  }
  return best;
}

/** The cells of which one must give up what it has so that a photo may stand in an empty cell. */
function giversOf({ board, busy }: Chaining, cell: number, photo: number): number[] {
  const { rules, groups, views } = board.problem;
  const canGive = (other: number): boolean => !isPinned(board, other) && !busy.includes(other);
  const near = cellsNear(board, cell, groups[photo]);
  const isFull = board.uses[photo] >= rules.maxUses[photo];
  if (near.length > 0) {
    const [other] = near;
    const theirs = photoAt(board, other);
    // a near-duplicate that goes loses a use, and frees none of this photo
    const isOther = theirs !== photo && (isFull || board.uses[theirs] <= rules.minUses[theirs]);
    return near.length > 1 || isOther || !canGive(other) ? [] : near;
  }
  const givers: number[] = [];
  if (!isFull) return givers;
  for (let other = 0; other < board.views.length && givers.length < GIVERS_TRIED; other++) {
    const view = board.views[other];
    if (view >= 0 && views.owner[view] === photo && canGive(other)) givers.push(other);
  }
  return givers;
}
