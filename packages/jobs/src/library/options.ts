/** The jobs about a library, and their tables. */

import { FILE, FLAG, text, texts } from '../options/kinds.js';
import { type InputOf, table } from '../options/option.js';
import { BOM, FORCE, LIBRARY, WAIT } from '../options/rows.js';

/** The table of `stats`, `verify` and `doctor`. */
export const LIBRARY_ALONE = table({
  fields: { library: LIBRARY },
});

/** The input of a job that takes a library alone. */
export type LibraryInput = InputOf<typeof LIBRARY_ALONE>;

/** The table of `ls`. */
export const LIST = table({
  fields: {
    library: LIBRARY,
    refused: { kind: FLAG, about: 'List refused files, with the reasons.' },
    groups: { kind: FLAG, about: 'List groups of near-duplicates.' },
    repaired: { kind: FLAG, about: 'List damaged photos that could be read in part.' },
    hidden: { kind: FLAG, about: 'List hidden photos.' },
  },
});

/** The input of `ls`. */
export type ListInput = InputOf<typeof LIST>;

/** The table of `show`. */
export const SHOW = table({
  fields: {
    photo: {
      kind: text('PHOTO', 'a path or the beginning of a hash'),
      about: 'Path of the photo, or the beginning of its hash.',
      positional: true,
      required: true,
    },
    library: LIBRARY,
  },
});

/** The table of `repair` and `retry`. */
export const REPAIR = table({
  settings: ['jobs', 'memory'],
  fields: { library: LIBRARY, wait: WAIT },
});

/** The input of `repair` and `retry`. */
export type RepairInput = InputOf<typeof REPAIR>;

/** The table of `forget`. */
export const FORGET = table({
  fields: {
    photos: {
      kind: texts('GLOB'),
      about: 'Files, folders or patterns.',
      positional: true,
      required: true,
    },
    library: LIBRARY,
    wait: WAIT,
  },
});

/** The table of `hide`. */
export const HIDE = table({
  fields: { ...FORGET.fields, undo: { kind: FLAG, about: 'Show these photos again.' } },
});

/** The table of `export`. */
export const EXPORT = table({
  fields: {
    library: LIBRARY,
    csv: { kind: FILE, about: 'File to write the table to. - is standard output.', required: true },
    bom: BOM,
    force: FORCE,
  },
});
