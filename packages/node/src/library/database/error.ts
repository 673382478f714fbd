import { MosaicError } from '@tesserae/core';

/** What a failed SQLite call on a library means; anything that is not SQLite's passes through. */
export function databaseError(path: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  switch (resultCode(error)) {
    case 5: // BUSY
    case 6: // LOCKED
      return new MosaicError(
        'library-locked',
        `${path}: another program is writing to this library. Try again when it is done.`,
        error,
      );
    case 11: // CORRUPT
    case 26: // NOTADB
      return new MosaicError('library-damaged', damagedSentence(path), error);
    case 13: // FULL
      return new MosaicError('no-space', `${path}: the disk is full. Free some space and run the same again.`, error);
    case 8: // READONLY
    case 14: // CANTOPEN
      return new MosaicError(
        'unreadable',
        `${path}: the library cannot be opened as needed; is permission missing, or the disk read-only?`,
        error,
      );
    case 10: // IOERR
      return new MosaicError('failed', `${path}: the disk failed to read or write. Check it, then try again.`, error);
    case 1: // ERROR: the statements are ours, so a table or a column they name is missing
      return new MosaicError('library-damaged', damagedSentence(path), error);
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

function damagedSentence(path: string): string {
  return `${path}: the library is damaged. Move it away and index the photos again; they are not touched by this.`;
}
