/**
 * Steadiness: what stands in the cells when the target has moved on a little.
 *
 * A cell keeps what it has until something else suits it and its surroundings (`surroundings.ts`) better by a margin; noise
 * then changes nothing. What gains most changes first, and no more cells change than are allowed. A photo that the rules
 * keep from a cell comes into it nevertheless if those that hold it can do with others and all together gain by the margin.
 *
 * Tried, far ΔE and edge of a pan by a third of a cell a frame, 30 % of the cells changing, each frame alone 1.34, .953: 1.52, .934. Cells far
 * out of date leaving over what they will once they have changed, so that their neighbours do not make good what is about to go away:
 * 1.68, .934; with 10 % 2.52, .821 instead of 2.11, .809. What neighbours make good is worth having.
 *
 * Source: J. Besag, "On the statistical analysis of dirty pictures", Journal of the Royal Statistical Society B 48(3), 1986,
 * doi:10.1111/j.2517-6161.1986.tb01412.x (iterated conditional modes, here the largest gain first).
 */

import type { Candidates } from '../../match/candidates.js';
import type { Hooks } from '../../ports.js';
import { eventLoopYielder } from '../../runtime/event-loop.js';
import { type Board, isPinned } from '../board.js';
import type { Market } from '../price/shortlist.js';
import { presentValues, type Surroundings, surroundedQueries, surroundingsOf } from '../refine/surroundings.js';
import { DISPLACING_VIEWS, displaceableCells, stakeOf, type Trial, tryMove } from './displace.js';

/** How much is to change from frame to frame. */
export interface Steadiness {
  /** By how much less of what its view costs a cell must do with another one, as a share. */
  readonly margin: number;
  /** Cells that change at most, as a share of all, 0 … 1; one may change in any case. */
  readonly budget: number;
}

/** Looked through so often at most; it ends when nothing changes any more. */
const ROUNDS = 8;
/** Views that are considered for a cell. */
const K = 32;
/** And for one that is asked to do with something else. */
const OTHERS = 16;

/**
 * Brings a full board that obeys the rules up to date with the cells of its problem. Pinned cells do not change.
 *
 * @returns the cells that show something else, ascending
 */
export async function updateBoard(
  board: Board,
  market: Market,
  { margin, budget }: Steadiness,
  hooks: Hooks = {},
): Promise<Uint32Array> {
  const seen = await surroundingsOf(board, market, hooks.signal);
  const before = board.views.slice();
  const limit = Math.max(1, Math.floor(budget * before.length));
  const trial: Trial = {
    ...{ seen, before, margin, limit },
    others: new Map(),
    trail: [],
    query: new Int16Array(market.tables.dims),
    ...{ changed: 0, rise: 0, stake: 0 },
  };
  const rest = eventLoopYielder(hooks.signal);
  for (let round = 0; round < ROUNDS; round++) {
    const offers = await offersOf(seen, margin, hooks);
    if (offers.length === 0) break;
    await askOthers(trial, offers, hooks);
    let moved = 0;
    for (const { cell, views } of offers) {
      if (views.some((view, i) => tryMove(trial, { cell, view, mayDisplace: i < DISPLACING_VIEWS }))) moved++;
      await rest();
    }
    // what is left of a frame whose budget is spent is left to the next one
    if (moved === 0 || trial.changed >= limit) break;
  }
  return Uint32Array.from(before.keys()).filter((cell) => before[cell] !== board.views[cell]);
}

/** What a cell would rather have, best first. */
interface Offer {
  readonly cell: number;
  readonly views: Int32Array;
  readonly gain: number;
}

/** What cells would gain enough by, rules aside; the largest gain first. */
async function offersOf(seen: Surroundings, margin: number, hooks: Hooks): Promise<Offer[]> {
  const { board, market, terms } = seen;
  const cells = [...board.views.keys()].filter((cell) => !isPinned(board, cell));
  const rows = await surroundedQueries(seen, cells, hooks.signal);
  const present = presentValues(seen, cells, rows);
  const within = Int32Array.from(cells, (cell, i) => present[i] - leastGain(seen, margin, { cell, value: present[i] }));
  const found = await market.find({ cells, rows }, terms, K, { within, signal: hooks.signal });
  const offers: Offer[] = [];
  cells.forEach((cell, i) => {
    const views = listOf(found, i);
    if (views.length > 0) offers.push({ cell, views, gain: present[i] - found.values[i * K] });
  });
  return offers.sort((a, b) => b.gain - a.gain || a.cell - b.cell);
}

/** The views that were found for one of the cells. */
function listOf({ k, rows }: Candidates, i: number): Int32Array {
  return rows.subarray(i * k, (i + 1) * k).filter((view) => view >= 0);
}

function leastGain(seen: Surroundings, margin: number, { cell, value }: { cell: number; value: number }): number {
  return Math.max(1, Math.ceil(margin * stakeOf(seen, cell, value)));
}

/** Finds out what those could do with that would have to give way. */
async function askOthers(trial: Trial, offers: readonly Offer[], hooks: Hooks): Promise<void> {
  const { seen, others } = trial;
  const cells = [...new Set(offers.flatMap(({ cell, views }) => displaceableCells(seen.board, cell, views)))];
  others.clear();
  if (cells.length === 0) return;
  const queries = { cells, rows: await surroundedQueries(seen, cells, hooks.signal) };
  const found = await seen.market.find(queries, seen.terms, OTHERS, { signal: hooks.signal });
  for (const [i, cell] of cells.entries()) others.set(cell, listOf(found, i));
}
