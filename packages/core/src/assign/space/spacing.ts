/**
 * Repair of spacing: cells whose photo repeats too near trade places with others until none is left.
 *
 * Source: S. Minton et al., "Minimizing conflicts: a heuristic repair method for constraint satisfaction and scheduling
 * problems", Artificial Intelligence 58, 1992, doi:10.1016/0004-3702(92)90007-K.
 */

import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import type { Random } from '../../runtime/random.js';
import {
  type Board,
  bestView,
  conflictingCells,
  costOf,
  isPinned,
  mayStand,
  photoAt,
  placeView,
  repeatsNear,
} from '../board.js';
import type { Shortlists } from '../price/shortlist.js';

/** Exchanges looked at for one crowded cell. */
const TRIALS = 120;
/** Rounds without fewer crowded cells after which the repair gives up. */
const PATIENCE = 40;
/** Steps after which it gives up in any case: some seconds. A step is a cell looked at or a number of a row compared. */
const MOST_STEPS = 3e9;

/** A change of one or two cells, and what it does. */
interface Exchange {
  /** The other cell of a swap, −1 for a move. */
  readonly partner: number;
  /** The photo that comes into the crowded cell. */
  readonly photo: number;
  readonly repeats: number;
  readonly cost: number;
}

/**
 * Trades until no photo repeats within the spacing; uses stay within their bounds, pinned cells stay.
 *
 * @returns whether it succeeded
 */
export async function separate(board: Board, random: Random, hooks: Hooks): Promise<boolean> {
  const rest = eventLoopYielder(hooks.signal);
  const cells = board.views.length;
  let trials = MOST_STEPS / stepsOfTrial(board);
  let crowded = await conflictingCells(board, hooks);
  let fewest = crowded.length;
  for (let idle = 0; crowded.length > 0 && idle < PATIENCE && trials > 0; idle++) {
    for (const cell of crowded) {
      await rest();
      if (trials <= 0) break;
      if (isPinned(board, cell) || repeatsOf(board, cell) === 0) continue;
      const exchange = bestExchange(board, cell, random);
      trials -= TRIALS;
      // one with as many repeats is taken too: it carries the trouble to where it can be solved
      if (exchange !== undefined) apply(board, cell, exchange);
    }
    crowded = await conflictingCells(board, hooks);
    hooks.onProgress?.({ stage: 'assign', done: cells - crowded.length, total: cells });
    if (crowded.length < fewest) {
      fewest = crowded.length;
      idle = -1;
    }
  }
  return crowded.length === 0;
}

/** Four looks around and the costs of two photos: about what an exchange takes. */
function stepsOfTrial({ problem, holders, near }: Board): number {
  const { rules, views } = problem;
  const around = Math.min(
    near.most,
    holders.count.reduce((most, count) => Math.max(most, count), 0),
  );
  return 4 * around + (2 * views.rows * views.dims) / rules.maxUses.length;
}

/**
 * Takes photos out of crowded cells until none is crowded, those first whose cell has most repeats nearby, and fills the
 * gaps from the cells' lists where the rules leave something; cells that find nothing stay empty.
 */
export async function thinOut(board: Board, lists: Shortlists, hooks: Hooks): Promise<void> {
  const crowded = (await conflictingCells(board, hooks)).filter((cell) => !isPinned(board, cell));
  const repeats = new Map(crowded.map((cell) => [cell, repeatsOf(board, cell)]));
  crowded.sort((a, b) => (repeats.get(b) ?? 0) - (repeats.get(a) ?? 0) || a - b);
  const emptied: number[] = [];
  for (const cell of crowded) {
    if (repeatsOf(board, cell) === 0) continue;
    placeView(board, cell, -1);
    emptied.push(cell);
  }
  emptied.sort((a, b) => a - b);
  const rest = eventLoopYielder(hooks.signal);
  for (const cell of emptied) {
    await rest();
    for (let i = cell * lists.k; i < (cell + 1) * lists.k && lists.photos[i] >= 0; i++) {
      if (!mayStand(board, cell, lists.photos[i])) continue;
      placeView(board, cell, lists.rows[i]);
      break;
    }
  }
}

/** Of some random exchanges that make nothing worse, the one with the fewest repeats, then the least cost. */
function bestExchange(board: Board, cell: number, random: Random): Exchange | undefined {
  let best: Exchange | undefined;
  for (let trial = 0; trial < TRIALS; trial++) {
    const most = best?.repeats ?? 0;
    const exchange = random() < 0.7 ? swapWith(board, cell, most, random) : moveTo(board, cell, most, random);
    if (exchange === undefined) continue;
    if (best === undefined || exchange.repeats < best.repeats || exchange.cost < best.cost) best = exchange;
  }
  return best;
}

/** Exchanging the photos of two cells; undefined if that cannot be, or gains more than `most` repeats. */
function swapWith(board: Board, cell: number, most: number, random: Random): Exchange | undefined {
  const partner = Math.floor(random() * board.views.length);
  const [mine, theirs] = [photoAt(board, cell), photoAt(board, partner)];
  if (mine === theirs || isPinned(board, partner)) return undefined;
  const before = repeatsOf(board, cell) + repeatsOf(board, partner);
  const [view, partnerView] = [board.views[cell], board.views[partner]];
  placeView(board, cell, partnerView);
  placeView(board, partner, view);
  const repeats = repeatsOf(board, cell) + repeatsOf(board, partner) - before;
  placeView(board, cell, view);
  placeView(board, partner, partnerView);
  if (repeats > most) return undefined;
  return { partner, photo: theirs, repeats, cost: riseOf(board, cell, theirs) + riseOf(board, partner, mine) };
}

/** Replacing the photo of a cell by one with uses to spare; undefined as in `swapWith`. */
function moveTo(board: Board, cell: number, most: number, random: Random): Exchange | undefined {
  const { rules, groups } = board.problem;
  const mine = photoAt(board, cell);
  const photo = Math.floor(random() * rules.maxUses.length);
  const spare = board.uses[photo] < rules.maxUses[photo] && board.uses[mine] > rules.minUses[mine];
  if (photo === mine || !spare) return undefined;
  const repeats = repeatsNear(board, cell, groups[photo]) - repeatsOf(board, cell);
  return repeats > most ? undefined : { partner: -1, photo, repeats, cost: riseOf(board, cell, photo) };
}

/** What another photo costs a cell more than the present one. */
function riseOf(board: Board, cell: number, photo: number): number {
  return costOf(board, cell, bestView(board, cell, photo)) - costOf(board, cell, board.views[cell]);
}

function repeatsOf(board: Board, cell: number): number {
  return repeatsNear(board, cell, board.problem.groups[photoAt(board, cell)]);
}

function apply(board: Board, cell: number, { partner, photo }: Exchange): void {
  const mine = photoAt(board, cell);
  placeView(board, cell, bestView(board, cell, photo));
  if (partner >= 0) placeView(board, partner, bestView(board, partner, mine));
}
