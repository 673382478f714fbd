/** The flags that `print` alone takes. */

import type { Flag } from './flag.js';

/** Rows of the table in flags.ts. */
export const PRINT_FLAGS: readonly Flag[] = [
  {
    name: 'paper',
    placeholder: 'SIZE',
    about:
      'The finished sheet, bleed cut off: A0 to A6, letter, 60x90cm, or a width as 60cm. Unless told, the mosaic itself: of the size it was made for, or as fits on A4.',
    commands: ['print'],
  },
  {
    name: 'fit',
    placeholder: 'HOW',
    about:
      'whole (nothing is cut off, paper may stay white) or fill (edges may be cut off). A white line as wide as the bleed or less is never left.',
    commands: ['print'],
  },
  {
    name: 'bleed',
    placeholder: 'LENGTH',
    about: 'How far the picture goes on beyond the cut, its edges mirrored; 3mm unless told.',
    commands: ['print'],
  },
  { name: 'noMarks', about: 'No marks that show where to cut.', commands: ['print'] },
  {
    name: 'pages',
    placeholder: 'SIZE',
    about: 'A poster on several pages of this paper, as A4, to be cut and glued; with an index page.',
    commands: ['print'],
  },
  {
    name: 'overlap',
    placeholder: 'LENGTH',
    about: 'What neighbouring pages have in common; 10mm unless told.',
    commands: ['print'],
  },
  {
    name: 'index',
    about: 'Also a page with the whole mosaic and its rows and columns.',
    commands: ['print'],
  },
  {
    name: 'cards',
    placeholder: 'NAMES.csv',
    about: 'Also a card for everyone in this table (name,photo) that says where they are, and an index page.',
    commands: ['print'],
  },
  { name: 'noPicture', about: 'Index page and cards alone.', commands: ['print'] },
  {
    name: 'icc',
    placeholder: 'FILE',
    about: 'The profile of what it is printed on, as OutputIntent; the pictures stay sRGB, and say so.',
    commands: ['print'],
  },
  {
    name: 'font',
    placeholder: 'FILE',
    about: 'A font (.ttf or .otf) for names on cards; the one there is has Latin, Greek and Cyrillic.',
    commands: ['print'],
  },
];
