/** From whatever was thrown to what is said about it, and the exit code. */

import { type ErrorData, errorData, MosaicError } from '@tesserae/core/errors';
import { CommanderError } from 'commander';
import { errorWords } from '../words/en/errors.js';
import { exitCodeOf } from './exit.js';
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
  const { sentence, hint } =
    thrown instanceof CommanderError ? { sentence: parserWords(thrown), hint: '' } : errorWords(error, called.typed);
  const exit = exitCodeOf(error.code);
  const cause = thrown instanceof MosaicError ? thrown.cause : thrown;
  const message = hint === '' || sentence.includes(hint) ? sentence : `${sentence} ${hint}`;
  return { exit, error, message, hint: hintFor(error, called) ?? hint, cause };
}

/** The words of the parser of command lines are its own. */
function parserWords({ message }: CommanderError): string {
  const sentence = message
    .replace(/^error: /, '')
    .replaceAll('\n', ' ')
    .replace(/\.$/, '');
  return `${sentence[0].toUpperCase()}${sentence.slice(1)}.`;
}

/** What to type, where the error itself cannot know. */
function hintFor({ code, waysOut }: ErrorData, { library, command }: Called): string | undefined {
  if (code === 'library-damaged' && !waysOut?.length) return `Run ${libraryLine('tesserae library repair', library)}.`;
  if (code !== 'usage' && code !== 'settings') return undefined;
  if (command === '') return 'tesserae --help lists the commands.';
  if (command === 'job')
    return 'tesserae COMMAND --help lists the flags of a command: they are the fields of its job, in camel case.';
  return `tesserae ${command} --help lists ${code === 'usage' ? 'its arguments and flags' : 'its settings with their ranges'}.`;
}

function systemError(thrown: unknown): ErrorData {
  if (thrown instanceof CommanderError) return { code: 'usage' };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'no-space' };
  if (code === 'EMFILE' || code === 'ENFILE') {
    return {
      code: 'failed',
      received: 'too many files are open',
      waysOut: [{ do: 'raise-open-files' }, { lower: 'jobs' }],
    };
  }
  if (code === 'ENOMEM' || /allocation failed|out of memory|invalid array length/i.test(message)) {
    return { code: 'no-memory' };
  }
  return { code: 'failed', received: message, waysOut: [{ do: 'report' }] };
}
