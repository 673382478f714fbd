/** Which view stands in which cell, under the rules: the best that can be found, and how good that is. */

import { viewsOfClass } from '../describe/descriptor.js';
import { type KdTree, kdTreeInTurns, nearestInTree } from '../match/kd-tree.js';
import { classMatcher, type Matcher, squaredDistance } from '../match/scan.js';
import type { Hooks, Pool } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Random } from '../runtime/random.js';
import { type Board, boardOf, emptyBoard, placePins } from './board.js';
import { type Bound, type Brevity, toRaise, unraised } from './bound/raise-bound.js';
import { raiseOnWorker } from './bound/raise-on-worker.js';
import { poolGroups } from './budgets.js';
import { openMarket } from './open-market.js';
import { auction } from './price/auction.js';
import { gapBetween } from './price/certificate.js';
import { bannedPrices } from './price/price-table.js';
import {
  costOfNearest,
  listMatcher,
  type Market,
  refreshLists,
  type Shortlists,
  shortlists,
} from './price/shortlist.js';
import { type Assignment, assignmentCost, type Problem } from './problem.js';
import { spanHooks } from './progress.js';
import { type Refinement, refine } from './refine/refine.js';
import { hasBounds, type Rules } from './rules.js';
import { ejectNeighbours } from './space/eject.js';
import { fillBySearch } from './space/fill-by-search.js';
import { fillWithSpacing, keepSpacing, listPreferences, scanner, scanPreferences } from './space/fill-spaced.js';
import { fillIgnoringSpacing } from './space/greedy.js';
import { wantsLattice } from './space/lattice.js';
import { raiseToMinimums } from './space/minimums.js';
import { polish } from './space/polish.js';
import { thinOut } from './space/spacing.js';

/** How an assignment is sought. */
export interface Effort {
  /** Photos listed for a cell; more where spacing is wide. */
  readonly k: number;
  /** The gap that the auction may leave: cost / bound − 1. */
  readonly delta: number;
  /** How often exchanges are sought under bounds of uses. */
  readonly sweeps: number;
  /** How many times over a cell that gives up its photo may make others give up theirs. */
  readonly depth: number;
  readonly refinement: Refinement;
  /** How long the bound is raised that proves how good it is. */
  readonly proof: Brevity;
}

/** An assignment, and what is known of it. Costs are sums of squared distances of feature rows. */
export interface AssignmentResult extends Bound {
  readonly assignment: Assignment;
  readonly cost: number;
  /** What each cell's best photo costs, all together. */
  readonly nearest: number;
  /** What the bounds of uses alone leave: no assignment within them costs less, spacing or not. */
  readonly unspaced: number;
}

/** Who helps: workers, and chance. */
export interface SolverResources {
  readonly pool: Pool;
  readonly random: Random;
}

/**
 * Finds an assignment that obeys the rules. Features must be whole numbers, unless it is the classic problem: mean colours,
 * no bounds, no refinement.
 *
 * Without bounds on uses each cell takes the best view that spacing leaves it; with bounds an auction decides and
 * spacing is repaired. Then cells are refined. The problem must have passed `infeasibleReason`: what remains open is whether
 * spacing can be kept under tight bounds of uses.
 *
 * Once `hooks.enough` is aborted, the assignment is completed without looking for a better one.
 *
 * @returns undefined if no arrangement was found that keeps the spacing
 */
export async function assign(
  problem: Problem,
  effort: Effort,
  means: SolverResources,
  hooks: Hooks = {},
): Promise<AssignmentResult | undefined> {
  const pooled = poolGroups(problem);
  if (pooled) {
    const assigned = await assign(pooled.problem, effort, means, hooks);
    return assigned && { ...assigned, assignment: assigned.assignment.map((row) => pooled.rows[row]) };
  }
  if (isClassic(problem)) return byColour(problem, means, hooks);
  const { market, close } = await openMarket(problem, means.pool, hooks.signal);
  try {
    const lists = shortlists(market.cells, listLength(problem.rules, effort));
    const sought = { problem, market, lists, effort };
    const { refinement } = effort;
    // an auction takes about as long as refining
    const first = hasBounds(problem.rules) ? refinement.sweeps : 1;
    const all = problem.filter ? first + refinement.sweeps : first;
    const starting = spanHooks(hooks, market.cells, { before: 0, all, length: first });
    const start = await (hasBounds(problem.rules) ? byAuction : byNearest)(sought, means, starting);
    if (start === undefined) return undefined;
    const { filled, lowerBound, nearest } = start;
    const proof = start.isListed
      ? raiseOnWorker(toRaise({ ...sought, nearest, lowerBound }, effort.proof), means.pool, hooks)
      : undefined;
    try {
      const score = () => scoreOf(filled, lowerBound);
      const refining = spanHooks(hooks, market.cells, { before: first, all, length: refinement.sweeps, score });
      const whole = problem.filter ? await asAWhole(filled, sought, means, refining) : filled;
      if (whole === undefined) return undefined;
      const bound = proof ? await proof.result() : unraised(lowerBound, problem.rules);
      const found = scoreOf(whole, bound.lowerBound);
      hooks.onProgress?.({ stage: 'assign', done: all * market.cells, total: all * market.cells, score: found });
      const assignment = Uint32Array.from(whole.views);
      return { assignment, cost: found.cost, nearest, unspaced: lowerBound, ...bound };
    } finally {
      proof?.close();
    }
  } finally {
    close();
  }
}

interface Sought {
  readonly problem: Problem;
  readonly market: Market;
  readonly lists: Shortlists;
  readonly effort: Effort;
}

/** A board that obeys the rules, full or to be filled, and what no assignment costs less than, spacing or not. */
interface Start extends Pick<AssignmentResult, 'lowerBound' | 'nearest'> {
  readonly filled: Board;
  /** Whether the lists were made for all cells at the same prices, as a proof needs them. */
  readonly isListed: boolean;
}

/** Lists above this take more time than they are worth. */
const LONGEST_LIST = 128;

/**
 * Photos that a cell lists: more than its neighbours are likely to hold, unless that were most there are. Tried, cost a
 * cell at spacing 8, mean of two targets: lists of 32 107,062, of 64 103,724, of 128 102,046; at spacing 2 to 4 all the same.
 */
function listLength({ spacing, maxUses }: Rules, { k }: Effort): number {
  const wide = 2 * (spacing + 1) ** 2;
  return wide * 2 > maxUses.length ? k : Math.max(k, Math.min(LONGEST_LIST, wide));
}

/** The lists of some cells at no prices; those of the others stay empty. */
export async function freshLists(
  { rules }: Problem,
  market: Market,
  effort: Effort,
  cells: ArrayLike<number>,
): Promise<Shortlists> {
  const lists = shortlists(market.cells, listLength(rules, effort));
  await refreshLists(lists, market, cells, { prices: bannedPrices(rules) });
  return lists;
}

/** Above so many numbers a k-d tree visits most of its rows. */
export const TREE_DIMS = 3;

/** Whether this is the classic of the field: to each cell the photo of the nearest colour. */
export function isClassic({ views, rules }: Problem): boolean {
  return views.dims <= TREE_DIMS && !hasBounds(rules);
}

/** The nearest view of a cell's class, exactly, by a k-d tree for each class. @throws MosaicError `aborted` */
export async function treeMatcher({ views, layout }: Problem, signal?: AbortSignal): Promise<Matcher> {
  const trees: KdTree[] = [];
  for (let shape = 0; shape + 1 < views.starts.length; shape++) {
    trees.push(await kdTreeInTurns(viewsOfClass(views, shape), signal));
  }
  return classMatcher(
    views,
    layout.classOf,
    (_, shape) => (cells, cell, allowed) => nearestInTree(trees[shape], cells, cell, allowed),
  );
}

/** The classic, exactly, by a k-d tree over the features as they are. */
async function byColour(
  problem: Problem,
  { random }: SolverResources,
  hooks: Hooks,
): Promise<AssignmentResult | undefined> {
  const { cells, views, rules } = problem;
  const matcher = await treeMatcher(problem, hooks.signal);
  const rest = eventLoopYielder(hooks.signal);
  let nearest = 0;
  for (let cell = 0; cell < cells.rows; cell++) {
    const view = matcher(cells, cell, (row) => rules.maxUses[views.owner[row]] > 0);
    nearest += squaredDistance(cells, cell, views, view);
    if ((cell & 255) > 0) continue;
    await rest();
  }
  const preferences = scanPreferences(problem);
  const apart = await fillWithSpacing({ problem, matcher, preferences, random }, hooks);
  if (apart === undefined) return undefined;
  const cost = costOfBoard(apart);
  const assignment = Uint32Array.from(apart.views);
  const bound = { lowerBound: nearest, spaced: rules.spacing === 0, steps: 0, converged: true };
  return { assignment, cost, nearest, unspaced: nearest, ...bound };
}

function isFull({ views }: Board): boolean {
  return !views.includes(-1);
}

/** Chooses all cells as one picture. An empty board is filled. @returns undefined if no arrangement was found that keeps the spacing */
async function asAWhole(
  board: Board,
  { problem, market, lists, effort }: Sought,
  { random }: SolverResources,
  hooks: Hooks,
): Promise<Board | undefined> {
  const unit = costOfNearest(lists) / market.cells;
  const input = { ...effort.refinement, market, random, lists, unit };
  if (isFull(board)) {
    await refine(board, { ...input, yielding: 0 }, hooks);
    return board;
  }
  await refine(board, input, hooks);
  await fillIgnoringSpacing(board, listMatcher(lists, scanner(problem)), hooks);
  return await keepSpacing(board, { problem, preferences: listPreferences(lists), random }, hooks);
}

/** No bounds: a cell's best view is the bound, and only spacing can take it away. */
async function byNearest(
  { problem, market, lists, effort }: Sought,
  { random }: SolverResources,
  hooks: Hooks,
): Promise<Start | undefined> {
  const step = (before: number) => spanHooks(hooks, market.cells, { before, all: 3, length: 1 });
  await refreshLists(lists, market, market.all, { ...step(0), prices: bannedPrices(problem.rules) });
  const nearest = costOfNearest(lists);
  if (problem.filter && !wantsLattice(problem) && !hooks.enough?.aborted) {
    const empty = emptyBoard(problem);
    placePins(empty);
    return { filled: empty, lowerBound: nearest, nearest, isListed: true };
  }
  const preferences = listPreferences(lists);
  const matcher = listMatcher(lists, scanner(problem));
  const apart = await fillWithSpacing({ problem, matcher, preferences, random }, step(1));
  if (apart === undefined) return undefined;
  await ejectNeighbours(apart, lists, effort, step(2));
  return { filled: apart, lowerBound: nearest, nearest, isListed: true };
}

async function byAuction(
  { problem, market, lists, effort }: Sought,
  { random }: SolverResources,
  hooks: Hooks,
): Promise<Start | undefined> {
  const step = (before: number, length: number) => spanHooks(hooks, market.cells, { before, all: 10, length });
  const result = await auction(market, problem.rules, { lists, delta: effort.delta }, step(0, 5));
  const filled = boardOf(problem, result.assignment);
  const repairing = step(5, 1);
  // the auction gives up what would take it too long, and where it is told that it is enough
  await fillBySearch(filled, market, random, repairing);
  await raiseToMinimums(filled, { mayCrowd: true }, repairing);
  await thinOut(filled, lists, repairing);
  await fillBySearch(filled, market, random, repairing);
  await raiseToMinimums(filled, { mayCrowd: true }, repairing);
  const apart = await keepSpacing(filled, { problem, preferences: listPreferences(lists), random }, repairing);
  if (apart === undefined) return undefined;
  const { lowerBound, nearest, isListed } = result;
  // what suits the whole is sought next, and would undo what suits the cells
  if (problem.filter) return { filled: apart, lowerBound, nearest, isListed };
  if (problem.rules.spacing > 0) await polish(apart, lists, effort.sweeps, step(6, 2));
  await ejectNeighbours(apart, lists, effort, step(8, 2));
  return { filled: apart, lowerBound, nearest, isListed };
}

function scoreOf(filled: Board, lowerBound: number): { readonly cost: number; readonly gap: number } {
  const cost = costOfBoard(filled);
  return { cost, gap: gapBetween(cost, lowerBound) };
}

function costOfBoard({ problem, views }: Board): number {
  return assignmentCost(problem, views);
}
