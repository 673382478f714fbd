import { type InputOf, table } from '../options/option.js';
import { LIBRARY, PICTURE, PLAN, REPORT, TARGET_OF_PLAN } from '../options/rows.js';

/** The table of `render`. */
export const RENDER = table({
  settings: ['cell', 'size', 'turn', 'dpi', 'tint', 'overlay', 'quality', 'jobs', 'memory'],
  fields: { plan: PLAN, ...PICTURE, ...REPORT, library: LIBRARY, target: TARGET_OF_PLAN },
});

/** The input of `render`. */
export type RenderInput = InputOf<typeof RENDER>;
