/** From whatever was thrown to what is said about it, and the exit code. */

import { type ErrorData, errorData, MosaicError } from '@tesserae/core/errors';
import { inTypedWords } from '../argv/typed.js';
import { type ErrorWords, errorWords } from '../words/en/errors.js';
import { EXIT_CODES } from './exit.js';
import { libraryLine } from './shell.js';

/** The end of a run that did not succeed. */
export interface Failure {
  readonly exit: number;
  readonly error: ErrorData;
  readonly message: string;
  /** What to do next; may be empty. */
  readonly hint: string;
  readonly cause: unknown;
}

/** The command that was called. */
export interface Called {
  /** The library that was asked for. */
  readonly library: string | undefined;
  /** Empty if none was understood. */
  readonly command: string;
  /** Names of the options that stood on the command line. */
  readonly typed: ReadonlySet<string>;
}

const NOTHING: Called = { library: undefined, command: '', typed: new Set() };

/** What is to be said about something thrown in a call. */
export function failureOf(thrown: unknown, called: Called = NOTHING): Failure {
  const error = thrown instanceof MosaicError ? errorData(thrown) : systemError(thrown);
  const { sentence, hint } = sentenceWords(thrown, called) ?? errorWords(error, called.typed);
  const exit = EXIT_CODES[error.code];
  const cause = thrown instanceof MosaicError ? thrown.cause : thrown;
  const message = hint === '' || sentence.includes(hint) ? sentence : `${sentence} ${hint}`;
  return { exit, error, message, hint: hintFor(error, called) ?? hint, cause };
}

/** The words of errors that have no fields yet. */
function sentenceWords(thrown: unknown, { typed }: Called): ErrorWords | undefined {
  if (!(thrown instanceof MosaicError) || thrown.sentence === undefined) return undefined;
  const { sentence } = thrown;
  const hint = /[.?!] (\p{Lu}.*)$/su.exec(sentence)?.[1] ?? '';
  if (!ABOUT_WORDS.includes(thrown.code)) return { sentence, hint };
  return { sentence: inTypedWords(sentence, Object.fromEntries([...typed].map((name) => [name, true]))), hint };
}

/** Errors whose sentence may begin with the name of an option. */
const ABOUT_WORDS = ['settings', 'rules-impossible', 'limit', 'usage', 'not-found', 'unreadable'];

/** What to type, where the error itself cannot know. */
function hintFor({ code }: ErrorData, { library, command }: Called): string | undefined {
  if (code === 'library-damaged') {
    const verify = libraryLine('tesserae library verify', library);
    return `${verify} says what is damaged; index the photos again into a new library.`;
  }
  if (code !== 'usage' && code !== 'settings') return undefined;
  if (command === '') return 'tesserae --help lists the commands.';
  return `tesserae ${command} --help lists ${code === 'usage' ? 'its words and flags' : 'its settings with their ranges'}.`;
}

function systemError(thrown: unknown): ErrorData {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'no-space' };
  if (code === 'ENOMEM' || /allocation failed|out of memory|invalid array length/i.test(message)) {
    return { code: 'no-memory' };
  }
  return { code: 'failed', received: message, waysOut: [{ do: 'report' }] };
}
