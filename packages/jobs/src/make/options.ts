import type { SettingName } from '@tesserae/core/settings';
import { FILE } from '../options/kinds.js';
import type { OptionTable, WithSettings } from '../options/option.js';
import {
  DRY_RUN,
  PICTURE,
  PINS,
  type PictureFields,
  type PinFields,
  REPORT,
  type ReportFields,
  SCAN,
  type ScanFields,
} from '../options/rows.js';

/** The input of `make`. */
export interface MakeInput extends ScanFields, PinFields, ReportFields, PictureFields, WithSettings {
  readonly target: string;
  readonly plan?: string;
  readonly placements?: string;
  readonly errorMap?: string;
  readonly dryRun?: boolean;
}

/** Every setting of a mosaic. */
export const MAKE_SETTINGS: readonly SettingName[] = [
  'columns',
  'rows',
  'shape',
  'layout',
  'cell',
  'size',
  'dpi',
  'match',
  'space',
  'views',
  'mirror',
  'refine',
  'tint',
  'overlay',
  'effort',
  'maxUses',
  'minUses',
  'spacing',
  'groupBudget',
  'seed',
  'quality',
  'jobs',
  'memory',
  'score',
];

/** Its table. */
export const MAKE: OptionTable<MakeInput> = {
  code: 'usage',
  settings: MAKE_SETTINGS,
  fields: {
    target: {
      kind: { ...FILE, placeholder: 'TARGET' },
      about: 'The picture that the mosaic imitates.',
      positional: true,
      required: true,
    },
    ...SCAN,
    ...PICTURE,
    plan: { kind: FILE, about: 'Write the plan too, from which the mosaic can be drawn again.' },
    placements: { kind: FILE, about: 'Write which photo stands in which cell, as JSON.' },
    ...REPORT,
    errorMap: {
      kind: FILE,
      about: 'Draw how far each cell is from the target when seen from afar, as a .png: dark is near, light is far.',
    },
    ...PINS,
    dryRun: DRY_RUN,
  },
};
