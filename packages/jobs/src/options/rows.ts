/** Rows that several tables have. */

import type { FilmEncoder } from '@tesserae/node/internal';
import { BORDER } from './border.js';
import { CAPTION, CROP, choice, FILE, FLAG, POINT, TIME, text, texts, whole } from './kinds.js';
import type { FieldsOf } from './option.js';

/** The plan that a job is about. */
export const PLAN = {
  kind: text('PLAN', 'the name of a plan, or of its picture'),
  about: 'The mosaic: its picture, beside which make wrote a plan, or the plan itself.',
  positional: true,
  required: true,
} as const;

/** Where what a plan was made for is now. */
export const TARGET_OF_PLAN = {
  kind: FILE,
  about: 'The target, the picture that the mosaic imitates. With a plan: where that picture is now.',
};

/** The part of a target that a mosaic imitates. */
export const CROPPED = {
  crop: {
    kind: CROP,
    about: 'Cut the target to these proportions, such as 2:3, or to those of the size asked for ("size").',
  },
  focusPoint: {
    kind: POINT,
    about: 'Point of the target that stays in the middle of what is left, as near as can be: 30%,40% or .3,.4.',
  },
};

/** The fields of `CROPPED`. */
export type CropFields = FieldsOf<typeof CROPPED>;

/** The library of a job. */
export const LIBRARY = { kind: FILE, about: 'Library to use instead of the default one.' };

/** Whether what is there may be replaced. */
export const FORCE = { kind: FLAG, short: 'y', about: 'Replace existing files.' };

/** Whether anything is written. */
export const DRY_RUN = {
  kind: FLAG,
  short: 'n',
  about: 'Print what would be made, and write nothing.',
};

/** How long a job waits for another writer of its library. */
export const WAIT = {
  kind: TIME,
  about: 'How long to wait while another program writes to the library, such as 30s or 10m (default 2s).',
};

/** What a report or a page tells of photos. */
export const LEVELS = ['ids', 'captions', 'full'] as const;

/** How a table in CSV begins. */
export const BOM = {
  kind: FLAG,
  about: 'Begin the table (.csv) with a byte order mark, without which Excel takes UTF-8 for another coding.',
};

/** A file that says where each photo stands, and how much it tells. */
export const REPORT = {
  report: {
    kind: FILE,
    about: 'Write where each photo is and how often it is used, as .csv or .json. render can write the report alone.',
  },
  reportLevel: {
    kind: choice('LEVEL', LEVELS),
    about:
      'What the report says about photos: ids (numbers), captions (names without folders, dates) or full (paths; the default).',
  },
  bom: BOM,
};

/** The fields of `REPORT`. */
export type ReportFields = FieldsOf<typeof REPORT>;

/** Whether what an earlier run has made is used. */
export const RESUME = {
  kind: FLAG,
  about:
    'Use the finished parts of an interrupted run of the same job. If this run is stopped, its parts are kept, too.',
};

/** How a picture is written. */
export const PICTURE = {
  output: {
    kind: FILE,
    short: 'o',
    about:
      'File to write. The suffix sets the format: .png, .tif, .jpg, .webp (up to 67 megapixels) or .avif (up to 30).',
  },
  force: FORCE,
  pyramid: {
    kind: FLAG,
    about: 'Write a TIFF pyramid (the picture in squares, at several sizes), for viewers of large pictures.',
  },
  border: {
    kind: BORDER,
    about:
      'A border around the mosaic, which makes the picture larger: a width as 2cm, 60px or 5% of the shorter side, white unless a colour is told, as 2cm:#000000.',
    code: 'settings',
  },
  caption: {
    kind: CAPTION,
    about:
      'A line of text in the lower border, such as "Anna & Tom, 2026". Its letters are as large as the border allows.',
    code: 'settings',
  },
  resume: RESUME,
  icc: {
    kind: FILE,
    about:
      'Colour profile of RGB (.icc) that the picture is converted to. Without it the picture has a profile of sRGB.',
  },
} as const;

/** The fields of `PICTURE`. */
export type PictureFields = FieldsOf<typeof PICTURE>;

/** How a film is coded. */
export const VIDEO = {
  // more is refused by each format for itself
  fps: {
    kind: whole('N', { min: 1, max: 9999, expected: 'a whole number as 30 or 60' }),
    about: 'Frames a second of the film. The default is 30; for a clip it is the rate of the clip, at most 60.',
    code: 'settings',
  },
  encoder: {
    kind: choice<FilmEncoder>('NAME', ['auto', 'wasm', 'native', 'ffmpeg']),
    about:
      'Encoder of the film: wasm (built in, the same bytes in every run), native (WebCodecs, if installed), ffmpeg, or auto (the default: the built-in one where possible).',
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
      'Do not scan this file, folder or pattern, and remove its photos from the library. Repeatable. See also .tesseraeignore.',
  },
  fromFile: {
    kind: FILE,
    about: 'Also scan the files and folders in this list, one a line. - is standard input.',
  },
  null: { kind: FLAG, short: '0', about: 'Paths in the list end with a NUL character, as find -print0 writes them.' },
  wait: WAIT,
  since: {
    kind: text('DATE', 'a year, month or day'),
    about:
      'Only photos taken on or after this date: 2019, 2019-07 or 2019-07-04. The date is from EXIF, else from the file name, else the time of the file.',
  },
  until: {
    kind: text('DATE', 'a year, month or day'),
    about: 'Only photos taken up to the end of this day, month or year.',
  },
  minSide: {
    kind: whole('PX', { min: 0, max: 999_999, unit: 'px', expected: 'a number of pixels from 0 to 999999' }),
    about: 'Only photos whose shorter side has at least so many pixels.',
  },
  skipScreenshots: {
    kind: FLAG,
    about:
      'Leave out screenshots: files with such a name, and PNGs without a date that have the size of a common screen.',
  },
  skipFlat: { kind: FLAG, about: 'Leave out photos of one colour, or nearly.' },
  skipBlurry: { kind: FLAG, about: 'Leave out photos in which nothing is sharp.' },
} as const;

/** The fields of `SCAN`. */
export type ScanFields = FieldsOf<typeof SCAN>;

/** Photos that stand in certain cells, and photos that stand in none. */
export const PINS = {
  pin: {
    kind: texts('CELL=PHOTO'),
    about:
      'Put this photo in that cell: r12c40=beach.jpg (row 12, column 40). A photo is named by its path or hash. Repeatable.',
  },
  ban: { kind: texts('GLOB'), about: 'Do not use the photos of this file, folder or pattern. Repeatable.' },
};

/** The fields of `PINS`. */
export type PinFields = FieldsOf<typeof PINS>;
