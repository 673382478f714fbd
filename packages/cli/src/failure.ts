/** From whatever was thrown to what is said about it, and the exit code. */

import { ERROR_CODES, type ErrorCode, MosaicError } from '@tesserae/core/errors';
import type { Flags } from './flags.js';
import { libraryLine } from './resume.js';

/** The end of a run that did not succeed. */
export interface Failure {
  readonly exit: number;
  readonly code: ErrorCode;
  readonly message: string;
  /** What to do next; may be empty. */
  readonly hint: string;
  readonly cause: unknown;
}

/** Where the sentence itself cannot know what to type. */
const HINTS: Partial<Record<ErrorCode, string>> = {
  usage: 'tesserae --help lists commands and flags.',
  settings: 'tesserae make --help lists every setting with its range.',
};

/** What is to be said about something thrown in a call with these flags. */
export function failureOf(thrown: unknown, flags: Flags = {}): Failure {
  if (thrown instanceof MosaicError) {
    const { code, message, cause } = thrown;
    const hint = code === 'library-damaged' ? damageHint(flags) : (HINTS[code] ?? wayOut(message));
    return { exit: ERROR_CODES[code], code, message, hint, cause };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = codeOfSystemError(thrown, message);
  return {
    exit: ERROR_CODES[code],
    code,
    message: SYSTEM[code] ?? `Something failed that should not: ${message}`,
    hint: code === 'failed' ? 'Please report this, with what -v says.' : '',
    cause: thrown,
  };
}

function damageHint(flags: Flags): string {
  const verify = libraryLine('tesserae library verify', flags);
  return `${verify} says what is damaged; index the photos again into a new library.`;
}

const SYSTEM: Partial<Record<ErrorCode, string>> = {
  'no-space': 'The disk is full. Free some space and run the same again.',
  'no-memory': 'There is not enough memory. Take fewer or smaller cells, or close other programs.',
};

function codeOfSystemError(thrown: unknown, message: string): ErrorCode {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'no-space';
  if (code === 'ENOMEM' || /allocation failed|out of memory|invalid array length/i.test(message)) return 'no-memory';
  return 'failed';
}

/** Our sentences end with the way out: what follows the first full stop. */
function wayOut(message: string): string {
  return /[.?!] (\p{Lu}.*)$/su.exec(message)?.[1] ?? '';
}
