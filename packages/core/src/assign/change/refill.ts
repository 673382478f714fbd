/**
 * Empty cells of a board are filled again, so that as few others as possible move: with what the rules leave them, else by
 * the shortest chain. In a chain a cell takes a photo from one that holds it, which is filled in turn.
 *
 * Source: F. Glover, "Ejection chains, reference structures and alternating path methods for traveling salesman
 * problems", Discrete Applied Mathematics 65, 1996, doi:10.1016/0166-218X(94)00037-E.
 */

import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, bestView, cellsNear, costOf, isPinned, mayStand, photoAt, placeView } from '../board.js';
import type { Preferences } from '../space/interchange.js';
import { type Causes, vacateCell } from './vacate.js';

/** A board with empty cells, and who knows what would suit them. */
export interface RefillInput {
  readonly board: Board;
  readonly causes: Causes;
  /** All photos that may be used, the nearest first. */
  readonly preferences: Preferences;
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
  const rest = eventLoopYielder(hooks.signal);
  const left: number[] = [];
  for (const cell of cells) {
    await rest();
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
function directView({ board, preferences }: Pick<RefillInput, 'board' | 'preferences'>, cell: number): number {
  for (const photo of preferences(cell)) if (mayStand(board, cell, photo)) return bestView(board, cell, photo);
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
  const { board, preferences, busy } = chaining;
  if (length === 0) {
    chaining.left--;
    const view = directView(chaining, cell);
    return view < 0 ? undefined : { cost: costOf(board, cell, view), steps: [{ cell, view }] };
  }
  let best: Way | undefined;
  let tried = 0;
  for (const photo of preferences(cell)) {
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
