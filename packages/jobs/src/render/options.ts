import type { OptionTable, WithSettings } from '../options/option.js';
import {
  LIBRARY,
  PICTURE,
  type PictureFields,
  PLAN,
  REPORT,
  type ReportFields,
  TARGET_OF_PLAN,
} from '../options/rows.js';

/** The input of `render`. */
export interface RenderInput extends PictureFields, ReportFields, WithSettings {
  readonly plan: string;
  readonly library?: string;
  readonly target?: string;
}

/** Its table. */
export const RENDER: OptionTable<RenderInput> = {
  code: 'usage',
  settings: ['cell', 'size', 'dpi', 'tint', 'overlay', 'quality', 'jobs', 'memory'],
  fields: { plan: PLAN, ...PICTURE, ...REPORT, library: LIBRARY, target: TARGET_OF_PLAN },
};
