/** English for errors: what is wrong, from their fields, and what to do about it. */

import type { ErrorCode, ErrorData, ErrorFields, WayOut } from '@tesserae/core/errors';
import { optionNamed } from '../options.js';
import { waysWords } from './ways.js';

/** An error in words. */
export interface ErrorWords {
  /** The name of what is wrong, what was expected and what came. */
  readonly sentence: string;
  /** The way out; empty if none is known. */
  readonly hint: string;
}

/**
 * Says an error.
 *
 * @param typed  names of options that stood on the command line: they are called as they were typed
 */
export function errorWords(error: ErrorData, typed: ReadonlySet<string> = new Set()): ErrorWords {
  const { code, file, subject } = error;
  const name = subject !== undefined && typed.has(subject) ? optionNamed(subject) : undefined;
  // an option before the file that it names, a field behind the file that it stands in
  const about = (name === undefined ? [file, subject] : [name, file]).filter((each) => each !== undefined);
  const hint = waysWords(error.waysOut?.length ? error.waysOut : (WAYS[code] ?? []));
  const words = `${[...about, facts(code, error)].join(': ')}.`;
  return { sentence: about.length > 0 ? words : `${words[0].toUpperCase()}${words.slice(1)}`, hint };
}

/** What a refused photo is, after its name. */
export function refusedWords(code: string | undefined, detail: string | undefined = ''): string {
  // codes in a library come from the one list of codes
  return `${facts(code as ErrorCode, { received: detail || undefined })}.`;
}

function facts(code: ErrorCode, { expected, received }: ErrorFields): string {
  if (code === 'no-space' && received === undefined) return `the disk is full; nothing was written${needed(expected)}`;
  if (expected !== undefined) {
    return `expected ${number(expected)}${received === undefined ? '' : `, received ${number(received)}`}`;
  }
  if (received === undefined) return CLAUSES[code];
  if (code === 'failed') return `failed: ${received}`;
  return `is ${number(received)}${code === 'exists' ? ' and is not replaced' : ''}`;
}

function needed(space: ErrorFields['expected']): string {
  return space === undefined ? '' : ` (${space} needed)`;
}

/** 40000000 as 40,000,000; years and sides of pictures as they are. */
function number(value: string | number): string {
  return typeof value === 'number' && Math.abs(value) >= 10_000 ? value.toLocaleString('en') : String(value);
}

/** What is said of an error of which nothing but the code and a name is known. */
const CLAUSES: Readonly<Record<ErrorCode, string>> = {
  shape: 'does not have the right shape',
  settings: 'is not a valid setting',
  usage: 'cannot be understood',
  exists: 'exists already',
  'unknown-format': 'has no known suffix',
  'rules-impossible': 'no arrangement keeps all rules',
  limit: 'is over the limit',
  'not-found': 'there is no such file',
  'no-photos': 'there are no photos',
  'not-a-picture': 'is not a picture of a known format, whatever its name says',
  empty: 'is empty',
  truncated: 'ends too early',
  damaged: 'is damaged',
  unsupported: 'is of a kind that cannot be decoded',
  'too-large': 'is too large to be decoded',
  unreadable: 'cannot be read',
  unwritable: 'cannot be written',
  'special-file': 'is not a regular file',
  vanished: 'is not there any more',
  crashed: 'crashed the process that decoded it',
  timeout: 'takes too long to decode',
  'not-a-plan': 'is not the plan of a mosaic',
  'newer-plan': 'was made by a newer program',
  'not-a-script': 'is not a script for a film',
  'no-library': 'there is no library',
  'not-a-library': 'is not a library of this program, and was not changed',
  'newer-library': 'was made by a newer program',
  'older-library': 'was made by an older program',
  'library-locked': 'another program is writing to this library',
  'library-damaged': 'the library is damaged',
  'no-space': 'the disk is full',
  'no-memory': 'there is not enough memory',
  aborted: 'the work was cancelled; nothing was written',
  failed: 'failed',
};

/** What to do about an error that does not say so itself. */
const WAYS: Readonly<Partial<Record<ErrorCode, readonly WayOut[]>>> = {
  exists: [{ use: 'another name' }],
  'not-found': [{ do: 'check-name' }],
  'not-a-picture': [{ use: 'a picture' }],
  empty: [{ do: 'copy-again' }],
  truncated: [{ do: 'copy-again' }],
  damaged: [{ do: 'copy-again' }],
  unsupported: [{ use: 'a copy that is saved as JPEG or PNG' }],
  'too-large': [{ use: 'a smaller copy' }],
  unreadable: [{ do: 'allow-reading' }],
  'not-a-library': [{ use: 'another library' }],
  'library-locked': [{ do: 'retry' }],
  'no-space': [{ do: 'free-space' }, { use: 'another folder' }],
  'no-memory': [{ use: 'fewer or smaller cells' }, { do: 'close-programs' }],
};
