import type { OptionTable, WithSettings } from '../options/option.js';
import { SCAN, type ScanFields } from '../options/rows.js';

/** The input of `index`. */
export interface IndexInput extends ScanFields, WithSettings {}

/** Its table. */
export const INDEX: OptionTable<IndexInput> = { code: 'usage', settings: ['jobs', 'memory'], fields: SCAN };
