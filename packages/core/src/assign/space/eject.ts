/**
 * Ejection: a cell takes a photo that neighbours hold, and they take what suits them next, if all together gain.
 *
 * A first come, first served filling gives every photo to whoever came first, however little it cared. Under spacing that
 * is most of what is lost; this gives it to whoever needs it most, one neighbourhood after another. Who was ejected may
 * itself eject others, to a depth.
 *
 * Tried, cost a cell, far ΔE and edge, mean of four targets, whole photos (CPU seconds): depth 0 84,982, 5.403, .8424 (.23);
 * 1 84,182, 5.400, .8450 (.41); 2 83,679, 5.407, .8463 (.97). With depth 0, the best of all photos instead of the first that
 * gains: 84,976, and edge .001 lower; the neighbours that lose most first: 84,992; every other sweep backwards: 84,991.
 *
 * Source: F. Glover, "Ejection chains, reference structures and alternating path methods for traveling salesman
 * problems", Discrete Applied Mathematics 65, 1996, doi:10.1016/0166-218X(94)00037-E.
 */

import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, cellsNear, costOf, isPinned, mayStand, photoAt, placeView } from '../board.js';
import type { Shortlists } from '../price/shortlist.js';

/** How far ejection goes. */
export interface EjectionOptions {
  /** How often all cells are gone through, unless none gains before. */
  readonly sweeps: number;
  /** How many times over who was ejected may eject others. */
  readonly depth: number;
}

/** An ejected cell ejects at most so many: more hardly ever gain, and trying takes three times as long. */
const MOST_EJECTED = 2;

/**
 * Entries of lists looked at for one cell's sake, four times as many with each level of depth: where photos are so few, or the
 * spacing so wide, that every taking ejects, there would be no end. With 256 takings of lists of 32 all is found
 * that any number finds.
 */
const MOST_LOOKED = 8192;

/** Goes through all cells until none gains, or as often as is wanted. The board obeys the rules before and after. */
export async function ejectNeighbours(
  board: Board,
  lists: Shortlists,
  { sweeps, depth }: EjectionOptions,
  hooks: Hooks,
): Promise<void> {
  if (board.problem.rules.spacing === 0) return;
  const rest = eventLoopYielder(hooks.signal);
  const trial: Trial = { board, lists, trail: [], settled: [], left: 0 };
  const cells = board.views.length;
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let changed = 0;
    for (let cell = 0; cell < cells; cell++) {
      if (!isPinned(board, cell) && improve(trial, cell, depth)) changed++;
      if ((cell & 15) > 0) continue;
      hooks.onProgress?.({ stage: 'assign', done: sweep * cells + cell, total: sweeps * cells });
      await rest();
      if (hooks.enough?.aborted) return;
    }
    if (changed === 0) return;
  }
}

/** A board with changes that can be taken back. */
interface Trial {
  readonly board: Board;
  readonly lists: Shortlists;
  /** The cells that were changed, each followed by the view it had. */
  readonly trail: number[];
  /** Cells that took a photo from others: these must not eject them in turn. */
  readonly settled: number[];
  /** Takings by ejected cells that may still be tried for the cell at hand. */
  left: number;
}

function put({ board, trail }: Trial, cell: number, view: number): void {
  trail.push(cell, board.views[cell]);
  placeView(board, cell, view);
}

/** Takes back what was changed since the trail had this length. */
function takeBack({ board, trail }: Trial, length: number): void {
  for (let i = trail.length - 2; i >= length; i -= 2) placeView(board, trail[i], trail[i + 1]);
  trail.length = length;
}

/** Gives a cell the first photo of its list that it can take at a gain. */
function improve(trial: Trial, cell: number, depth: number): boolean {
  const { board, lists } = trial;
  const mine = photoAt(board, cell);
  if (board.uses[mine] <= board.problem.rules.minUses[mine]) return false;
  const present = costOf(board, cell, board.views[cell]);
  trial.left = (MOST_LOOKED * 4 ** (depth - 1)) / lists.k;
  for (let i = cell * lists.k; i < (cell + 1) * lists.k && lists.photos[i] >= 0; i++) {
    const gain = present - lists.costs[i];
    if (gain <= 0 || lists.photos[i] === mine) continue;
    trial.trail.length = 0;
    if (takeOver(trial, i, { cell, budget: gain, depth }) < gain && keepsMinimums(board, trial.trail)) return true;
    takeBack(trial, 0);
  }
  return false;
}

/** What a cell is to find, or to take. */
interface Quest {
  readonly cell: number;
  /** What it may cost less than. */
  readonly budget: number;
  /** How many times over who is ejected may eject others. */
  readonly depth: number;
}

/**
 * Gives a cell an entry of its list, ejecting who holds the photo nearby.
 *
 * @returns what they lose by it; infinite if that is not below the budget, and then what was changed is to be taken back
 */
function takeOver(trial: Trial, entry: number, { cell, budget, depth }: Quest): number {
  const { board, lists, settled } = trial;
  const { rules, groups } = board.problem;
  const photo = lists.photos[entry];
  const near = cellsNear(board, cell, groups[photo]);
  if (settled.length > 0 && near.length > MOST_EJECTED) return Number.POSITIVE_INFINITY;
  if (near.some((other) => settled.includes(other) || isPinned(board, other))) return Number.POSITIVE_INFINITY;
  const before = near.map((other) => board.views[other]);
  for (const other of near) put(trial, other, -1);
  put(trial, cell, lists.rows[entry]);
  let lost = board.uses[photo] <= rules.maxUses[photo] ? 0 : Number.POSITIVE_INFINITY;
  settled.push(cell);
  for (let i = 0; i < near.length && lost < budget; i++) {
    const present = costOf(board, near[i], before[i]);
    lost += settle(trial, { cell: near[i], budget: budget - lost + present, depth }) - present;
  }
  settled.pop();
  return lost < budget ? lost : Number.POSITIVE_INFINITY;
}

/** Finds an empty cell a photo. @returns what it costs, there and elsewhere; infinite if that is not below the budget */
function settle(trial: Trial, { cell, budget, depth }: Quest): number {
  const { lists, trail } = trial;
  const allowed = bestAllowed(trial, cell);
  const most = allowed < 0 ? budget : Math.min(budget, lists.costs[allowed]);
  for (let i = cell * lists.k; depth > 0 && i < (cell + 1) * lists.k && lists.photos[i] >= 0; i++) {
    const left = most - lists.costs[i];
    if (left <= 0 || trial.left-- <= 0) continue;
    const length = trail.length;
    const lost = takeOver(trial, i, { cell, budget: left, depth: depth - 1 });
    if (lost < left) return lists.costs[i] + lost;
    takeBack(trial, length);
  }
  if (allowed < 0 || lists.costs[allowed] >= budget) return Number.POSITIVE_INFINITY;
  put(trial, cell, lists.rows[allowed]);
  return lists.costs[allowed];
}

/** The cheapest entry of an empty cell's list that the rules allow, −1 if none. */
function bestAllowed({ board, lists }: Trial, cell: number): number {
  const { k, photos, costs } = lists;
  let best = -1;
  for (let i = cell * k; i < (cell + 1) * k && photos[i] >= 0; i++) {
    if (best >= 0 && costs[i] >= costs[best]) continue;
    if (mayStand(board, cell, photos[i])) best = i;
  }
  return best;
}

/** Whether the photos that cells gave up are still used as often as they must be. @param trail  cells, each with the view it had */
export function keepsMinimums({ problem, uses }: Board, trail: readonly number[]): boolean {
  const { rules, views } = problem;
  return trail.every((view, i) => {
    const photo = views.owner[view];
    return i % 2 === 0 || view < 0 || uses[photo] >= rules.minUses[photo];
  });
}
