/** Every command: what it takes, what it is for, and where it is done. The doing is loaded when it is called. */

import type { SettingName } from '@tesserae/core/settings';
import type { Work } from './call.js';

/** One row of the table. */
export interface CommandSpec {
  /** A verb of the library has two words. */
  readonly name: string;
  /** As commander reads them: `TARGET [PHOTOS...]`. */
  readonly takes: string;
  readonly about: string;
  readonly settings: readonly SettingName[];
  readonly examples: readonly string[];
  load(): Promise<Work>;
}

const MAKE: readonly SettingName[] = [
  'columns',
  'rows',
  'shape',
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

/** The table, in the order of `--help`. */
export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'make',
    takes: '<TARGET> [PHOTOS...]',
    about: 'Make a mosaic: index the photos, find what goes where, draw.',
    settings: MAKE,
    examples: [
      'tesserae make dolphin.jpg ~/Pictures -o dolphin.png',
      'tesserae make dolphin.jpg ~/Pictures -o poster.tif --size 60x90cm --cell 15mm --max-uses 4',
      'tesserae make dolphin.jpg -o again.jpg --columns 60   # all photos of the library',
      'tesserae make dolphin.mp4 ~/Pictures -o moving.mp4   # a clip: a mosaic that moves',
    ],
    load: async () => (await import('./commands/make.js')).make,
  },
  {
    name: 'plan',
    takes: '<TARGET> [PHOTOS...]',
    about: 'Say what make would do, and what the photos lack for this target. Nothing is written.',
    settings: MAKE,
    examples: ['tesserae plan dolphin.jpg ~/Pictures --columns 120 --max-uses 4'],
    load: async () => (await import('./commands/make.js')).plan,
  },
  {
    name: 'index',
    takes: '[PHOTOS...]',
    about: 'Make or update a library of photos. Only what is new or changed is decoded.',
    settings: ['jobs', 'memory'],
    examples: [
      'tesserae index ~/Pictures',
      'tesserae index ~/Pictures /media/card takeout.zip --library holiday.tesserae',
      'find ~/Pictures -newer last -print0 | tesserae index --from-file - -0',
    ],
    load: async () => (await import('./commands/index-photos.js')).indexing,
  },
  {
    name: 'render',
    takes: '<PLAN>',
    about: 'Draw a plan again, at any size and in any format.',
    settings: ['cell', 'size', 'dpi', 'tint', 'overlay', 'quality', 'jobs', 'memory'],
    examples: ['tesserae render dolphin.plan.json -o large.tif --cell 200'],
    load: async () => (await import('./commands/render.js')).redraw,
  },
  {
    name: 'print',
    takes: '<PLAN>',
    about: 'Make a PDF of a plan: for a print shop, as a poster on several pages, with cards that say who is where.',
    settings: ['dpi', 'tint', 'overlay', 'quality', 'jobs', 'memory'],
    examples: [
      'tesserae print dolphin.plan.json -o dolphin.pdf --paper 60x90cm',
      'tesserae print dolphin.plan.json -o poster.pdf --paper A1 --pages A4 --overlap 10mm',
      'tesserae print dolphin.plan.json -o cards.pdf --cards names.csv --no-picture',
    ],
    load: async () => (await import('./commands/print.js')).print,
  },
  {
    name: 'zoom',
    takes: '<PLAN>',
    about: 'Write a page to share that zooms in to every photo: Deep Zoom, IIIF, and no server.',
    settings: ['cell', 'size', 'dpi', 'quality', 'jobs', 'memory'],
    examples: [
      'tesserae zoom dolphin.plan.json -o dolphin-page',
      'tesserae zoom dolphin.plan.json -o dolphin.html --single-file --photo-size 256',
      'tesserae zoom dolphin.plan.json -o family --tell captions --title "Grandma, 80"',
    ],
    load: async () => (await import('./commands/zoom.js')).zoom,
  },
  {
    name: 'film',
    takes: '<PLAN>',
    about: 'Make a film of a plan: zoom into a photo, let the photos fly apart or into another mosaic.',
    settings: ['quality', 'jobs', 'memory'],
    examples: [
      'tesserae film dolphin.plan.json -o dolphin.mp4',
      'tesserae film dolphin.plan.json -o apart.mp4 --style disperse --for reels --seconds 8',
      'tesserae film dolphin.plan.json -o both.mp4 --with parrot.plan.json   # one becomes the other',
    ],
    load: async () => (await import('./commands/film.js')).film,
  },
  {
    name: 'edit',
    takes: '<PLAN>',
    about: 'Swap, pin, ban, lock and add photos of a plan. Only what must move moves; rules are the plan’s unless set.',
    settings: ['cell', 'size', 'dpi', 'maxUses', 'minUses', 'spacing', 'quality', 'jobs', 'memory'],
    examples: [
      'tesserae edit dolphin.plan.json --swap r12c40=beach.jpg --lock r1c1:r9c9 -o better.plan.json',
      "tesserae edit dolphin.plan.json --ban '*/screenshots/*' -y --render dolphin.png",
      'tesserae edit dolphin.plan.json --add ~/Pictures/wedding -o wedding.plan.json',
    ],
    load: async () => (await import('./commands/edit.js')).edit,
  },
  {
    name: 'score',
    takes: '[PLAN]',
    about: 'Print the scorecard of a plan, or of any mosaic whose grid is known.',
    settings: ['jobs', 'memory'],
    examples: [
      'tesserae score dolphin.plan.json',
      'tesserae score --target dolphin.jpg --mosaic dolphin.png --columns 80 --rows 60 --placements p.json',
    ],
    load: async () => (await import('./commands/score.js')).score,
  },
  {
    name: 'verify',
    takes: '<PLAN>',
    about: 'Check every rule again from the plan alone. The exit code is 1 if one is broken.',
    settings: [],
    examples: ['tesserae verify dolphin.plan.json'],
    load: async () => (await import('./commands/verify.js')).verify,
  },
  {
    name: 'inspect',
    takes: '<FILE...>',
    about: 'Say what is seen in a file, or why it is refused.',
    settings: ['memory'],
    examples: ['tesserae inspect IMG_2041.heic'],
    load: async () => (await import('./commands/inspect.js')).inspect,
  },
  {
    name: 'library ls',
    takes: '',
    about: 'List the photos of a library.',
    settings: [],
    examples: ['tesserae library ls --refused', 'tesserae library ls --groups'],
    load: async () => (await import('./commands/library.js')).list,
  },
  {
    name: 'library show',
    takes: '<PHOTO>',
    about: 'Show what is known of a photo, by its path or the beginning of its hash.',
    settings: [],
    examples: ['tesserae library show 3fa9c2'],
    load: async () => (await import('./commands/library.js')).show,
  },
  {
    name: 'library stats',
    takes: '',
    about: 'Say what is in a library: formats, sizes, years, colours.',
    settings: [],
    examples: ['tesserae library stats'],
    load: async () => (await import('./commands/library-stats.js')).stats,
  },
  {
    name: 'library verify',
    takes: '',
    about: 'Check that a library is undamaged.',
    settings: [],
    examples: ['tesserae library verify'],
    load: async () => (await import('./commands/library.js')).verify,
  },
  {
    name: 'library repair',
    takes: '',
    about: 'Mend a damaged library: what can be is read again from the photos, and the rest is named.',
    settings: ['jobs', 'memory'],
    examples: ['tesserae library repair'],
    load: async () => (await import('./commands/library-repair.js')).repair,
  },
  {
    name: 'library forget',
    takes: '<GLOB...>',
    about: 'Take photos out of the library. The files themselves are not touched.',
    settings: [],
    examples: ["tesserae library forget '*/screenshots/*'"],
    load: async () => (await import('./commands/library.js')).forget,
  },
  {
    name: 'library export',
    takes: '',
    about: 'Write what is known of every file as a table.',
    settings: [],
    examples: ['tesserae library export --csv photos.csv'],
    load: async () => (await import('./commands/library-export.js')).exportTable,
  },
  {
    name: 'doctor',
    takes: '',
    about: 'Check codecs, memory, disk and permissions, and decode twelve odd files.',
    settings: [],
    examples: ['tesserae doctor'],
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
];
