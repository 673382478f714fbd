/** Every command: what help says of it, and its options. What it does is in `work/`, which help does not load. */

import {
  type AnyTable,
  CLIP,
  choice,
  EDIT,
  EXPORT,
  FILE,
  FILM,
  FORGET,
  HIDE,
  INDEX,
  LIBRARY_ALONE,
  LIST,
  MAKE,
  type OptionTable,
  PRINT,
  RENDER,
  REPAIR,
  SCORE,
  SHOW,
  texts,
  VERIFY,
  type WithSettings,
  ZOOM,
} from '@tesserae/jobs/options';
import type { Command } from './command.js';

/** A clip's options besides those of a picture. */
const { changeBudget, fps, encoder } = CLIP.fields;

/** Of `make`: what most people set. */
const MOST_USED: readonly string[] = [
  ...['look', 'columns', 'shape', 'cell', 'size', 'tint', 'maxUses'],
  ...['output', 'force', 'library', 'dryRun', 'verbose'],
];

/** The options of `inspect`, which is no job, and makes nothing. */
export const INSPECT: OptionTable<WithSettings & { readonly files: readonly string[] }> = {
  code: 'usage',
  settings: ['memory'],
  fields: { files: { kind: texts('FILE'), about: 'The files.', positional: true, required: true } },
};

const JOB: AnyTable = {
  code: 'usage',
  settings: [],
  fields: { file: { kind: FILE, about: 'The file. - is standard input.', positional: true, required: true } },
};

/** The shells there are completions for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** The options of `completions`, which is no job. */
export const COMPLETIONS: OptionTable<WithSettings & { readonly shell: (typeof SHELLS)[number] }> = {
  code: 'usage',
  settings: [],
  fields: { shell: { kind: choice('SHELL', SHELLS), about: 'The shell.', positional: true, required: true } },
};

/** The table, in the order of `--help`. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'make',
    options: { ...MAKE, fields: { ...MAKE.fields, changeBudget, fps, encoder } },
    strict: true,
    shown: MOST_USED,
    about: 'Make a mosaic: index the photos, choose one for each cell, draw.',
    examples: [
      'tesserae make dolphin.jpg ~/Pictures -o mosaic.jpg',
      'tesserae make dolphin.jpg ~/Pictures -o poster.tif --look print --size 90x60cm',
      'tesserae make dolphin.jpg -o again.jpg --columns 60   # all known photos',
      'tesserae make dolphin.mp4 ~/Pictures -o moving.mp4   # from a clip',
    ],
  },
  {
    name: 'plan',
    options: MAKE,
    strict: true,
    shown: MOST_USED,
    about: 'Print what make would do, and which colours the photos lack. Nothing is written.',
    examples: ['tesserae plan dolphin.jpg ~/Pictures --columns 120 --max-uses 4'],
  },
  {
    name: 'index',
    options: INDEX,
    strict: true,
    about: 'Make or update a library of photos. Only new and changed files are decoded.',
    examples: [
      'tesserae index ~/Pictures',
      'tesserae index ~/Pictures /media/card takeout.zip --library holiday.tesserae',
      'find ~/Pictures -newer last -print0 | tesserae index --from-file - -0',
    ],
  },
  {
    name: 'render',
    options: RENDER,
    about: 'Draw a plan again, at any size and in any format.',
    examples: ['tesserae render dolphin.png -o large.tif --cell 200'],
  },
  {
    name: 'print',
    options: PRINT,
    about: 'Make a PDF of a plan: for a print shop, as a poster on several pages, or with cards that say who is where.',
    examples: [
      'tesserae print dolphin.png -o dolphin.pdf --paper 60x90cm',
      'tesserae print dolphin.png -o poster.pdf --paper A1 --pages A4',
      'tesserae print dolphin.png -o cards.pdf --cards names.csv --no-picture',
    ],
  },
  {
    name: 'zoom',
    options: ZOOM,
    about: 'Write a web page on which you can zoom into every photo: Deep Zoom and IIIF, without a server program.',
    examples: [
      'tesserae zoom dolphin.png -o dolphin-page',
      'tesserae zoom dolphin.png -o dolphin.html --single-file --photo-size 256',
      'tesserae zoom dolphin.png -o family --tell captions',
    ],
  },
  {
    name: 'film',
    options: FILM,
    about: 'Make a film of a plan: zoom into a photo, let the photos fly apart or into another mosaic.',
    examples: [
      'tesserae film dolphin.png -o dolphin.mp4',
      'tesserae film dolphin.png -o apart.mp4 --style disperse --for reels --seconds 8',
      'tesserae film dolphin.png -o both.mp4 --with parrot.png   # one becomes the other',
    ],
  },
  {
    name: 'edit',
    options: EDIT,
    strict: true,
    about:
      'Swap, pin, ban, lock and add photos of a plan. Only cells that must change are changed. The rules of the plan hold unless you set others.',
    examples: [
      'tesserae edit dolphin.png --swap r12c40=beach.jpg -o new.plan.json',
      "tesserae edit dolphin.png --ban '*/screenshots/*' -y",
      'tesserae edit dolphin.png --add ~/Pictures/wedding -o wedding.plan.json',
    ],
  },
  {
    name: 'score',
    options: SCORE,
    about: 'Measure how close a plan is to its target, or any mosaic whose grid you know.',
    examples: [
      'tesserae score dolphin.png',
      'tesserae score --target dolphin.jpg --mosaic d.png --columns 80 --rows 60',
    ],
  },
  {
    name: 'verify',
    options: VERIFY,
    about: 'Check every rule again from the plan alone. The exit code is 1 if one is broken.',
    examples: ['tesserae verify dolphin.png', 'tesserae verify dolphin.png --prove'],
  },
  {
    name: 'inspect',
    options: INSPECT,
    about: 'Print what is in a file, or why it is refused.',
    examples: ['tesserae inspect IMG_2041.heic'],
  },
  {
    name: 'library ls',
    options: LIST,
    about: 'List the photos of a library.',
    examples: ['tesserae library ls --refused', 'tesserae library ls --groups'],
  },
  {
    name: 'library show',
    options: SHOW,
    about: 'Show one photo, by its path or the beginning of its hash.',
    examples: ['tesserae library show 3fa9c2'],
  },
  {
    name: 'library stats',
    options: LIBRARY_ALONE,
    about: 'Show formats, sizes, years and colours of a library.',
    examples: ['tesserae library stats'],
  },
  {
    name: 'library verify',
    options: LIBRARY_ALONE,
    about: 'Check that a library is undamaged.',
    examples: ['tesserae library verify'],
  },
  {
    name: 'library repair',
    options: REPAIR,
    about:
      'Repair a damaged library: undamaged rows are kept, the rest is read from the photos again, and what is lost is named.',
    examples: ['tesserae library repair'],
  },
  {
    name: 'library retry',
    options: REPAIR,
    about: 'Decode refused photos again, in case a disk, a network or memory was to blame.',
    examples: ['tesserae library retry'],
  },
  {
    name: 'library forget',
    options: FORGET,
    about: 'Remove photos from the library. The files themselves are not changed.',
    examples: ["tesserae library forget '*/screenshots/*'"],
  },
  {
    name: 'library hide',
    options: HIDE,
    about: 'Leave photos out of new mosaics. They stay in the library, and existing plans can still be drawn.',
    examples: ["tesserae library hide '*/receipts/*'", 'tesserae library hide IMG_2041.heic --undo'],
  },
  {
    name: 'library export',
    options: EXPORT,
    about: 'Write a table of every file.',
    examples: ['tesserae library export --csv photos.csv'],
  },
  {
    name: 'doctor',
    options: LIBRARY_ALONE,
    about: 'Check codecs, memory, disk and permissions, and decode twelve unusual files.',
    examples: ['tesserae doctor'],
  },
  {
    name: 'job',
    options: JOB,
    strict: true,
    about: 'Run a job that a JSON file describes: {"job":"verify","input":{"plan":"p.json"}}.',
    examples: ['tesserae job many.json', 'tesserae job - --json < many.json'],
  },
  {
    name: 'completions',
    options: COMPLETIONS,
    about: 'Print the completions of a shell: bash, zsh or fish.',
    examples: [
      'source <(tesserae completions bash)   # in ~/.bashrc',
      'tesserae completions zsh > ~/.zfunc/_tesserae   # a folder of $fpath',
      'tesserae completions fish > ~/.config/fish/completions/tesserae.fish',
    ],
  },
];
