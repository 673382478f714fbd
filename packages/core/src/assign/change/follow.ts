/**
 * An assignment that follows a moving target: steady from frame to frame, sought anew where the shot is cut.
 *
 * A cut is told by what the assignment costs: what fits the frame before does not fit this one. Motion and light that
 * changes raise the cost by and by; the other side of a cut costs many times as much at once.
 */

import type { Features } from '../../describe/descriptor.js';
import { MosaicError } from '../../errors.js';
import { type OpenClassSearch, openClassSearch, type ViewTables, viewTables } from '../../match/class-search.js';
import type { Hooks, Pool } from '../../ports.js';
import type { Random } from '../../runtime/random.js';
import { assign, type Effort } from '../assign.js';
import { boardOf } from '../board.js';
import { poolGroups } from '../budgets.js';
import { marketOf } from '../open-market.js';
import { type Assignment, assignmentCost, type Problem } from '../problem.js';
import { type Steadiness, updateBoard } from './steady.js';

/** How a target is followed. */
export interface FollowOptions {
  readonly effort: Effort;
  readonly steadiness: Steadiness;
  readonly pool: Pool;
  /** Chance as it is at the beginning of a shot. */
  readonly chance: () => Random;
  /** What was found for the first of the frames before: it is not sought again, and not handed out. */
  readonly after?: Assignment | undefined;
}

/** The assignment of a frame. */
export interface FollowedFrame {
  readonly assignment: Assignment;
  /** Changes → the cell that shows something else than in the frame before, ascending; of the first frame all. */
  readonly changed: Uint32Array;
  /** Whether everything was sought anew. */
  readonly isCut: boolean;
}

/** After a cut an assignment costs so many times what it did … */
const CUT = 2;
/** … more by this for each cell: noise on black is no cut. Two just visible differences, squared … */
const LEAST_CUT = (2 * 40) ** 2;
/** … and at least this share of what its views would cost in any other order. */
const UNRELATED = 0.5;

/**
 * Follows the frames of a target. Of the first and after a cut all cells may change, else as many as `steadiness` allows.
 * What was found is settled: the same frame again changes nothing.
 *
 * @param problem  its cells are those of the first frame; it must have passed `infeasibleReason`
 * @param frames   the cells of each frame, as `problem.cells`, the first one included
 * @throws MosaicError `aborted`
 */
export async function* follow(
  problem: Problem,
  frames: AsyncIterable<Features>,
  following: FollowOptions,
  hooks: Hooks = {},
): AsyncGenerator<FollowedFrame, void, void> {
  const pooled = poolGroups(problem);
  const scene = pooled?.problem ?? problem;
  const tables = await viewTables(scene.views, hooks.signal);
  const search = openClassSearch(tables, scene.layout.classOf, following.pool);
  try {
    let last: SolvedFrame | undefined;
    for await (const cells of frames) {
      const step = { problem: { ...scene, cells }, tables, search, following };
      if (last === undefined && following.after) {
        const views = pooled ? following.after.map((row) => pooled.place[row]) : following.after;
        last = { views, cost: assignmentCost(step.problem, views), isCut: false };
        continue;
      }
      const next = await nextShot(step, last, hooks);
      const changed = changes(last?.views, next.views);
      const assignment = pooled ? Uint32Array.from(next.views, (row) => pooled.rows[row]) : next.views;
      yield { assignment, changed, isCut: next.isCut };
      last = next;
    }
  } finally {
    search.close();
  }
}

/** A frame that was solved. */
interface SolvedFrame {
  readonly views: Assignment;
  readonly cost: number;
  readonly isCut: boolean;
}

interface Step {
  readonly problem: Problem;
  readonly tables: ViewTables;
  readonly search: OpenClassSearch;
  readonly following: FollowOptions;
}

/** Settling ends by itself; this is for targets that nobody has met. */
const MOST_SETTLINGS = 4;

async function nextShot(step: Step, last: SolvedFrame | undefined, hooks: Hooks): Promise<SolvedFrame> {
  const { problem, tables, search, following } = step;
  const { effort, steadiness, pool, chance } = following;
  const isCut = last === undefined || isJump(problem, last);
  const anew = isCut ? await assign(problem, effort, { pool, random: chance() }, hooks) : undefined;
  const from = anew?.assignment ?? last?.views;
  if (from === undefined)
    throw new MosaicError('rules-impossible', { expected: 'rules for which an arrangement can be found' });

  const filled = boardOf(problem, from);
  const market = marketOf(problem, tables, search.find);
  if (!isCut) await updateBoard(filled, market, steadiness, hooks);
  for (let i = 0; isCut && i < MOST_SETTLINGS; i++) {
    const moved = await updateBoard(filled, market, { ...steadiness, budget: 1 }, hooks);
    if (moved.length === 0) break;
  }
  const views = Uint32Array.from(filled.views);
  return { views, cost: assignmentCost(problem, views), isCut };
}

/** Whether what was found for the frame before fits this one little better than the same views would in any order. */
function isJump(problem: Problem, { views, cost }: SolvedFrame): boolean {
  const now = assignmentCost(problem, views);
  if (now <= cost * CUT || now - cost <= LEAST_CUT * views.length) return false;
  return now > costByChance(problem, views) * UNRELATED;
}

/** What an assignment costs on average if its views change places at random: Σ|c|² + Σ|v|² − 2 Σc·Σv / n. */
function costByChance({ cells, views }: Problem, assignment: Assignment): number {
  const { dims } = cells;
  const [sumOfCells, sumOfViews] = [new Float64Array(dims), new Float64Array(dims)];
  let squares = 0;
  for (let cell = 0; cell < cells.rows; cell++) {
    for (let k = 0; k < dims; k++) {
      const [c, v] = [cells.data[cell * dims + k], views.data[assignment[cell] * dims + k]];
      sumOfCells[k] += c;
      sumOfViews[k] += v;
      squares += c * c + v * v;
    }
  }
  const product = sumOfCells.reduce((sum, c, k) => sum + c * sumOfViews[k], 0);
  return squares - (2 * product) / cells.rows;
}

function changes(before: Assignment | undefined, after: Assignment): Uint32Array {
  return Uint32Array.from(after.keys()).filter((cell) => before?.[cell] !== after[cell]);
}
