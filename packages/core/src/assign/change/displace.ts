/** A cell takes a view, and those that the rules then ask for theirs give way: all of it, or nothing. */

import { normOf } from '../../match/candidates.js';
import { type Board, bestView, cellsNear, costOf, isPinned, mayStand, photoAt, placeView } from '../board.js';
import { placeInSurroundings, type Surroundings, surroundedQuery, surroundedValue } from '../refine/surroundings.js';
import { keepsMinimums } from '../space/eject.js';

/** A board with changes that can be taken back. */
export interface Trial {
  readonly seen: Surroundings;
  /** Cell → what stood there at first. */
  readonly before: Int32Array;
  /** A move must gain so much of what its cells cost, as a share. */
  readonly margin: number;
  /** Cells that may differ from `before`. */
  readonly limit: number;
  /** The cells of the move at hand, each followed by the view it had. */
  readonly trail: number[];
  /** Cell → views it could do with, best first. */
  readonly others: Map<number, Int32Array>;
  /** Room for what a cell looks for. */
  readonly query: Int16Array;
  /** Cells that differ from `before`. */
  changed: number;
  /** What the move at hand costs more, and what its cells cost before it. */
  rise: number;
  stake: number;
}

/** So many cells give way to one nearby at most. */
const MOST_GIVERS = 2;
/** And so many of those that hold a photo which is used as often as it may be are asked for it. */
const MOST_ASKED = 6;
/** The first views of an offer are worth asking others for. */
export const DISPLACING_VIEWS = 4;

/** The cells that may have to give way if a cell takes one of the first of these views. */
export function displaceableCells(board: Board, cell: number, views: Int32Array): number[] {
  const { groups, rules, views: all } = board.problem;
  const givers: number[] = [];
  for (const view of views.subarray(0, DISPLACING_VIEWS)) {
    const photo = all.owner[view];
    if (photo === photoAt(board, cell)) continue;
    const near = cellsNear(board, cell, groups[photo]);
    if (near.length > MOST_GIVERS) continue;
    givers.push(...near);
    if (board.uses[photo] >= rules.maxUses[photo]) givers.push(...holdersOf(board, photo, cell));
  }
  return givers;
}

/** Some of the cells that hold a photo and are free to give it, besides one. */
function holdersOf({ problem, holders, views }: Board, photo: number, but: number): number[] {
  const found: number[] = [];
  const { first, next } = holders;
  for (let i = first[problem.groups[photo]]; i >= 0 && found.length < MOST_ASKED; i = next[i]) {
    if (i !== but && problem.views.owner[views[i]] === photo && problem.rules.pinned[i] < 0) found.push(i);
  }
  return found;
}

/** A view for a cell. */
export interface Move {
  readonly cell: number;
  readonly view: number;
  /** Whether others may be asked to give way. */
  readonly mayDisplace: boolean;
}

/** Gives a cell a view if all that must change for it gain enough together and the rules are kept; else changes nothing. */
export function tryMove(trial: Trial, { cell, view, mayDisplace }: Move): boolean {
  const { board } = trial.seen;
  const { groups, rules, views } = board.problem;
  if (trial.changed >= trial.limit && board.views[cell] === trial.before[cell]) return false;
  const photo = views.owner[view];
  const mine = photoAt(board, cell);
  const near = cellsNear(board, cell, groups[photo]);
  if (near.length > MOST_GIVERS || near.some((other) => isPinned(board, other))) return false;
  const isFull = photo !== mine && board.uses[photo] >= rules.maxUses[photo];
  if (!mayDisplace && (near.length > 0 || isFull)) return false;
  trial.trail.length = 0;
  trial.rise = 0;
  trial.stake = 0;
  change(trial, cell, view);
  const fits =
    isWorth(trial) &&
    near.every((other) => giveWay(trial, other, mine)) &&
    (board.uses[photo] <= rules.maxUses[photo] || oneGivesWay(trial, photo, mine));
  if (fits && isWorth(trial) && trial.changed <= trial.limit && keepsMinimums(board, trial.trail)) return true;
  takeBack(trial, 0);
  return false;
}

function isWorth({ rise, stake, margin }: Trial): boolean {
  return rise < 0 && -rise >= margin * stake;
}

/** Puts a view into a cell and keeps the accounts. */
function change(trial: Trial, cell: number, view: number): void {
  const { seen, trail } = trial;
  const present = seen.board.views[cell];
  const query = surroundedQuery(seen, cell, trial.query);
  trial.rise += surroundedValue(seen, view, query) - surroundedValue(seen, present, query);
  trial.stake += stakeOf(seen, cell, normOf(query, 0, query.length) + surroundedValue(seen, present, query));
  trail.push(cell, present);
  put(trial, cell, view);
}

/**
 * What a cell has at stake: what its view costs by itself or, if that is more, half of what it costs with what its neighbours leave over.
 *
 * Cells that change a frame and far ΔE, of a pan and of a still with noise of σ 8: by itself alone 33 %, 3.74 and .26 %, 3.91; so 32 %, 3.75 and .17 %, 3.92; with
 * all that neighbours leave over 26 %, 3.92 and .11 %, 3.95.
 *
 * @param value  what it costs with what its neighbours leave over
 */
export function stakeOf({ board }: Surroundings, cell: number, value: number): number {
  return Math.max(costOf(board, cell, board.views[cell]), value / 2);
}

function put(trial: Trial, cell: number, view: number): void {
  const { seen, before } = trial;
  if (seen.board.views[cell] !== before[cell]) trial.changed--;
  placeInSurroundings(seen, cell, view);
  if (view !== before[cell]) trial.changed++;
}

/** Takes back what was changed since the trail had this length. */
function takeBack(trial: Trial, length: number): void {
  const { trail } = trial;
  for (let i = trail.length - 2; i >= length; i -= 2) put(trial, trail[i], trail[i + 1]);
  trail.length = length;
}

/** Gives a cell the best of what it could do with, the photo that was given up for its sake included. */
function giveWay(trial: Trial, cell: number, freed: number): boolean {
  const { seen, others } = trial;
  const { board } = seen;
  const { owner } = board.problem.views;
  const query = surroundedQuery(seen, cell, trial.query);
  const present = board.views[cell];
  placeView(board, cell, -1);
  // the list is in order but for what has changed since: the first that may stand there is as good as the best
  let best = others.get(cell)?.find((view) => mayStand(board, cell, owner[view])) ?? -1;
  if (owner[best] !== freed && mayStand(board, cell, freed)) {
    const own = bestView(board, cell, freed);
    if (best < 0 || surroundedValue(seen, own, query) < surroundedValue(seen, best, query)) best = own;
  }
  placeView(board, cell, present);
  if (best < 0) return false;
  change(trial, cell, best);
  return true;
}

/** Makes that cell give up a photo which loses least by it. */
function oneGivesWay(trial: Trial, photo: number, freed: number): boolean {
  const { trail, rise, stake } = trial;
  const { length } = trail;
  const [taker] = trail;
  const back = (): void => {
    takeBack(trial, length);
    trial.rise = rise;
    trial.stake = stake;
  };
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const cell of holdersOf(trial.seen.board, photo, taker)) {
    if (!giveWay(trial, cell, freed)) continue;
    if (trial.rise < least || (trial.rise === least && cell < best)) {
      best = cell;
      least = trial.rise;
    }
    back();
  }
  return best >= 0 && giveWay(trial, best, freed);
}
