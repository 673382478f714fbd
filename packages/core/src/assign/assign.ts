/** Which view stands in which cell, under the rules: the best that can be found, and how good that is. */

import { type ClassSearch, openClassSearch, type ViewTables, viewTables } from '../match/class-search.js';
import { kdTree, nearestInTree } from '../match/kd-tree.js';
import { classMatcher, type Matcher, squaredDistance } from '../match/scan.js';
import { queryRows } from '../match/view-table.js';
import type { Hooks, Pool } from '../ports.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import type { Random } from '../runtime/random.js';
import { type Board, boardOf, costOf, emptyBoard, pinnedView } from './board.js';
import { poolGroups } from './budgets.js';
import { auction } from './price/auction.js';
import { bannedPrices, emptyPriceTable } from './price/price-table.js';
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
import { fillWithSpacing, keepSpacing, listPreferences, scanner, scanPreferences } from './space/fill-spaced.js';
import { fillIgnoringSpacing } from './space/greedy.js';
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
}

/** An assignment, and what is known of it. Costs are sums of squared distances of feature rows. */
export interface AssignmentResult {
  readonly assignment: Assignment;
  readonly cost: number;
  /** No assignment within the bounds of uses costs less, spacing or not. */
  readonly lowerBound: number;
  /** What each cell's best photo costs, all together: the lower bound where uses have no bounds. */
  readonly nearest: number;
  /** What it cost when spacing was not yet looked at, and when nothing was refined yet. */
  readonly beforeSpacing: number;
  readonly beforeRefinement: number;
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
  if (isClassic(problem, effort)) return byColour(problem, means, hooks);
  const { market, close } = openMarket(problem, means.pool, hooks.signal);
  try {
    const lists = shortlists(market.cells, listLength(problem.rules, effort));
    const { refinement } = effort;
    const all = refinement.lambda > 0 ? 1 + refinement.sweeps : 1;
    const starting = spanHooks(hooks, market.cells, { before: 0, all, length: 1 });
    const start = hasBounds(problem.rules)
      ? await byAuction({ problem, market, lists, effort }, means, starting)
      : await byNearest({ problem, market, lists, effort }, means, starting);
    if (start === undefined) return undefined;
    const { filled, beforeSpacing, lowerBound, nearest } = start;
    const beforeRefinement = costOfBoard(filled);
    const score = () => scoreOf(filled, lowerBound);
    const refining = spanHooks(hooks, market.cells, { before: 1, all, length: refinement.sweeps, score });
    await refine(filled, market, refinement, refining);
    return {
      assignment: Uint32Array.from(filled.views),
      cost: costOfBoard(filled),
      lowerBound,
      nearest,
      beforeSpacing,
      beforeRefinement,
    };
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

/** A full board that obeys the rules, and how it came about. */
interface Start extends Pick<AssignmentResult, 'beforeSpacing' | 'lowerBound' | 'nearest'> {
  readonly filled: Board;
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
  await refreshLists(lists, market, cells, bannedPrices(rules));
  return lists;
}

/** A market whose search holds memory in workers until it is closed. */
export interface OpenMarket {
  readonly market: Market;
  close(): void;
}

/** Opens the search among the views of a problem. */
export function openMarket(problem: Problem, pool: Pool, signal?: AbortSignal): OpenMarket {
  const tables = viewTables(problem.views);
  const market = marketOf(problem, tables, (queries, terms, k, options) =>
    search.find(queries, terms, k, { ...options, signal }),
  );
  const search = openClassSearch(tables, problem.layout.classOf, pool);
  return { market, close: search.close };
}

/** What a search among the views of a problem is asked with, and its pinned cells. */
export function marketOf(problem: Problem, tables: ViewTables, find: ClassSearch): Market {
  const empty = emptyBoard(problem);
  const pinned = problem.rules.pinned.map((photo, cell) => (photo < 0 ? -1 : pinnedView(empty, cell)));
  const pinnedCosts = Float64Array.from(pinned, (view, cell) => (view < 0 ? 0 : costOf(empty, cell, view)));
  const priceTable = emptyPriceTable(tables, problem.views, problem.rules.maxUses.length);
  return {
    tables,
    owner: problem.views.owner,
    priceTable,
    queries: queryRows(problem.cells),
    cells: problem.cells.rows,
    all: Uint32Array.from(pinned.keys()),
    find,
    pinned,
    pinnedCosts,
  };
}

/** Above so many numbers a k-d tree visits most of its rows. */
export const TREE_DIMS = 3;

/** Whether this is the classic of the field: to each cell the photo of the nearest colour. */
export function isClassic({ views, rules }: Problem, { refinement }: Effort): boolean {
  return views.dims <= TREE_DIMS && !hasBounds(rules) && refinement.lambda === 0;
}

/** The nearest view of a cell's class, exactly, by a k-d tree for each class. */
export function treeMatcher({ views, layout }: Problem): Matcher {
  return classMatcher(views, layout.classOf, (own) => {
    const tree = kdTree(own);
    return (cells, cell, allowed) => nearestInTree(tree, cells, cell, allowed);
  });
}

/** The classic, exactly, by a k-d tree over the features as they are. */
async function byColour(
  problem: Problem,
  { random }: SolverResources,
  hooks: Hooks,
): Promise<AssignmentResult | undefined> {
  const { cells, views, rules } = problem;
  const matcher = treeMatcher(problem);
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
  return { assignment, cost, lowerBound: nearest, nearest, beforeSpacing: nearest, beforeRefinement: cost };
}

/** No bounds: a cell's best view is the bound, and only spacing can take it away. */
async function byNearest(
  { problem, market, lists, effort }: Sought,
  { random }: SolverResources,
  hooks: Hooks,
): Promise<Start | undefined> {
  await refreshLists(lists, market, market.all, bannedPrices(problem.rules));
  const nearest = costOfNearest(lists);
  const preferences = listPreferences(lists);
  const matcher = listMatcher(lists, scanner(problem));
  const apart = await fillWithSpacing({ problem, matcher, preferences, random }, hooks);
  if (apart === undefined) return undefined;
  await ejectNeighbours(apart, lists, effort, hooks);
  return { filled: apart, beforeSpacing: nearest, lowerBound: nearest, nearest };
}

async function byAuction(
  { problem, market, lists, effort }: Sought,
  { random }: SolverResources,
  hooks: Hooks,
): Promise<Start | undefined> {
  const result = await auction(market, problem.rules, { lists, delta: effort.delta }, hooks);
  const filled = boardOf(problem, result.assignment);
  // the auction gives up what would take it too long, and where it is told that it is enough
  await fillIgnoringSpacing(filled, listMatcher(lists, scanner(problem)), hooks);
  await raiseToMinimums(filled, { mayCrowd: true }, hooks);
  const beforeSpacing = costOfBoard(filled);
  await thinOut(filled, lists, hooks);
  await fillIgnoringSpacing(filled, scanner(problem), hooks);
  await raiseToMinimums(filled, { mayCrowd: true }, hooks);
  const apart = await keepSpacing(filled, { problem, preferences: listPreferences(lists), random }, hooks);
  if (apart === undefined) return undefined;
  if (problem.rules.spacing > 0) await polish(apart, lists, effort.sweeps, hooks);
  await ejectNeighbours(apart, lists, effort, hooks);
  const { lowerBound, nearest } = result;
  return { filled: apart, beforeSpacing, lowerBound, nearest };
}

function scoreOf(filled: Board, lowerBound: number): { readonly cost: number; readonly gap: number } {
  const cost = costOfBoard(filled);
  return { cost, gap: cost === lowerBound ? 0 : cost / lowerBound - 1 };
}

function costOfBoard({ problem, views }: Board): number {
  return assignmentCost(problem, views);
}
