/** What the public functions that write take: pictures, deep zooms, prints, films. */

import { parseScript } from '@tesserae/core';
import {
  agreeing,
  BOOLEAN,
  CELL_WIDTH,
  column,
  DRAWN_SIDE,
  FUNCTION,
  HOOK_FIELDS,
  type JsonKind,
  LIBRARY,
  listOf,
  NATURAL,
  numberFrom,
  OBJECT,
  OWN_RULES,
  oneOf,
  open,
  optional,
  PHOTO_SOURCE,
  PLAN,
  RASTER,
  REPORT_LEVEL,
  requireIndexes,
  requireLength,
  SETTINGS_INPUT,
  SHAPE,
  SIZE_FIELDS,
  TEXT,
} from '@tesserae/core/internal';
import { LIBRARY_FILE, PATH, THREADS } from './arguments.js';

const QUALITY = numberFrom(1, 100, true);
const PARTS = optional(open({ key: TEXT, resume: BOOLEAN, onEarlier: optional(FUNCTION) }));
const FORCE = optional(BOOLEAN);

/** `FileSinkOptions`. */
export const SINK_OPTIONS: JsonKind<unknown> = open({
  width: DRAWN_SIDE,
  height: DRAWN_SIDE,
  quality: optional(QUALITY),
  dpi: optional(numberFrom(1, 65_535)),
  icc: optional(open({ bytes: column('Uint8Array'), path: PATH })),
  pyramid: optional(BOOLEAN),
  force: FORCE,
  onProgress: optional(FUNCTION),
  parts: PARTS,
  beside: optional(FUNCTION),
});

/** `ZoomInput`. */
export const ZOOM_INPUT: JsonKind<unknown> = open({
  plan: PLAN,
  photos: PHOTO_SOURCE,
  library: LIBRARY_FILE,
  paths: listOf(TEXT, 0),
  target: optional(RASTER),
});

/** `ZoomOptions`. */
export const ZOOM_OPTIONS: JsonKind<unknown> = open({
  cell: CELL_WIDTH,
  quality: QUALITY,
  photoSize: NATURAL,
  told: REPORT_LEVEL,
  title: TEXT,
  url: TEXT,
  fades: BOOLEAN,
  singleFile: BOOLEAN,
  parallel: optional(NATURAL),
  force: FORCE,
  parts: PARTS,
});

/** Millimetres of paper, and of what lies on it: a picture may begin beyond the edge. */
const LENGTH = numberFrom(0, 1e6);
const AT = numberFrom(-1e6, 1e6);
const RECT = open({ x: AT, y: AT, w: LENGTH, h: LENGTH });
const SHEET = open({ width: LENGTH, height: LENGTH });
const PAGE = open({ number: NATURAL, row: NATURAL, column: NATURAL, media: SHEET, trim: RECT, part: RECT });
const PAGES = open({
  across: NATURAL,
  down: NATURAL,
  pages: listOf(PAGE, 1),
  overlap: LENGTH,
  bleed: LENGTH,
  marks: BOOLEAN,
});

/** `PrintInput`. */
export const PRINT_INPUT: JsonKind<unknown> = agreeing(
  open({
    plan: PLAN,
    photos: PHOTO_SOURCE,
    sizes: column('Uint32Array'),
    target: optional(RASTER),
    fitted: open({ sheet: SHEET, picture: RECT, cut: LENGTH, white: LENGTH }),
    pages: PAGES,
    cell: CELL_WIDTH,
    views: NATURAL,
    parallel: NATURAL,
    quality: QUALITY,
    picture: BOOLEAN,
    index: optional(SHEET),
    cards: listOf(open({ name: TEXT, cells: listOf(NATURAL, 0), photo: NATURAL }), 0),
    title: TEXT,
    slug: TEXT,
    intent: optional(open({ bytes: column('Uint8Array'), components: oneOf([1, 3, 4]), name: TEXT })),
    font: optional(column('Uint8Array')),
  }),
  ({ plan, sizes, cards }, path) => {
    requireLength(sizes, plan.ids.length * 2, `${path}.sizes`);
    for (const [i, { cells, photo }] of cards.entries()) {
      requireIndexes(cells, plan.photos.length, `${path}.cards[${i}].cells`);
      requireIndexes([photo], plan.ids.length, `${path}.cards[${i}].photo`);
    }
  },
);

/** What `printPlan` is told besides. */
export const PRINT_HOOKS: JsonKind<unknown> = optional(open({ ...HOOK_FIELDS, force: FORCE }));

const INNER = open({ plan: PLAN, landing: NATURAL });
const SHOWN = open({ plan: PLAN, photos: PHOTO_SOURCE, target: optional(RASTER) });

/** `FilmInput`. */
export const FILM_INPUT: JsonKind<unknown> = agreeing(
  open({
    plan: PLAN,
    landing: NATURAL,
    photos: PHOTO_SOURCE,
    sizes: FUNCTION,
    target: optional(RASTER),
    inner: optional(listOf(INNER, 0)),
    other: optional(SHOWN),
    script: { schema: {}, read: parseScript },
  }),
  (film, path) => {
    const mosaics = [
      { at: path, ...film },
      ...(film.inner ?? []).map((each, i) => ({ at: `${path}.inner[${i}]`, ...each })),
    ];
    for (const { at, plan, landing } of mosaics) requireIndexes([landing], plan.photos.length, `${at}.landing`);
  },
);

/** What is chosen for a film by `chooseFormat`. */
const FORMAT = open({ output: PATH, encoding: OBJECT, writer: FUNCTION });

/** `FilmOptions`. */
export const FILM_OPTIONS: JsonKind<unknown> = open({
  frame: open({ ...SIZE_FIELDS, fps: numberFrom(1, 1000) }),
  format: FORMAT,
  poster: optional(PATH),
  jobs: THREADS,
  force: FORCE,
  parts: PARTS,
});

const CLIP = { path: PATH, kind: open({ name: TEXT, demuxer: oneOf(['mov', 'matroska', 'avi']) }) };
/** A clip on the disk. */
export const CLIP_FILE: JsonKind<unknown> = open(CLIP);

/** `ClipFilmInput`. */
export const CLIP_FILM_INPUT: JsonKind<unknown> = open({
  clip: open({ ...CLIP, ...SIZE_FIELDS }),
  frames: numberFrom(1, 1e9, true),
  shape: SHAPE,
  library: LIBRARY,
  photos: PHOTO_SOURCE,
  settings: SETTINGS_INPUT,
  rules: OWN_RULES,
  budget: numberFrom(0, 1),
});

/** `ClipFilmOptions`. */
export const CLIP_FILM_OPTIONS: JsonKind<unknown> = open({
  format: FORMAT,
  cell: CELL_WIDTH,
  jobs: THREADS,
  force: FORCE,
  parts: PARTS,
});
