import { type InputOf, table } from '../options/option.js';
import { PLAN } from '../options/rows.js';

/** The table of `verify`. */
export const VERIFY = table({ fields: { plan: PLAN } });

/** The input of `verify`. */
export type VerifyInput = InputOf<typeof VERIFY>;
