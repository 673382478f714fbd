import { choice, FILE, FLAG, texts } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { DRY_RUN, FORCE, LIBRARY, PINS, PLAN, TARGET_OF_PLAN, WAIT } from '../options/rows.js';

/** The table of `edit`. */
export const EDIT = table({
  settings: ['cell', 'size', 'turn', 'dpi', 'maxUses', 'minUses', 'spacing', 'quality', 'jobs', 'memory'],
  fields: {
    plan: PLAN,
    output: {
      kind: FILE,
      short: 'o',
      about: 'File to write the edited plan to. Without it, -y replaces PLAN.',
    },
    render: { kind: FILE, about: 'Also draw the edited plan. The suffix sets the format.' },
    swap: {
      kind: texts('CELL=PHOTO'),
      about:
        'Show this photo in that cell; a file that the library does not have is added. Later edits move it only if the rules require it. Repeatable.',
    },
    ...PINS,
    lock: {
      kind: texts('CELLS'),
      about: 'Keep the photos of these cells (r3c4, or a rectangle r1c1:r9c9), in later edits, too. Repeatable.',
    },
    add: {
      kind: texts('PHOTOS'),
      about:
        'Add a file or folder to the plan’s library. A cell takes a new photo if that fits better by a tenth. Repeatable.',
    },
    unpin: {
      kind: texts('CELLS'),
      about: 'Remove the pins of these cells. Their photos stay until they must move. Repeatable.',
    },
    unban: { kind: texts('GLOB'), about: 'Allow banned photos again. Repeatable.' },
    unlock: { kind: texts('CELLS'), about: 'Remove the locks of these cells. Repeatable.' },
    resolve: {
      kind: choice('WHAT', ['added', 'none', 'all']),
      about:
        'Which cells may change besides those that must: added (cells that an added photo fits better; the default), none, or all that are not pinned, locked or swapped.',
    },
    replaceMissing: { kind: FLAG, about: 'Replace photos that are no longer in the library.' },
    library: LIBRARY,
    target: TARGET_OF_PLAN,
    wait: WAIT,
    dryRun: DRY_RUN,
    force: FORCE,
  },
});

/** The input of `edit`. */
export type EditInput = InputOf<typeof EDIT>;
