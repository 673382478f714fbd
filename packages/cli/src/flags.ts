/**
 * Every flag that is no setting of the mosaic: where things come from and go to, and how the program talks. With core's
 * `SETTINGS` this is all there is: `--help` and the documentation's table are made from the two.
 */

import { CLIP_FLAGS } from './clip-flags.js';
import { EDIT_FLAGS } from './edit-flags.js';
import { FILM_FLAGS } from './film-flags.js';
import type { Flag } from './flag.js';
import { PRINT_FLAGS } from './print-flags.js';
import { ZOOM_FLAGS } from './zoom-flags.js';

export type { Flag, Flags } from './flag.js';

const LIBRARY = ['ls', 'show', 'stats', 'verify', 'repair', 'forget', 'export'].map((verb) => `library ${verb}`);

/** The commands that scan. */
const SCANNING = ['index', 'make', 'plan'];

/** The table, in the order of `--help`. */
export const FLAGS: readonly Flag[] = [
  {
    name: 'output',
    short: 'o',
    placeholder: 'FILE',
    about: 'Where the mosaic goes. The suffix is the format: .png .tif .jpg; .webp (to 67 megapixels), .avif (to 30).',
    commands: ['make', 'plan', 'render'],
  },
  { name: 'output', short: 'o', placeholder: 'FILE', about: 'Where the PDF goes.', commands: ['print'] },
  {
    name: 'output',
    short: 'o',
    placeholder: 'DIR',
    about: 'The folder to write, which is not there yet; a .html with --single-file.',
    commands: ['zoom'],
  },
  {
    name: 'output',
    short: 'o',
    placeholder: 'FILE',
    about:
      'Where the film goes. The suffix is the format: .mp4 .webm .gif .webp, or frames/%05d.png for a file a frame.',
    commands: ['film'],
  },
  {
    name: 'library',
    placeholder: 'FILE',
    about: 'The library to use, instead of your own.',
    commands: ['index', 'make', 'plan', 'render', 'edit', 'print', 'zoom', 'film', 'score', 'doctor', ...LIBRARY],
  },
  {
    name: 'plan',
    placeholder: 'FILE',
    about: 'Write the plan too, from which the mosaic can be drawn again.',
    commands: ['make'],
  },
  {
    name: 'placements',
    placeholder: 'FILE',
    about: 'Write which photo stands in which cell, as JSON.',
    commands: ['make'],
  },
  {
    name: 'report',
    placeholder: 'FILE',
    about: 'Write where each photo stands and how often, as .csv or .json. With render it may be all there is to do.',
    commands: ['make', 'render'],
  },
  {
    name: 'reportLevel',
    placeholder: 'LEVEL',
    about:
      'What it tells of photos: ids (numbers), captions (names without folders, dates), full (paths; the default).',
    commands: ['make', 'render'],
  },
  {
    name: 'errorMap',
    placeholder: 'FILE',
    about: 'Draw how far each cell is from the target when seen from afar, as a .png: dark is near, light is far.',
    commands: ['make'],
  },
  {
    name: 'pin',
    placeholder: 'CELL=PHOTO',
    about: 'This photo stands in that cell: r12c40=beach.jpg (row 12, column 40), or a hash for the path. Repeatable.',
    repeats: true,
    commands: ['make', 'plan', 'edit'],
  },
  {
    name: 'ban',
    placeholder: 'GLOB',
    about: 'Leave out the photos of a file, a folder or a pattern. Repeatable.',
    repeats: true,
    commands: ['make', 'plan', 'edit'],
  },
  {
    name: 'ignore',
    placeholder: 'GLOB',
    about:
      'Do not scan a file, a folder or a pattern, and forget what is known of it. Repeatable. See .tesseraeignore.',
    repeats: true,
    commands: SCANNING,
  },
  {
    name: 'fromFile',
    placeholder: 'FILE',
    about: 'Scan the files and folders in this list too, one a line; - is standard input.',
    commands: SCANNING,
  },
  {
    name: 'null',
    short: '0',
    about: 'Paths in the list end in a NUL, as of find -print0.',
    commands: SCANNING,
  },
  {
    name: 'wait',
    placeholder: 'TIME',
    about: 'How long to wait while another program writes to the library, as 30s or 10m; 2 seconds unless told.',
    commands: [...SCANNING, 'edit', 'library repair', 'library forget'],
  },
  {
    name: 'since',
    placeholder: 'DATE',
    about:
      'Only photos taken on this day or later, as 2019, 2019-07 or 2019-07-04: by EXIF, else by name, else by time.',
    commands: SCANNING,
  },
  {
    name: 'until',
    placeholder: 'DATE',
    about: 'Only photos taken up to this day, month or year, which still counts.',
    commands: SCANNING,
  },
  {
    name: 'minSide',
    placeholder: 'PX',
    about: 'Only photos whose shorter side has so many pixels.',
    commands: SCANNING,
  },
  {
    name: 'skipScreenshots',
    about: 'No screenshots: by name, or an undated PNG of the size of a usual screen.',
    commands: SCANNING,
  },
  { name: 'skipFlat', about: 'No photos that show one colour, or nearly.', commands: SCANNING },
  { name: 'skipBlurry', about: 'No photos in which nothing is sharp.', commands: SCANNING },
  {
    name: 'target',
    placeholder: 'FILE',
    about: 'The picture the mosaic imitates; of a plan, where it is now.',
    commands: ['score', 'render', 'edit', 'print', 'zoom', 'film'],
  },
  ...CLIP_FLAGS,
  ...EDIT_FLAGS,
  { name: 'mosaic', placeholder: 'FILE', about: 'The mosaic, made by whatever program.', commands: ['score'] },
  { name: 'columns', placeholder: 'N', about: 'Cells across the mosaic.', commands: ['score'] },
  { name: 'rows', placeholder: 'N', about: 'Cells down the mosaic.', commands: ['score'] },
  {
    name: 'placements',
    placeholder: 'FILE',
    about: 'Which photo stands in which cell, as make writes it: for clones and variety.',
    commands: ['score'],
  },
  {
    name: 'photos',
    placeholder: 'N',
    about: 'How many photos there were to choose from, for variety; those placed unless given.',
    commands: ['score'],
  },
  ...PRINT_FLAGS,
  ...ZOOM_FLAGS,
  ...FILM_FLAGS,
  { name: 'refused', about: 'List the photos that were refused, with the reasons.', commands: ['library ls'] },
  { name: 'groups', about: 'List groups of near-duplicates, which count as one photo.', commands: ['library ls'] },
  {
    name: 'repaired',
    about: 'List the photos that were repaired: what could be read of a damaged file.',
    commands: ['library ls'],
  },
  {
    name: 'csv',
    placeholder: 'FILE',
    about: 'Where the table goes; - is standard output.',
    commands: ['library export'],
  },
  {
    name: 'dryRun',
    short: 'n',
    about: 'Say what would be made, and write nothing.',
    commands: ['make', 'edit'],
  },
  {
    name: 'force',
    short: 'y',
    about: 'Replace files that are there already.',
    commands: ['make', 'render', 'edit', 'print', 'zoom', 'film', 'library export'],
  },
  {
    name: 'pyramid',
    about: 'Write a TIFF of squares at every size, for viewers of large pictures.',
    commands: ['make', 'plan', 'render'],
  },
  {
    name: 'resume',
    about: 'Go on where a run for the same .png, .tif or .jpg was stopped; and keep what is drawn if this one is.',
    commands: ['make', 'render'],
  },
  {
    name: 'strict',
    about: 'Fail (exit code 1, not 3) when a photo is refused.',
    commands: [...SCANNING, 'edit'],
  },
  { name: 'config', placeholder: 'FILE', about: 'Read settings from a JSON file; flags go before it.' },
  { name: 'json', about: 'Print events on stdout, one JSON object a line.' },
  { name: 'quiet', short: 'q', about: 'Say nothing but what went wrong.' },
  { name: 'verbose', short: 'v', about: 'Say more: every notice, where the time went, causes of errors.' },
  { name: 'noColor', about: 'No colours. NO_COLOR, TERM=dumb and CI are heeded too.' },
];

/** The flags that a command takes. */
export function flagsOf(command: string): readonly Flag[] {
  return FLAGS.filter(({ commands }) => commands === undefined || commands.includes(command));
}
