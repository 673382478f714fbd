/**
 * Refinement: each cell again and again, given its neighbours (`surroundings.ts`) and where its photo stands already. Cells so far
 * apart that they do not meet are done together (iterated conditional modes).
 *
 * An empty board is filled in the same way: the first sweep then is error diffusion. The spacing comes gradually: at first it costs
 * something to repeat a photo too near, more with every sweep, and in the end it is forbidden.
 *
 * Sources: J. Besag, "On the statistical analysis of dirty pictures", Journal of the Royal Statistical Society B 48(3), 1986,
 * doi:10.1111/j.2517-6161.1986.tb01412.x; M. Analoui, J. P. Allebach, "Model-based halftoning using direct binary search", Proc.
 * SPIE 1666, 1992, doi:10.1117/12.135959.
 */

import { reachOf } from '../../describe/error-filter.js';
import { independentSets, randomIndependentSets } from '../../layout/independent-sets.js';
import { nearOf, stepsWithin } from '../../layout/near.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Random, shuffled } from '../../runtime/random.js';
import { type Board, isPinned } from '../board.js';
import type { Market, Shortlists } from '../price/shortlist.js';
import { hasBounds } from '../rules.js';
import { exchangeCells } from './exchange.js';
import { listedViews, listViews, moveCells } from './moves.js';
import { type RepeatPrices, repeatPrices } from './repeats.js';
import { surroundedQueries, surroundingsOf } from './surroundings.js';

/** How cells are gone through. */
export interface Refinement {
  /** How often at most. */
  readonly sweeps: number;
  /** For so many sweeps a repeat within the spacing has a price; later it is forbidden. */
  readonly yielding: number;
  /** The sweeps, from 0, in which views are sought anew; in the others those are looked at that were found last. */
  readonly seek: readonly number[];
  /** What a repeat costs beside another one, and what a use costs when there are as many others as photos have on average; in shares of what a cell costs. */
  readonly repulsion: number;
  readonly crowding: number;
}

/** Prices of a repeat within the spacing in the first and in the last sweep that allows it, in shares of what a cell costs. */
const CONFLICT = [0.2, 4] as const;
/** A sweep that moves a smaller share of the cells is the last; exchanges gain little long before they end. */
const FEW = { moves: 0.002, exchanges: 0.05 };

/** How a board is refined. */
export interface RefineInput extends Refinement {
  readonly market: Market;
  readonly random: Random;
  /** What suits each cell by itself; it is looked at first. */
  readonly lists: Shortlists;
  /** What a cell costs on average. */
  readonly unit: number;
}

/** Moves cells of a board to views that suit them and their surroundings better, under the same rules; fills those that are empty. */
export async function refine(board: Board, input: RefineInput, hooks: Hooks = {}): Promise<void> {
  const { market, random, unit, sweeps, yielding } = input;
  const { layout, rules, filter } = board.problem;
  const { signal } = hooks;
  const rest = eventLoopYielder(signal);
  const seen = await surroundingsOf(board, market, signal);
  const meet = filter ? stepsWithin(layout.shape, reachOf(filter)) : 0;
  const near = nearOf(layout.shape, Math.max(meet, rules.spacing));
  const isBounded = hasBounds(rules);
  const sets = isBounded ? [] : independentSets(near);
  const lists = listedViews(seen, input.lists, unit);
  const say = (done: number) => hooks.onProgress?.({ stage: 'assign', done, total: sweeps });
  const move = async (cells: readonly number[], prices: RepeatPrices, anew: boolean): Promise<number> => {
    const free = cells.filter((cell) => !isPinned(board, cell));
    if (free.length === 0) return 0;
    if (isBounded) return await exchangeCells(seen, prices, { cells: free, signal });
    const queries = { cells: free, rows: await surroundedQueries(seen, free, signal), signal };
    if (anew) await listViews(seen, prices, lists, queries);
    return await moveCells(seen, prices, lists, queries);
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const prices = repeatPrices(board, {
      repulsion: input.repulsion * unit,
      // bounds say themselves how often a photo is used
      crowding: isBounded ? 0 : input.crowding * unit,
      conflict: unit * conflictAt(sweep, yielding),
    });
    const anew = input.seek.includes(sweep);
    let moved = 0;
    const now = isBounded ? randomIndependentSets(near, random) : shuffled(sets, random);
    for (const [i, cells] of now.entries()) {
      await rest();
      if (hooks.enough?.aborted) return say(sweeps);
      say(sweep + i / now.length);
      moved += await move(cells, prices, anew);
    }
    if (sweep >= yielding && moved <= (isBounded ? FEW.exchanges : FEW.moves) * board.views.length) break;
  }
  say(sweeps);
}

function conflictAt(sweep: number, yielding: number): number {
  if (sweep >= yielding) return Number.POSITIVE_INFINITY;
  const [first, last] = CONFLICT;
  return first * (last / first) ** (sweep / Math.max(1, yielding - 1));
}
