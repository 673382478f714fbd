import { MosaicError } from '@tesserae/core';

/** What a failed SQLite call on a library means; anything that is not SQLite's passes through. */
export function databaseError(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  switch (resultCode(error)) {
    case 5: // BUSY
    case 6: // LOCKED
      return new MosaicError('library-locked', { file: path }, error);
    case 11: // CORRUPT
    case 26: // NOTADB
      return damagedLibrary(path, error);
    case 13: // FULL
      return new MosaicError('no-space', { file: path }, error);
    case 8: // READONLY
    case 14: // CANTOPEN
      return new MosaicError('unreadable', { file: path }, error);
    case 10: // IOERR
      return new MosaicError(
        'failed',
        { file: path, received: 'a failure of the disk', waysOut: [{ do: 'check-disk' }] },
        error,
      );
    case 1: // ERROR: the statements are ours, so a table or a column they name is missing
      return damagedLibrary(path, error);
    default:
      return error;
  }
}

/** SQLite's own words for its result codes: https://sqlite.org/rescode.html */
const WORDS: readonly (readonly [words: RegExp, code: number])[] = [
  [/^database disk image is malformed/, 11],
  [/^file is not a database/, 26],
  [/^database or disk is full/, 13],
  [/^disk I\/O error/, 10],
  [/^database (table )?is locked/, 5],
];

/** The result code. The binding gives it with most errors; those of rows being read have only SQLite's words. */
function resultCode(error: Error): number | undefined {
  // the low byte is the code, the rest says where
  if ('errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return WORDS.find(([words]) => words.test(error.message))?.[1];
}

function damagedLibrary(path: string, error: unknown): MosaicError {
  return new MosaicError('library-damaged', { file: path, waysOut: [{ do: 'move-away' }] }, error);
}
