/**
 * The search where cells have shape classes: a cell takes only views that were cut for its class, so each class has a table of
 * its own. Photos are the same in all: a price or a ban holds for the views of every class.
 */

import { type ViewFeatures, viewsOfClass } from '../describe/descriptor.js';
import type { Pool } from '../ports.js';
import { type Candidates, emptyCandidates, type SearchOptions } from './candidates.js';
import { openSearch } from './search.js';
import { someRows, type ViewTable, viewTable } from './view-table.js';

/** The views of all classes, packed for search. */
export interface ViewTables {
  /** Class → its views. */
  readonly tables: readonly ViewTable[];
  /** Class → the first row of its views among all; one more at the end. */
  readonly starts: Uint32Array;
  /** Coordinates of a row, as in the tables. */
  readonly dims: number;
}

/** Cells that look for views. */
export interface CellQueries {
  readonly cells: ArrayLike<number>;
  /** cells × dims integers (`queryRows`). */
  readonly rows: Int16Array;
}

/** Finds the k best photos of each cell, as a `Search` does; rows and terms are counted over all classes. */
export type ClassSearch = (
  queries: CellQueries,
  terms: Int32Array,
  k: number,
  options?: SearchOptions,
) => Promise<Candidates>;

/** A search that holds memory in its workers until it is closed. */
export interface OpenClassSearch {
  readonly find: ClassSearch;
  close(): void;
}

/** Packs the views of each class. @throws MosaicError as `viewTable` */
export async function viewTables(views: ViewFeatures, signal?: AbortSignal): Promise<ViewTables> {
  const { starts } = views;
  const tables: ViewTable[] = [];
  for (let shape = 0; shape + 1 < starts.length; shape++)
    tables.push(await viewTable(viewsOfClass(views, shape), signal));
  return { tables, starts, dims: tables[0].dims };
}

/** Opens a search among the views of all classes. @param classOf  cell → class */
export function openClassSearch(
  { tables, starts, dims }: ViewTables,
  classOf: Uint8Array,
  pool: Pool,
): OpenClassSearch {
  const searches = tables.map((table) => openSearch(table, pool));
  const find: ClassSearch = async ({ cells, rows }, terms, k, { within, signal, onAnswered } = {}) => {
    if (searches.length === 1) return await searches[0].find(rows, terms, k, { within, signal, onAnswered });
    const found = emptyCandidates(cells.length, k);
    let before = 0;
    for (const [shape, search] of searches.entries()) {
      const members = Uint32Array.from(Array.from(cells).keys()).filter((i) => classOf[cells[i]] === shape);
      if (members.length === 0) continue;
      const own = terms.subarray(starts[shape], starts[shape + 1]);
      const limits = within && Int32Array.from(members, (member) => within[member]);
      const told = onAnswered && ((queries: number) => onAnswered(before + queries));
      const options = { within: limits, signal, onAnswered: told };
      const answer = await search.find(someRows(rows, dims, members), own, k, options);
      before += members.length;
      members.forEach((member, i) => {
        found.values.set(answer.values.subarray(i * k, (i + 1) * k), member * k);
        for (let j = 0; j < k; j++) {
          const row = answer.rows[i * k + j];
          found.rows[member * k + j] = row < 0 ? -1 : row + starts[shape];
        }
      });
    }
    return found;
  };
  return {
    find,
    close: () => {
      for (const search of searches) search.close();
    },
  };
}
