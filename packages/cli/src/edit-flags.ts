/** The flags that `edit` alone takes. */

import type { Flag } from './flag.js';

const EDIT = { repeats: true, commands: ['edit'] } as const;

/** Rows of the table, in the order of `--help`. */
export const EDIT_FLAGS: readonly Flag[] = [
  {
    name: 'output',
    short: 'o',
    placeholder: 'FILE',
    about: 'Where the edited plan goes; with -y and without this it replaces PLAN.',
    commands: ['edit'],
  },
  {
    name: 'render',
    placeholder: 'FILE',
    about: 'Draw the edited plan too; the suffix is the format.',
    commands: ['edit'],
  },
  {
    ...EDIT,
    name: 'swap',
    placeholder: 'CELL=PHOTO',
    about: 'Show this photo in that cell instead; a later edit moves it only if rules force it to. Repeatable.',
  },
  {
    ...EDIT,
    name: 'lock',
    placeholder: 'CELLS',
    about: 'These cells (r3c4, or a rectangle r1c1:r9c9) keep what they have, in later edits too. Repeatable.',
  },
  {
    ...EDIT,
    name: 'add',
    placeholder: 'PHOTOS',
    about:
      'Index a file or folder into the plan’s library; a cell takes a new photo where that is nearer by a tenth. Repeatable.',
  },
  {
    ...EDIT,
    name: 'unpin',
    placeholder: 'CELLS',
    about: 'Take back pins. What stands there stays until it must move. Repeatable.',
  },
  { ...EDIT, name: 'unban', placeholder: 'GLOB', about: 'Photos that were banned may be used again. Repeatable.' },
  { ...EDIT, name: 'unlock', placeholder: 'CELLS', about: 'Take back locks. Repeatable.' },
  {
    name: 'resolve',
    placeholder: 'WHAT',
    about:
      'What moves besides what must: added (cells that an added photo suits better; the default), none, or all that is not pinned, locked or swapped.',
    commands: ['edit'],
  },
  {
    name: 'replaceMissing',
    about: 'Cells whose photos the library no longer has get others.',
    commands: ['edit'],
  },
];
