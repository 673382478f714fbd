/** What a pool and its workers say to each other. */

import type { ErrorData } from '../errors.js';
import type { Column } from '../ports.js';

/**
 * To a worker. The tasks that are open are numbered by the pool; `stop` holds one integer, 1 to give up the part, which is heard where memory is
 * shared.
 */
export type WorkerRequest =
  | { readonly kind: 'open'; readonly runner: number; readonly task: string; readonly shared: unknown }
  | { readonly kind: 'run'; readonly runner: number; readonly part: unknown; readonly stop: Int32Array }
  | { readonly kind: 'release'; readonly runner: number };

/** From a worker, once a part. Errors lose their class on the way, so they travel as data. */
export type WorkerResponse =
  | {
      readonly kind: 'done';
      /** Copies of what was written, where memory is not shared. */
      readonly written: readonly Column[];
    }
  | { readonly kind: 'failed'; readonly error: ErrorData };
