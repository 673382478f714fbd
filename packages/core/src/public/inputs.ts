/** What the larger public functions take: the fields of their inputs. */

import { cellsIn } from '../layout/rows.js';
import { REPORT_LEVELS } from '../plan/format/report.js';
import {
  BOOLEAN,
  type JsonKind,
  listOf,
  mapOf,
  NUMBER,
  nullable,
  numberFrom,
  OBJECT,
  oneOf,
  open,
  optional,
  TEXT,
  wrong,
} from '../runtime/json-kinds.js';
import { MOST_CELL } from '../settings/kinds.js';
import { agreeing, column, FUNCTION, maybe, requireIndexes, requireLength } from './argument-kinds.js';
import {
  LIBRARY,
  MAYBE_CERTIFICATE,
  NATURAL,
  OWN_RULES,
  PHOTO_SOURCE,
  PLAN,
  POOL,
  RASTER,
  SETTINGS_INPUT,
  SHAPE,
  SIZE_FIELDS,
} from './nouns.js';

const SHARE = numberFrom(0, 1);

/** Pixels that a drawn cell is wide. */
export const CELL_WIDTH: JsonKind<number> = numberFrom(1, MOST_CELL, true);

const SCENE_FIELDS = {
  library: LIBRARY,
  photos: PHOTO_SOURCE,
  settings: SETTINGS_INPUT,
  focus: optional(RASTER),
  rules: OWN_RULES,
  pool: POOL,
};

/** A `MakeInput`. */
export const MAKE_INPUT: JsonKind<unknown> = open({ ...SCENE_FIELDS, target: RASTER });

/** A `ClipInput`. */
export const CLIP_INPUT: JsonKind<unknown> = open({
  ...SCENE_FIELDS,
  shape: SHAPE,
  size: open(SIZE_FIELDS),
  steadiness: open({ margin: numberFrom(0, Number.MAX_VALUE), budget: SHARE }),
});

const REQUESTS = optional(listOf(open({ cell: NATURAL, photo: NATURAL }), 0));
const INDEXES = optional(listOf(NATURAL, 0));
const EDIT = open({
  swaps: REQUESTS,
  pins: REQUESTS,
  unpin: INDEXES,
  ban: INDEXES,
  unban: INDEXES,
  lock: INDEXES,
  unlock: INDEXES,
  bounds: optional(SETTINGS_INPUT),
  resolve: oneOf(['none', 'added', 'all']),
});

/** An `EditInput`, whose edit is of cells and photos that there are. */
export const EDIT_INPUT: JsonKind<unknown> = agreeing(
  open({
    plan: PLAN,
    certificate: MAYBE_CERTIFICATE,
    target: RASTER,
    library: LIBRARY,
    photos: PHOTO_SOURCE,
    settings: SETTINGS_INPUT,
    edit: EDIT,
    pool: POOL,
  }),
  ({ plan, library, edit }, path) => {
    const { swaps = [], pins = [], unpin = [], ban = [], unban = [], lock = [], unlock = [] } = edit;
    const requests = [...swaps, ...pins];
    const cells = [...requests.map(({ cell }) => cell), ...unpin, ...lock, ...unlock];
    const photos = [...requests.map(({ photo }) => photo), ...ban, ...unban];
    const [cell, photo] = [
      cells.find((each) => each >= plan.photos.length),
      photos.find((each) => each >= library.ids.length),
    ];
    if (cell !== undefined) throw wrong(`${path}.edit`, `cells below ${plan.photos.length}`, cell);
    if (photo !== undefined) throw wrong(`${path}.edit`, `photos below ${library.ids.length}`, photo);
  },
);

/** An `EndlessInput`. */
export const ENDLESS_INPUT: JsonKind<unknown> = agreeing(
  open({
    plan: PLAN,
    landing: NATURAL,
    target: RASTER,
    photos: PHOTO_SOURCE,
    sizes: FUNCTION,
    library: LIBRARY,
    thumbnails: PHOTO_SOURCE,
    settings: SETTINGS_INPUT,
    mosaics: numberFrom(1, 100, true),
    frame: open(SIZE_FIELDS),
    pool: POOL,
  }),
  ({ plan, landing }, path) => {
    if (landing >= plan.photos.length) throw wrong(`${path}.landing`, `a cell below ${plan.photos.length}`, landing);
  },
);

const TARGET_FACTS = open({ ...SIZE_FIELDS, path: TEXT, sha256: TEXT });

/** A `PlanFile`. */
export const PLAN_FILE: JsonKind<unknown> = open({
  plan: PLAN,
  target: TARGET_FACTS,
  library: TEXT,
  paths: listOf(TEXT, 0),
  settings: SETTINGS_INPUT,
  certificate: MAYBE_CERTIFICATE,
  violations: listOf(TEXT, 0),
  metrics: nullable(mapOf(NUMBER)),
});

const PHOTO_FACTS = maybe(open({ ...{ taken: TEXT, takenFrom: TEXT }, width: NUMBER, height: NUMBER }));

/** A `ReportInput`. */
export const REPORT_INPUT: JsonKind<unknown> = agreeing(
  open({ plan: PLAN, paths: listOf(TEXT, 1), facts: listOf(PHOTO_FACTS, 0) }),
  ({ plan, paths }, path) => requireLength(paths, plan.ids.length, `${path}.paths`),
);

/** A level of a report. */
export const REPORT_LEVEL: JsonKind<unknown> = oneOf(REPORT_LEVELS);

/** Pixels of a side of a drawn mosaic. */
export const DRAWN_SIDE: JsonKind<number> = numberFrom(1, 1e8, true);

const WINDOW = open({ x: NATURAL, y: NATURAL, w: DRAWN_SIDE, h: DRAWN_SIDE });

/** `RenderOptions`. */
export const RENDER_OPTIONS: JsonKind<unknown> = open({
  cell: CELL_WIDTH,
  budget: optional(NATURAL),
  parallel: optional(NATURAL),
  window: optional(WINDOW),
  target: optional(RASTER),
  untouched: optional(BOOLEAN),
});

/** A `JudgeInput`. */
export const JUDGE_INPUT: JsonKind<unknown> = open({
  target: RASTER,
  width: DRAWN_SIDE,
  height: DRAWN_SIDE,
  shape: SHAPE,
  recolor: oneOf(['none', 'bands', 'unknown']),
  leak: BOOLEAN,
});

/** A collection of more is a slip: there is a number for each. */
const MOST_PHOTOS = 1e7;

/** A `Placement`: the photo of every cell. */
export const PLACEMENT: JsonKind<unknown> = agreeing(
  open({
    shape: SHAPE,
    photos: column('Uint32Array'),
    count: numberFrom(0, MOST_PHOTOS, true),
    parts: optional(open({ crops: column('Float32Array'), mirrored: column('Uint8Array') })),
  }),
  ({ shape, photos, count, parts }, path) => {
    requireLength(photos, cellsIn(shape), `${path}.photos`);
    requireIndexes(photos, count, `${path}.photos`);
    if (!parts) return;
    requireLength(parts.crops, photos.length * 4, `${path}.parts.crops`);
    requireLength(parts.mirrored, photos.length, `${path}.parts.mirrored`);
  },
);

/** Numbers of a scorecard, which are only handed on. */
export const MEASURES: JsonKind<unknown> = OBJECT;
