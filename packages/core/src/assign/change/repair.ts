/**
 * Repair of an assignment whose rules have changed: what must move moves, and all else stays.
 *
 * Cells that cannot keep what they have are emptied (`vacate.ts`), photos that are used too seldom come in where that costs
 * least, empty cells are filled by what is left or by the shortest chain (`refill.ts`), and then those that moved, and no
 * others, look for something better under the same rules, as they would in a new mosaic. Only where all that finds nothing
 * is everything sought anew, and what can go back goes back.
 */

import type { Hooks } from '../../ports.js';
import { shuffled } from '../../runtime/random.js';
import { assign, type Effort, freshLists, type SolverResources } from '../assign.js';
import { type Board, boardOf, emptyBoard, isPinned, mayReplace, photoAt, pinnedView, placeView } from '../board.js';
import { type PooledProblem, poolGroups } from '../budgets.js';
import { openMarket } from '../open-market.js';
import { costOfNearest, type Market, type Shortlists } from '../price/shortlist.js';
import type { Assignment, Problem } from '../problem.js';
import { refine } from '../refine/refine.js';
import { costAsAWhole, surroundingsOf } from '../refine/surroundings.js';
import { hasBounds } from '../rules.js';
import { ejectNeighbours } from '../space/eject.js';
import { listPreferences, scanPreferences } from '../space/fill-spaced.js';
import type { Preferences } from '../space/interchange.js';
import { raiseToMinimums } from '../space/minimums.js';
import { polish } from '../space/polish.js';
import { placeNewcomers } from './newcomers.js';
import { type RefillInput, refill } from './refill.js';
import { type Cause, type Causes, vacate, vacateCell } from './vacate.js';

/** An assignment, and rules that it may break. */
export interface RepairInput {
  /** Its pins are all that stays whatever happens; `pinnedViews` says how. Whole features. */
  readonly problem: Problem;
  /** Cell → the view that stands there, −1 if it cannot stay. */
  readonly present: Int32Array;
  /** Why cells change that are told to, or have nothing. */
  readonly told: ReadonlyMap<number, Cause>;
  /** Photos that come in wherever they suit clearly better; undefined if nothing moves for their sake. */
  readonly isNew: ((photo: number) => boolean) | undefined;
}

/** An assignment that obeys the rules. */
export interface RepairResult {
  readonly assignment: Assignment;
  /** Cell → why it moved; cells that stayed have no entry. */
  readonly causes: Causes;
}

/**
 * Repairs an assignment. The problem must have passed `infeasibleReason`.
 *
 * @returns undefined if no arrangement was found that obeys the rules
 */
export async function repair(
  damaged: RepairInput,
  effort: Effort,
  means: SolverResources,
  hooks: Hooks = {},
): Promise<RepairResult | undefined> {
  const { problem, present, told, isNew } = damaged;
  const pooled = poolGroups(problem);
  if (pooled) {
    const repaired = await repair(pooledInput(damaged, pooled), effort, means, hooks);
    return repaired && { ...repaired, assignment: repaired.assignment.map((row) => pooled.rows[row]) };
  }
  const causes: Causes = new Map(told);
  const { market, close } = await openMarket(problem, means.pool, hooks.signal);
  try {
    const mended = await mend(damaged, { market, causes, effort, means }, hooks);
    const whole = mended ?? (await soughtAnew(damaged, { causes, effort, means }, hooks));
    if (whole === undefined) return undefined;
    if (isNew) await placeNewcomers({ board: whole, causes, market }, isNew, hooks);
    for (const cell of causes.keys()) if (whole.views[cell] === present[cell]) causes.delete(cell);
    return { assignment: Uint32Array.from(whole.views), causes };
  } finally {
    close();
  }
}

/** The same where each group is one photo. A group is new if all of it is. */
function pooledInput(damaged: RepairInput, { problem, rows, place }: PooledProblem): RepairInput {
  const { present, isNew } = damaged;
  const { owner } = damaged.problem.views;
  const old = new Set<number>();
  rows.forEach((row, i) => {
    if (!isNew?.(owner[row])) old.add(problem.views.owner[i]);
  });
  const told = new Map(damaged.told);
  // a banned photo has no view in the pooled problem: its cells would seem to have lost theirs
  present.forEach((row, cell) => {
    if (row >= 0 && place[row] < 0 && !told.has(cell)) told.set(cell, 'ban');
  });
  const moved = present.map((row) => (row < 0 ? -1 : place[row]));
  return { problem, present: moved, told, isNew: isNew && ((group) => !old.has(group)) };
}

interface Mending {
  readonly market: Market;
  readonly causes: Causes;
  readonly effort: Effort;
  readonly means: SolverResources;
}

/** The board with as few changes as can be; undefined if that leaves a cell empty or a photo below its minimum. */
async function mend(
  { problem, present }: RepairInput,
  { market, causes, effort, means }: Mending,
  hooks: Hooks,
): Promise<Board | undefined> {
  const mended = startingBoard(problem, present, causes);
  await vacate(mended, causes, hooks);
  const empty = inOrder(
    [...mended.views.keys()].filter((cell) => mended.views[cell] < 0),
    problem,
    means,
  );
  const lists = await freshLists(problem, market, effort, empty);
  const filling: RefillInput = { board: mended, causes, preferences: preferencesFor(problem, lists) };
  const raising = { mayCrowd: false, onTaken: (cell: number) => vacateCell(mended, causes, cell, 'min-uses') };
  if (!(await raiseToMinimums(mended, raising, hooks)) || !(await refill(filling, empty, hooks))) return undefined;
  return await improved(mended, { market, causes, effort, means }, hooks);
}

/** What can stay, and what is pinned. */
function startingBoard(problem: Problem, present: Int32Array, causes: Causes): Board {
  const { rules, views } = problem;
  const filled = emptyBoard(problem);
  for (let cell = 0; cell < present.length; cell++) {
    const view = present[cell];
    if (isPinned(filled, cell)) placeView(filled, cell, pinnedView(filled, cell));
    else if (view >= 0 && rules.maxUses[views.owner[view]] > 0) placeView(filled, cell, view);
    else vacateCell(filled, causes, cell, view < 0 ? 'gone' : 'ban');
  }
  return filled;
}

/** Under bounds of uses the first come would have the best of them: chance decides who is first. */
function inOrder(cells: number[], { rules }: Problem, { random }: SolverResources): number[] {
  return hasBounds(rules) ? shuffled(cells, random) : cells;
}

/** Cells of which all photos are kept in their order: those of a chain come again and again. */
const MOST_KEPT = 256;

/** A cell's list, then all other photos; whose list was not made looks through all at once. */
function preferencesFor(problem: Problem, lists: Shortlists): Preferences {
  const short = listPreferences(lists);
  const scan = scanPreferences(problem);
  const kept = new Map<number, Iterable<number>>();
  const long: Preferences = (cell) => {
    const photos = kept.get(cell) ?? scan(cell);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(cell, photos);
    return photos;
  };
  return function* (cell) {
    const listed = new Set(short(cell));
    yield* listed;
    for (const photo of long(cell)) if (!listed.has(photo)) yield photo;
  };
}

/** The board after its moved cells, and only those, have sought something better. */
async function improved(mended: Board, { market, causes, effort, means }: Mending, hooks: Hooks): Promise<Board> {
  const { problem } = mended;
  const moved = [...causes.keys()].filter((cell) => !isPinned(mended, cell)).sort((a, b) => a - b);
  if (moved.length === 0) return mended;
  const pinned = Int32Array.from(mended.views, (_, cell) => photoAt(mended, cell));
  for (const cell of moved) pinned[cell] = -1;
  const still = { ...problem, rules: { ...problem.rules, pinned }, pinnedViews: Int32Array.from(mended.views) };
  const better = boardOf(still, mended.views);
  const lists = await freshLists(problem, market, effort, moved);
  if (hasBounds(problem.rules)) await polish(better, lists, effort.sweeps, hooks);
  await ejectNeighbours(better, lists, effort, hooks);
  if (problem.filter) {
    const unit = costOfNearest(lists) / moved.length;
    await refine(better, { ...effort.refinement, yielding: 0, market, random: means.random, lists, unit }, hooks);
  }
  const auctioned =
    hasBounds(problem.rules) && moved.length >= MANY ? await assign(still, effort, means, hooks) : undefined;
  const cost = async (views: ArrayLike<number>) =>
    costAsAWhole(await surroundingsOf(boardOf(problem, views), market, hooks.signal));
  const isCheaper = auctioned !== undefined && (await cost(auctioned.assignment)) < (await cost(better.views));
  return boardOf(problem, isCheaper ? auctioned.assignment : better.views);
}

/**
 * So many cells that must move under bounds of uses are worth an auction among themselves: whoever came first took what
 * others needed more. It moves no other cell. With half of 706 photos banned, at most 8 uses of each, 1,150 of 3,600 cells
 * cost 118 % more than before with it, 209 % without.
 */
const MANY = 24;

/** Another arrangement of everything, in which each cell then has what it had if the rules allow it. */
async function soughtAnew(
  { problem, present }: RepairInput,
  { causes, effort, means }: Omit<Mending, 'market'>,
  hooks: Hooks,
): Promise<Board | undefined> {
  const assigned = await assign(problem, effort, means, hooks);
  if (assigned === undefined) return undefined;
  const filled = boardOf(problem, assigned.assignment);
  while (putBack(filled, present) > 0);
  for (let cell = 0; cell < present.length; cell++) {
    if (filled.views[cell] !== present[cell] && !causes.has(cell)) causes.set(cell, 'room');
  }
  return filled;
}

/** Puts back what the rules allow. @returns how many cells have theirs again that had it not before */
function putBack(filled: Board, present: Int32Array): number {
  const { views } = filled.problem;
  let back = 0;
  for (let cell = 0; cell < present.length; cell++) {
    const view = present[cell];
    if (view < 0 || view === filled.views[cell] || isPinned(filled, cell)) continue;
    const [photo, now] = [views.owner[view], photoAt(filled, cell)];
    if (photo !== now && !mayReplace(filled, cell, photo)) continue;
    placeView(filled, cell, view);
    back++;
  }
  return back;
}
