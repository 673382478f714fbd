/** Rows whose numbers may be damaged: SQLite's have 64 bits, and the binding throws at one that JavaScript has no number for. */

import type { StatementSyncInstance } from '@photostructure/sqlite';

/** A row, its columns unchecked. */
// biome-ignore lint/suspicious/noExplicitAny: what is in a damaged row is looked at field by field
export type AnyRow = Readonly<Record<string, any>>;

/** The rows of a statement one by one; a number that is too large becomes the nearest there is, which no seal fits. */
export function* rowsOf(statement: StatementSyncInstance): Generator<AnyRow, void, void> {
  statement.setReadBigInts(true);
  for (const row of statement.iterate()) {
    yield Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
    );
  }
}
