import type { ErrorCode } from '@tesserae/core/errors';

/** Exit codes of errors that a script may want to tell from others. */
const EXIT_CODES: Readonly<Partial<Record<ErrorCode, number>>> = {
  settings: 2,
  usage: 2,
  exists: 2,
  'unknown-format': 2,
  'rules-impossible': 4,
  limit: 5,
  'too-large': 5,
  'no-library': 10,
  'not-a-library': 10,
  'library-locked': 11,
  'library-damaged': 12,
  'no-space': 20,
  'no-memory': 21,
  aborted: 130,
};

/** The exit code of a command that ends with an error: 1 unless it is a kind of its own. */
export function exitCodeOf(code: ErrorCode): number {
  return EXIT_CODES[code] ?? 1;
}
