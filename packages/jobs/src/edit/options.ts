import { choice, FILE, FLAG, texts } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { DRY_RUN, FORCE, LIBRARY, PINS, PLAN, TARGET_OF_PLAN, WAIT } from '../options/rows.js';

/** The table of `edit`. */
export const EDIT = table({
  settings: ['cell', 'size', 'dpi', 'maxUses', 'minUses', 'spacing', 'quality', 'jobs', 'memory'],
  fields: {
    plan: PLAN,
    output: {
      kind: FILE,
      short: 'o',
      about: 'Where the edited plan goes; with -y and without this it replaces PLAN.',
    },
    render: { kind: FILE, about: 'Draw the edited plan too; the suffix is the format.' },
    swap: {
      kind: texts('CELL=PHOTO'),
      about: 'Show this photo in that cell instead; a later edit moves it only if rules force it to. Repeatable.',
    },
    ...PINS,
    lock: {
      kind: texts('CELLS'),
      about: 'These cells (r3c4, or a rectangle r1c1:r9c9) keep what they have, in later edits too. Repeatable.',
    },
    add: {
      kind: texts('PHOTOS'),
      about:
        'Index a file or folder into the plan’s library; a cell takes a new photo where that is nearer by a tenth. Repeatable.',
    },
    unpin: { kind: texts('CELLS'), about: 'Take back pins. What stands there stays until it must move. Repeatable.' },
    unban: { kind: texts('GLOB'), about: 'Photos that were banned may be used again. Repeatable.' },
    unlock: { kind: texts('CELLS'), about: 'Take back locks. Repeatable.' },
    resolve: {
      kind: choice('WHAT', ['added', 'none', 'all']),
      about:
        'What moves besides what must: added (cells that an added photo suits better; the default), none, or all that is not pinned, locked or swapped.',
    },
    replaceMissing: { kind: FLAG, about: 'Cells whose photos the library no longer has get others.' },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    wait: WAIT,
    dryRun: DRY_RUN,
    force: FORCE,
  },
});

/** The input of `edit`. */
export type EditInput = InputOf<typeof EDIT>;
