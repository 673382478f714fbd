/** Copies what is whole in a damaged library into a new one beside it. */

import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { nameFromBytes } from '../../origins/byte-name.js';
import { ORIGINS } from '../../origins/origins.js';
import { checkSchema, schemaFault } from '../database/check-schema.js';
import { isWholeRow } from '../database/row-checksum.js';
import {
  dropOrphans,
  type PhotoRow,
  type PlaceRow,
  photoValues,
  placeValues,
  putPhoto,
  putPlace,
} from '../database/rows.js';
import { SCHEMA, STAMP } from '../database/schema.js';
import { rowsOf } from '../database/whole-numbers.js';

/** What could be saved. */
export interface Salvage {
  /** Places whose row is damaged, or whose photo's row is: what they hold can be read from them again. */
  readonly lost: number;
  /** Whether all rows could be read, so that nothing is missing but what is lost. */
  readonly complete: boolean;
}

/** The code that lost places have in the new library, until they are read again. */
export const LOST = 'vanished';

/**
 * Makes a new library of the rows of a damaged one whose seals fit; the places of the others are refused as `LOST`.
 *
 * @param to  where there is no file yet
 * @throws MosaicError `not-a-library` if it has other tables, and what SQLite throws if the damaged one cannot be opened at all, or the new one not be written
 */
export function salvage(from: string, to: string): Salvage {
  const old = new DatabaseSync(from, { readOnly: true });
  try {
    if (schemaFault(old) === 'foreign') checkSchema(old, from);
    const fresh = new DatabaseSync(to);
    try {
      fresh.exec(`BEGIN; ${SCHEMA} ${STAMP}`);
      const saved = copyRows(old, fresh);
      fresh.exec('COMMIT');
      return saved;
    } finally {
      fresh.close();
    }
  } finally {
    old.close();
  }
}

function copyRows(old: DatabaseSyncInstance, fresh: DatabaseSyncInstance): Salvage {
  const prepare = (sql: string) => fresh.prepare(sql);
  const photos = new Set<string>();
  const lost = new Set<string>();
  const photosRead = readBothWays(old, 'SELECT * FROM photos ORDER BY rowid', ({ seal, ...rest }) => {
    // the columns of the table are those of a PhotoRow
    const row = rest as unknown as PhotoRow;
    if (!isWholeRow(() => photoValues(row), seal)) return;
    putPhoto(prepare, row);
    photos.add(Buffer.from(row.hash).toString('hex'));
  });
  const placesRead = readBothWays(old, 'SELECT * FROM places ORDER BY key', ({ seal, key, ...rest }) => {
    if (!(key instanceof Uint8Array)) return;
    // as above, of a PlaceRow
    const row = { ...rest, key: nameFromBytes(key) } as unknown as PlaceRow;
    const isWhole = isWholeRow(() => placeValues(row), seal);
    if (isWhole && (row.hash === null || photos.has(Buffer.from(row.hash).toString('hex')))) putPlace(prepare, row);
    else {
      const origin = ORIGINS.some(({ name }) => name === row.origin) ? row.origin : 'file';
      putPlace(prepare, { origin, key: row.key, stamp: '', size: -1, hash: null, code: LOST, detail: '' });
      lost.add(row.key);
    }
  });
  dropOrphans(prepare);
  return { lost: lost.size, complete: photosRead && placesRead };
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Reads a table from its beginning and, where that breaks off, from its end.
 *
 * @returns whether it could be read through
 */
function readBothWays(database: DatabaseSyncInstance, select: string, take: (row: Row) => void): boolean {
  if (readThrough(database, select, take)) return true;
  // a damaged page; what lies behind it is reached from the other end
  readThrough(database, `${select} DESC`, take);
  return false;
}

function readThrough(database: DatabaseSyncInstance, select: string, take: (row: Row) => void): boolean {
  const rows = rowsOf(database.prepare(select));
  for (;;) {
    let next: IteratorResult<Row, void>;
    try {
      next = rows.next();
    } catch {
      return false;
    }
    if (next.done) return true;
    take(next.value);
  }
}
