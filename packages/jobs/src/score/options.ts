import { FILE, whole } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { CROPPED, LIBRARY, PLAN, TARGET_OF_PLAN } from '../options/rows.js';

const COUNT = whole('N', { min: 1, max: 9_999_999, expected: 'an integer from 1 on' });

/** The table of `score`. */
export const SCORE = table({
  settings: ['jobs', 'memory'],
  fields: {
    plan: { ...PLAN, required: false },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    ...CROPPED,
    mosaic: { kind: FILE, about: 'The mosaic, made by any program.' },
    columns: { kind: COUNT, about: 'Number of cells across the mosaic.' },
    rows: { kind: COUNT, about: 'Number of cells down the mosaic.' },
    placements: {
      kind: FILE,
      about: 'Which photo is in which cell, as make writes it. Numbers of photos and repeats need it.',
    },
    photos: {
      kind: COUNT,
      about: 'How many photos there were to choose from, for variety. The default is the number of photos placed.',
    },
  },
});

/** The input of `score`: a plan, or a target and a mosaic of it. */
export type ScoreInput = InputOf<typeof SCORE>;
