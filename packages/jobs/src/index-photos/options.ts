import { type InputOf, table } from '../options/option.js';
import { SCAN } from '../options/rows.js';

/** The table of `index`. */
export const INDEX = table({ settings: ['jobs', 'memory'], fields: SCAN });

/** The input of `index`. */
export type IndexInput = InputOf<typeof INDEX>;
