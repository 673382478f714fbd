/**
 * Whether the tables of a library are those of a library. Its file may come from anybody: a view that recurses in the place of a table
 * runs for ever, and a trigger writes what we did not ask for.
 */

import { DatabaseSync, type DatabaseSyncInstance } from '@photostructure/sqlite';
import { MosaicError } from '@tesserae/core';
import { SCHEMA } from './schema.js';

/** Name of a table or an index → its type and what made it. */
type Schema = ReadonlyMap<string, string>;

let ours: Schema | undefined;

/** Letters that a damaged disk changes: with so few of ours changed, nothing is made that runs. */
const MOST_CHANGED = 4;

/**
 * Refuses a database with other tables, indices, views or triggers than those of a library, before any of them is read.
 *
 * @param path    what errors name
 * @param schema  of what is looked at: `main`, or the name of an attached database
 * @throws MosaicError `not-a-library`; `library-damaged` if it is one with a damaged schema
 */
export function checkSchema(database: DatabaseSyncInstance, path: string, schema = 'main'): void {
  const fault = schemaFault(database, schema);
  if (fault === undefined) return;
  const facts = { file: path, expected: 'the tables of a library', received: 'others' };
  throw new MosaicError(
    fault === 'foreign' ? 'not-a-library' : 'library-damaged',
    fault === 'foreign' ? facts : { file: path },
  );
}

/** What is wrong with the tables of a library; `damaged` ones can be read, row by row. */
export function schemaFault(database: DatabaseSyncInstance, schema = 'main'): 'foreign' | 'damaged' | undefined {
  ours ??= schemaOfLibraries();
  const there = schemaOf(database, schema);
  let isWhole = there.size === ours.size;
  for (const [name, made] of there) {
    const expected = ours.get(name);
    if (expected === made) continue;
    isWhole = false;
    if (expected === undefined || differences(expected, made) > MOST_CHANGED) return 'foreign';
  }
  return isWhole ? undefined : 'damaged';
}

function schemaOfLibraries(): Schema {
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(SCHEMA);
    return schemaOf(database, 'main');
  } finally {
    database.close();
  }
}

function schemaOf(database: DatabaseSyncInstance, schema: string): Schema {
  const rows = database.prepare(`SELECT name, type, sql FROM ${schema}.sqlite_schema LIMIT 100`).all();
  return new Map(rows.map(({ name, type, sql }) => [String(name), `${type} ${sql}`]));
}

/** How many letters differ; all, if the lengths do. */
function differences(a: string, b: string): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let count = 0;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++;
  return count;
}
