import { type ErrorData, MosaicError } from '@tesserae/core';

/** What a failed SQLite call on a library means; anything that is not SQLite's passes through. */
export function databaseError(path: string, error: unknown): unknown {
  const meaning = MEANINGS[resultCode(error)];
  if (meaning === undefined) return error;
  const { code, waysOut, ...fields } = meaning;
  const repair = [{ run: 'repair-library', library: path }, { do: 'move-away' }] as const;
  return new MosaicError(
    code,
    { file: path, ...fields, waysOut: code === 'library-damaged' ? repair : waysOut },
    error,
  );
}

const DAMAGED: ErrorData = { code: 'library-damaged' };
const LOCKED: ErrorData = { code: 'library-locked' };
const UNREADABLE: ErrorData = { code: 'unreadable' };

/** By SQLite's result codes: https://sqlite.org/rescode.html */
const MEANINGS: Readonly<Record<number, ErrorData>> = {
  1: DAMAGED, // ERROR: the statements are ours, so a table or a column they name is missing
  5: LOCKED, // BUSY
  6: LOCKED,
  8: UNREADABLE, // READONLY
  10: { code: 'failed', received: 'a failure of the disk', waysOut: [{ do: 'check-disk' }] }, // IOERR
  11: DAMAGED, // CORRUPT
  13: { code: 'no-space' }, // FULL
  14: UNREADABLE, // CANTOPEN
  26: DAMAGED, // NOTADB
};

/** SQLite's own words for them. */
const WORDS: readonly (readonly [words: RegExp, code: number])[] = [
  [/^database disk image is malformed/, 11],
  [/^file is not a database/, 26],
  [/^database or disk is full/, 13],
  [/^disk I\/O error/, 10],
  [/^database (table )?is locked/, 5],
  [/^Value is too large to be represented/, 11], // the binding's: we write no such number
];

/** The result code; 0 of what is not SQLite's. The binding gives it with most errors; those of rows being read have only words. */
export function resultCode(error: unknown): number {
  if (!(error instanceof Error)) return 0;
  // the low byte is the code, the rest says where
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return WORDS.find(([words]) => words.test(error.message))?.[1] ?? 0;
}
