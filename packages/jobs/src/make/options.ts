import { FILE, FLAG } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { CROPPED, DRY_RUN, PICTURE, PINS, REPORT, SCAN } from '../options/rows.js';

/** The table of `make`. */
export const MAKE = table({
  // every setting of a mosaic
  settings: [
    'look',
    'columns',
    'rows',
    'shape',
    'layout',
    'cell',
    'size',
    'turn',
    'dpi',
    'match',
    'space',
    'views',
    'show',
    'mirror',
    'photosLook',
    'detail',
    'variety',
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
    ...CROPPED,
    ...SCAN,
    ...PICTURE,
    plan: {
      kind: FILE,
      about:
        'File to write the plan to, from which the mosaic can be drawn again, printed, filmed and edited. The default is beside the picture: dolphin.plan.json for dolphin.png.',
    },
    noPlan: { kind: FLAG, about: 'Write no plan.' },
    placements: { kind: FILE, about: 'Also write which photo is in which cell, as JSON.' },
    ...REPORT,
    errorMap: {
      kind: FILE,
      about:
        'Also draw how much each cell differs from the target, seen from a distance, as a .png. Dark is close, light is far.',
    },
    ...PINS,
    dryRun: DRY_RUN,
  },
});

/** The input of `make`. */
export type MakeInput = InputOf<typeof MAKE>;
