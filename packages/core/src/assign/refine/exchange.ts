/**
 * Cells that do not meet exchange their photos, where uses have bounds: all of them at once, in the cheapest way. Each may get a photo that
 * another one of them gives away, or one that may be used more often.
 */

import { BANNED } from '../../match/candidates.js';
import { photoAt } from '../board.js';
import { cheapestExchange } from './cheapest-exchange.js';
import { type RepeatPrices, repeatPrice } from './repeats.js';
import { placeInSurroundings, presentValues, type Surroundings, surroundedQueries } from './surroundings.js';

/** Photos looked at for a cell. */
const K = 32;
/** A photo that would be used too seldom is cheaper by this than any other. */
const MUST = 2 ** 40;

/** Full cells that are not pinned, and who may stop them. */
interface ExchangingCells {
  readonly cells: readonly number[];
  readonly signal: AbortSignal | undefined;
}

/** Of photos: how many of some cells may have one, and must. */
interface Supply {
  readonly most: Float64Array;
  readonly least: Float64Array;
}

/** Lets cells that do not meet exchange their photos. @returns how many moved @throws MosaicError `aborted` */
export async function exchangeCells(
  seen: Surroundings,
  prices: RepeatPrices,
  { cells, signal }: ExchangingCells,
): Promise<number> {
  const { board, market } = seen;
  const { owner } = board.problem.views;
  const supply = supplyOf(seen, cells);
  const terms = seen.terms.map((term, view) => (supply.most[owner[view]] > 0 ? term : BANNED));
  const rows = await surroundedQueries(seen, cells, signal);
  const present = presentValues(seen, cells, rows);
  const found = await market.find({ cells, rows }, terms, K);

  const sink = offerSink(supply);
  cells.forEach((cell, i) => {
    const mine = photoAt(board, cell);
    const weight = board.problem.weights?.[cell] ?? 1;
    sink.add(board.views[cell], mine, Math.round(weight * (present[i] + repeatPrice(prices, cell, mine))));
    for (let at = i * K; at < (i + 1) * K && found.rows[at] >= 0; at++) {
      const photo = owner[found.rows[at]];
      const value = Math.round(weight * (found.values[at] + repeatPrice(prices, cell, photo)));
      if (value < Number.POSITIVE_INFINITY) sink.add(found.rows[at], photo, value);
    }
    sink.endCell();
  });
  const { views, offers } = sink.result();
  let moved = 0;
  (await cheapestExchange(offers, signal)).forEach((offer, i) => {
    if (offer < 0 || views[offer] === board.views[cells[i]]) return;
    placeInSurroundings(seen, cells[i], views[offer]);
    moved++;
  });
  return moved;
}

/** What some cells have between them, and what else is to be had. */
function supplyOf({ board }: Surroundings, cells: readonly number[]): Supply {
  const { minUses, maxUses } = board.problem.rules;
  const given = new Uint32Array(maxUses.length);
  for (const cell of cells) given[photoAt(board, cell)]++;
  const least = Float64Array.from(given, (count, photo) =>
    Math.min(count, Math.max(0, minUses[photo] - (board.uses[photo] - count))),
  );
  const most = Float64Array.from(given, (count, photo) => count + Math.max(0, maxUses[photo] - board.uses[photo]));
  return { most, least };
}

/** Gathers offers. A photo that must be used so often has copies of two kinds: those come first. */
function offerSink({ most, least }: Supply) {
  const [views, photos, costs, starts, copies] = [[], [], [], [0], []] as number[][];
  const places = new Map<number, number>();
  const placeOf = (kind: number, count: number): number => {
    const place = places.get(kind) ?? copies.push(count) - 1;
    places.set(kind, place);
    return place;
  };
  const push = (view: number, place: number, cost: number): void => {
    views.push(view);
    photos.push(place);
    costs.push(cost);
  };
  return {
    add(view: number, photo: number, cost: number): void {
      if (least[photo] > 0) push(view, placeOf(2 * photo + 1, least[photo]), cost - MUST);
      if (most[photo] > least[photo]) push(view, placeOf(2 * photo, most[photo] - least[photo]), cost);
    },
    endCell: () => starts.push(views.length),
    result: () => ({
      views,
      offers: {
        starts: Int32Array.from(starts),
        photos: Int32Array.from(photos),
        costs: Float64Array.from(costs),
        copies: Int32Array.from(copies, (count) => Math.min(count, 2 ** 30)),
      },
    }),
  };
}
