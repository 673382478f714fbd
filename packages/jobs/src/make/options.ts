import { FILE } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { DRY_RUN, PICTURE, PINS, REPORT, SCAN } from '../options/rows.js';

/** The table of `make`. */
export const MAKE = table({
  // every setting of a mosaic
  settings: [
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
  ],
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
});

/** The input of `make`. */
export type MakeInput = InputOf<typeof MAKE>;
