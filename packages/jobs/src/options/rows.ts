/** Rows that several tables have. */

import type { FilmEncoder } from '@tesserae/node/internal';
import { choice, FILE, FLAG, TIME, text, texts, whole } from './kinds.js';
import type { FieldsOf } from './option.js';

/** The plan that a job is about. */
export const PLAN = {
  kind: text('PLAN', 'the name of a plan'),
  about: 'The plan, as make wrote it.',
  positional: true,
  required: true,
} as const;

/** Where what a plan was made for is now. */
export const TARGET_OF_PLAN = {
  kind: FILE,
  about: 'The picture the mosaic imitates; of a plan, where it is now.',
};

/** The library of a job. */
export const LIBRARY = { kind: FILE, about: 'The library to use, instead of your own.' };

/** Whether what is there may be replaced. */
export const FORCE = { kind: FLAG, short: 'y', about: 'Replace files that are there already.' };

/** Whether anything is written. */
export const DRY_RUN = {
  kind: FLAG,
  short: 'n',
  about: 'Say what would be made, and write nothing.',
};

/** How long a job waits for another writer of its library. */
export const WAIT = {
  kind: TIME,
  about: 'How long to wait while another program writes to the library, as 30s or 10m; 2 seconds unless told.',
};

/** What a report or a page tells of photos. */
export const LEVELS = ['ids', 'captions', 'full'] as const;

/** A file that says where each photo stands, and how much it tells. */
export const REPORT = {
  report: {
    kind: FILE,
    about: 'Write where each photo stands and how often, as .csv or .json. With render it may be all there is to do.',
  },
  reportLevel: {
    kind: choice('LEVEL', LEVELS),
    about:
      'What it tells of photos: ids (numbers), captions (names without folders, dates), full (paths; the default).',
  },
};

/** The fields of `REPORT`. */
export type ReportFields = FieldsOf<typeof REPORT>;

/** Whether what an earlier run has made is used. */
export const RESUME = {
  kind: FLAG,
  about: 'Use what an earlier run of the same has made before it was stopped; and keep what is made if this one is.',
};

/** How a picture is written. */
export const PICTURE = {
  output: {
    kind: FILE,
    short: 'o',
    about: 'Where the mosaic goes. The suffix is the format: .png .tif .jpg; .webp (to 67 megapixels), .avif (to 30).',
  },
  force: FORCE,
  pyramid: { kind: FLAG, about: 'Write a TIFF of squares at every size, for viewers of large pictures.' },
  resume: RESUME,
};

/** The fields of `PICTURE`. */
export type PictureFields = FieldsOf<typeof PICTURE>;

/** How a film is coded. */
export const VIDEO = {
  // more is refused by each format for itself
  fps: {
    kind: whole('N', { min: 1, max: 9999, expected: 'a whole number as 30 or 60' }),
    about: 'Frames a second of a film; 30 unless told, and of a clip its own, 60 at most.',
    code: 'settings',
  },
  encoder: {
    kind: choice<FilmEncoder>('NAME', ['auto', 'wasm', 'native', 'ffmpeg']),
    about:
      'Who encodes a film: wasm (built in, the same bytes in every run), native (WebCodecs, if installed), ffmpeg, or auto (the default): built in where it can.',
    default: 'auto',
    code: 'settings',
  },
} as const;

/** Which photos are scanned, and which of them are left out. */
export const SCAN = {
  photos: {
    kind: texts('PHOTOS'),
    about: 'Files, folders and archives with photos.',
    positional: true,
    default: [],
  },
  library: LIBRARY,
  ignore: {
    kind: texts('GLOB'),
    about:
      'Do not scan a file, a folder or a pattern, and forget what is known of it. Repeatable. See .tesseraeignore.',
  },
  fromFile: {
    kind: FILE,
    about: 'Scan the files and folders in this list too, one a line; - is standard input.',
  },
  null: { kind: FLAG, short: '0', about: 'Paths in the list end in a NUL, as of find -print0.' },
  wait: WAIT,
  since: {
    kind: text('DATE', 'a year, month or day'),
    about:
      'Only photos taken on this day or later, as 2019, 2019-07 or 2019-07-04: by EXIF, else by name, else by time.',
  },
  until: {
    kind: text('DATE', 'a year, month or day'),
    about: 'Only photos taken up to this day, month or year, which still counts.',
  },
  minSide: {
    kind: whole('PX', { min: 0, max: 999_999, unit: 'px', expected: 'a number of pixels from 0 to 999999' }),
    about: 'Only photos whose shorter side has so many pixels.',
  },
  skipScreenshots: {
    kind: FLAG,
    about: 'No screenshots: by name, or an undated PNG of the size of a usual screen.',
  },
  skipFlat: { kind: FLAG, about: 'No photos that show one colour, or nearly.' },
  skipBlurry: { kind: FLAG, about: 'No photos in which nothing is sharp.' },
} as const;

/** The fields of `SCAN`. */
export type ScanFields = FieldsOf<typeof SCAN>;

/** Photos that stand in certain cells, and photos that stand in none. */
export const PINS = {
  pin: {
    kind: texts('CELL=PHOTO'),
    about: 'This photo stands in that cell: r12c40=beach.jpg (row 12, column 40), or a hash for the path. Repeatable.',
  },
  ban: { kind: texts('GLOB'), about: 'Leave out the photos of a file, a folder or a pattern. Repeatable.' },
};

/** The fields of `PINS`. */
export type PinFields = FieldsOf<typeof PINS>;
