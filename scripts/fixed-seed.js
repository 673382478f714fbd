/**
 * Loaded before every test: properties are tried on the same examples each time, so that a change that breaks nothing never
 * fails by chance. `SEED=random npm test` looks further afield; `SEED=7` repeats what it printed.
 */

import fc from 'fast-check';

const { SEED = '1' } = process.env;
if (SEED !== 'random') fc.configureGlobal({ seed: Number(SEED) });
