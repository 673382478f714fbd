import type { OptionTable } from '../options/option.js';
import { PLAN } from '../options/rows.js';

/** The input of `verify`. */
export interface VerifyInput {
  readonly plan: string;
}

/** Its table. */
export const VERIFY: OptionTable<VerifyInput> = { code: 'usage', settings: [], fields: { plan: PLAN } };
