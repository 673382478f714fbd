/**
 * Loaded before every test: properties are tried on the same examples each time, so that a change that breaks nothing never
 * fails by chance. `SEED=random npm test` looks further afield; `SEED=7` repeats what it printed.
 *
 * Worker threads load this, too; they try no properties, and there are hundreds of them.
 */

import { isMainThread } from 'node:worker_threads';

const { SEED = '1' } = process.env;
if (isMainThread && SEED !== 'random') {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: Number(SEED) });
}
