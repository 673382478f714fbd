/** What a pool and its workers say to each other. */

import type { ErrorData } from '@tesserae/core/errors';

/** To a worker. Crews are numbered by the pool; `stop` holds one integer on shared memory, 1 to give up the part. */
export type WorkerRequest =
  | { readonly kind: 'open'; readonly runner: number; readonly task: string; readonly shared: unknown }
  | { readonly kind: 'run'; readonly runner: number; readonly part: unknown; readonly stop: Int32Array }
  | { readonly kind: 'release'; readonly runner: number };

/** From a worker, once a part. Errors lose their class on the way, so they travel as data. */
export type WorkerResponse = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: ErrorData };
