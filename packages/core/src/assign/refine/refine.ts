/**
 * Refinement: each cell again, given its neighbours (`surroundings.ts`). Cells so far apart that they do not meet are done
 * together (iterated conditional modes).
 *
 * Source: J. Besag, "On the statistical analysis of dirty pictures", Journal of the Royal Statistical Society B 48(3),
 * 1986, doi:10.1111/j.2517-6161.1986.tb01412.x.
 */

import { throwIfAborted } from '../../errors.js';
import { independentSets } from '../../layout/independent-sets.js';
import { nearOf } from '../../layout/near.js';
import type { Hooks } from '../../ports.js';
import { type Board, isPinned, mayReplace, photoAt } from '../board.js';
import type { Market } from '../price/shortlist.js';
import {
  type BlurWeight,
  placeInSurroundings,
  presentValues,
  type Surroundings,
  surroundedQueries,
  surroundingsOf,
} from './surroundings.js';

/** What the whole counts beside the single cells, and how often all cells are gone through. */
export interface Refinement extends BlurWeight {
  readonly sweeps: number;
}

/** Candidates looked at for a cell: as many as can stand within two cells, and some. */
const K = 32;

/** Moves cells of a full board to views that suit them and their surroundings better, under the same rules. */
export async function refine(board: Board, market: Market, refinement: Refinement, hooks: Hooks = {}): Promise<void> {
  if (refinement.lambda === 0) return;
  const { layout, rules } = board.problem;
  const seen = surroundingsOf(board, market, refinement);
  const sets = independentSets(nearOf(layout.shape, Math.max(seen.blur.steps, rules.spacing)));
  const say = (sweeps: number) => hooks.onProgress?.({ stage: 'assign', done: sweeps, total: refinement.sweeps });
  for (let sweep = 0; sweep < refinement.sweeps; sweep++) {
    let moved = 0;
    for (const [i, members] of sets.entries()) {
      throwIfAborted(hooks.signal);
      if (hooks.enough?.aborted) return say(refinement.sweeps);
      say(sweep + i / sets.length);
      const cells = members.filter((cell) => !isPinned(board, cell));
      if (cells.length > 0) moved += await moveCells(seen, cells);
    }
    if (moved === 0) break;
  }
  say(refinement.sweeps);
}

/** Gives each of some cells that do not meet its best allowed view. @returns how many moved */
async function moveCells(seen: Surroundings, cells: readonly number[]): Promise<number> {
  const { board, market, terms } = seen;
  const rows = surroundedQueries(seen, cells);
  const within = Int32Array.from(presentValues(seen, cells, rows), (value) => value - 1);
  const found = await market.find({ cells, rows }, terms, K, { within });
  let moved = 0;
  cells.forEach((cell, i) => {
    for (let j = i * K; j < (i + 1) * K && found.rows[j] >= 0; j++) {
      if (!mayMove(board, cell, found.rows[j])) continue;
      placeInSurroundings(seen, cell, found.rows[j]);
      moved++;
      return;
    }
  });
  return moved;
}

function mayMove(board: Board, cell: number, view: number): boolean {
  const photo = board.problem.views.owner[view];
  return photo === photoAt(board, cell) || mayReplace(board, cell, photo);
}
