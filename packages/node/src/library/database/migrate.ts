/**
 * Brings a library of format 3, which knew paths, to this one, which knows places. All of it or nothing, in place: thumbnails and
 * what else is known of photos stay as they are, so nothing is decoded anew, and photos that are away are not lost.
 */

import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { MosaicError } from '@tesserae/core';
import { nameFromBytes } from '../../origins/byte-name.js';
import { liesInZip } from '../../origins/zip/zips.js';
import { rowChecksum } from './row-checksum.js';
import { putPlace } from './rows.js';
import { LIBRARY_FORMAT, PLACES } from './schema.js';

/** A writer that has said nothing for so long is dead, milliseconds. */
const SILENCE = 120_000;

/** The format that can be brought to this one. */
export const MIGRATED_FORMAT = 3;

/**
 * Brings a library to the format of this program, unless another one does it at the same time.
 *
 * @throws MosaicError `library-locked` if another program is writing to it, `library-damaged` if a row is
 */
export function migrateLibrary(path: string, absolute: string): void {
  const database = new DatabaseSync(absolute, { timeout: 2000 });
  try {
    database.exec('BEGIN IMMEDIATE');
    if (database.prepare('PRAGMA user_version').get().user_version === MIGRATED_FORMAT) {
      if (database.prepare('SELECT 1 FROM writer WHERE beat > ?').get(Date.now() - SILENCE) !== undefined) {
        throw new MosaicError('library-locked', {
          file: path,
          expected: 'no other writer',
          received: 'an older program',
          waysOut: [{ do: 'retry' }],
        });
      }
      database.exec(PLACES);
      bringPlaces(database, 'paths');
      database.exec(`DROP TABLE paths; PRAGMA user_version = ${LIBRARY_FORMAT}`);
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  } finally {
    database.close();
  }
}

/** Fills the table of places from one of paths. */
export function bringPlaces(database: DatabaseSyncInstance, paths: 'paths' | 'disk.paths'): void {
  const prepared = new Map<string, ReturnType<DatabaseSyncInstance['prepare']>>();
  const prepare = (sql: string) => {
    const statement = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const select = `SELECT path, size, CAST(mtime_ns AS TEXT) AS stamp, hash, code, detail, seal FROM ${paths}`;
  for (const { path, size, stamp, hash, code, detail, seal } of database.prepare(select).iterate()) {
    const checksum = rowChecksum([path, size, BigInt(stamp), hash, code, detail]);
    if (Buffer.compare(checksum, seal) !== 0) {
      throw new MosaicError('library-damaged', {
        expected: 'whole rows of an older library',
        received: 'a damaged one',
      });
    }
    const key = nameFromBytes(path);
    putPlace(prepare, { origin: liesInZip(key) ? 'zip' : 'file', key, stamp, size, hash, code, detail });
  }
}
