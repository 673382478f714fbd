/** One error shape and one list of codes for the whole system. */

/**
 * Every code a `MosaicError`, a refused photo or a JSON `error` event can carry, with the exit code of a command
 * line that ends with it. A refused photo never ends a run; its codes stand here because a target can fail the same way.
 */
export const ERROR_CODES = {
  // what the caller asked for
  shape: 1, // an array of the wrong length: a programmer's mistake
  settings: 2, // a setting out of its range, or unknown
  usage: 2, // a command line that cannot be understood
  exists: 2, // would overwrite
  'unknown-format': 2, // the output's suffix names no format
  'rules-impossible': 4, // no arrangement obeys the rules
  limit: 5, // more than a format or the program can hold
  // pictures
  'not-found': 1,
  'no-photos': 1,
  'not-a-picture': 1,
  empty: 1,
  truncated: 1,
  damaged: 1,
  unsupported: 1, // a picture of a kind that cannot be decoded here
  'too-large': 5,
  unreadable: 1, // permissions, input errors
  unwritable: 1, // an output's folder is closed to us
  'special-file': 1, // a FIFO, a device, a socket
  vanished: 1, // was there when the run began
  crashed: 1, // ended the process that decoded it, twice
  timeout: 1, // took too long to decode, twice
  // files of ours
  'not-a-plan': 1,
  'newer-plan': 1,
  'not-a-script': 1,
  'no-library': 10,
  'not-a-library': 10,
  'newer-library': 1,
  'older-library': 1,
  'library-locked': 11,
  'library-damaged': 12,
  // the machine
  'no-space': 20,
  'no-memory': 21,
  aborted: 130,
  failed: 1, // anything else
} as const;

/** A kebab-case word of `ERROR_CODES`. */
export type ErrorCode = keyof typeof ERROR_CODES;

/**
 * The only error thrown on purpose. Its message is one sentence or two for a person: the name of what is wrong,
 * what was expected, what came, what to do. The raw cause is in `cause`, never in the sentence.
 */
export class MosaicError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'MosaicError';
    this.code = code;
  }
}

/** Throws `MosaicError` `aborted` once `signal` is aborted. Called between the steps of long loops. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MosaicError('aborted', 'The work was cancelled; nothing was written.', signal.reason);
}
