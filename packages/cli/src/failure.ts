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

/**
 * What is to be said about something thrown in a call with these flags.
 *
 * @param command  the command that was called; empty if none was understood
 */
export function failureOf(thrown: unknown, flags: Flags = {}, command = ''): Failure {
  if (thrown instanceof MosaicError) {
    const { code, message, cause } = thrown;
    const hint = hintFor(code, flags, command) ?? wayOut(message);
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

/** What to type, where the sentence itself cannot know. */
function hintFor(code: ErrorCode, flags: Flags, command: string): string | undefined {
  if (code === 'library-damaged') {
    const verify = libraryLine('tesserae library verify', flags);
    return `${verify} says what is damaged; index the photos again into a new library.`;
  }
  if (code !== 'usage' && code !== 'settings') return undefined;
  if (command === '') return 'tesserae --help lists the commands.';
  return `tesserae ${command} --help lists ${code === 'usage' ? 'its words and flags' : 'its settings with their ranges'}.`;
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
