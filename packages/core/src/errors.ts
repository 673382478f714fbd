/** One error shape and one list of codes for the whole system. Errors are data: whoever shows them finds the words. */

/** Every code a `MosaicError`, a refused photo or a JSON `error` event can carry. */
export const ERROR_CODES = [
  // what the caller asked for
  'shape', // an array of the wrong length: a programmer's mistake
  'settings', // a setting out of its range, or unknown
  'usage', // a request that cannot be understood
  'exists', // would overwrite
  'unknown-format', // the output's suffix names no format
  'rules-impossible', // no arrangement obeys the rules
  'limit', // more than a format or the program can hold
  // pictures
  'not-found',
  'no-photos',
  'not-a-picture',
  'empty',
  'truncated',
  'damaged',
  'unsupported', // a picture of a kind that cannot be decoded here
  'too-large',
  'unreadable', // permissions, input errors
  'unwritable', // an output's folder is closed to us
  'special-file', // a FIFO, a device, a socket
  'vanished', // was there when the run began
  'crashed', // ended the process that decoded it, twice
  'timeout', // took too long to decode, twice
  // files of ours
  'not-a-plan',
  'newer-plan',
  'not-a-script',
  'no-library',
  'not-a-library',
  'newer-library',
  'older-library',
  'library-locked',
  'library-damaged',
  // the machine
  'no-space',
  'no-memory',
  'aborted',
  'failed', // anything else
] as const;

/** A kebab-case word of `ERROR_CODES`. */
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * Something to do about an error: an option by its name and what to make of it, a part of the program to run, something
 * to use instead (a short noun phrase), or a step outside the program.
 */
export type WayOut =
  | { readonly set: string; readonly to: string | number }
  | { readonly set: string; readonly atLeast: string | number }
  | { readonly set: string; readonly atMost: string | number }
  | { readonly raise: string }
  | { readonly lower: string }
  | { readonly give: string; readonly as?: string }
  | { readonly omit: string }
  | { readonly add: 'photos'; readonly atLeast?: number }
  | { readonly run: Task; readonly on?: readonly string[]; readonly library?: string }
  | { readonly use: string }
  | { readonly install: string }
  | { readonly do: Step };

/** A part of the program that can be run as a way out. */
export type Task =
  | 'index'
  | 'make'
  | 'render'
  | 'zoom'
  | 'film'
  | 'edit'
  | 'replace-missing'
  | 'inspect'
  | 'list'
  | 'repair-library';

/** Something a person can do outside the program. */
export type Step =
  | 'allow-reading'
  | 'allow-writing'
  | 'ask-print-shop'
  | 'check-disk'
  | 'check-json'
  | 'check-name'
  | 'close-programs'
  | 'copy-again'
  | 'free-space'
  | 'make-folder'
  | 'move-away'
  | 'raise-open-files'
  | 'reinstall'
  | 'remove-link'
  | 'report'
  | 'retry'
  | 'unpack'
  | 'update';

/** What is known of an error, besides its code. */
export interface ErrorFields {
  /** The path of the file it is about. */
  readonly file?: string | undefined;
  /** What it is about: an option or a field by its path in camelCase, as `maxUses` or `layout.columns`. */
  readonly subject?: string | undefined;
  /** A number, a name or a short noun phrase, as are what was received. */
  readonly expected?: string | number | undefined;
  readonly received?: string | number | undefined;
  /** Best first; any of them helps. */
  readonly waysOut?: readonly WayOut[] | undefined;
}

/** An error as it crosses processes. */
export interface ErrorData extends ErrorFields {
  readonly code: ErrorCode;
}

/** The only error thrown on purpose. Its message is for developers and logs; the raw cause is in `cause`. */
export class MosaicError extends Error {
  readonly code: ErrorCode;
  readonly file: string | undefined;
  readonly subject: string | undefined;
  readonly expected: string | number | undefined;
  readonly received: string | number | undefined;
  readonly waysOut: readonly WayOut[];

  constructor(code: ErrorCode, fields: ErrorFields = {}, cause?: unknown) {
    super(plainMessage(code, fields), cause === undefined ? undefined : { cause });
    this.name = 'MosaicError';
    this.code = code;
    this.file = fields.file;
    this.subject = fields.subject;
    this.expected = fields.expected;
    this.received = fields.received;
    this.waysOut = fields.waysOut ?? [];
  }
}

/** `maxUses: expected …, received …`, or the code where neither is known. */
function plainMessage(code: ErrorCode, { file, subject, expected, received }: ErrorFields): string {
  const facts = [
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(received === undefined ? [] : [`received ${received}`]),
  ];
  const about = [file, subject].filter((name) => name !== undefined);
  return [...about, facts.length > 0 ? facts.join(', ') : code].join(': ');
}

/** The data of whatever was thrown, without its cause: `failed`, with what it says, if it is not ours. */
export function errorData(thrown: unknown): ErrorData {
  if (!(thrown instanceof MosaicError)) {
    // an object need not be able to say what it is
    const text = typeof thrown === 'object' ? Object.prototype.toString.call(thrown) : String(thrown);
    return { code: 'failed', received: thrown instanceof Error ? thrown.message : text };
  }
  const { code, file, subject, expected, received, waysOut } = thrown;
  return { code, file, subject, expected, received, waysOut };
}

/** The same error with more known about it. */
export function withFields(error: MosaicError, fields: ErrorFields): MosaicError {
  return new MosaicError(error.code, { ...errorData(error), ...fields }, error.cause);
}

/** Throws `MosaicError` `aborted` once `signal` is aborted. Called between the steps of long loops. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MosaicError('aborted', {}, signal.reason);
}
