/** What the nouns of the public functions must be: rasters, layouts, libraries, plans, and the ports. */

import type { Shape } from '../layout/layout.js';
import { cellsIn } from '../layout/rows.js';
import { MOST_CELLS } from '../layout/shape-for.js';
import type { Library } from '../library/library.js';
import type { Plan } from '../plan/plan.js';
import type { Hooks } from '../ports.js';
import {
  BOOLEAN,
  type JsonKind,
  listOf,
  NUMBER,
  nullable,
  numberFrom,
  oneOf,
  open,
  optional,
  TEXT,
  wrong,
} from '../runtime/json-kinds.js';
import { LAYOUTS, RATIO, type Ratio } from '../settings/kinds.js';
import { parseSettings } from '../settings/parse.js';
import {
  agreeing,
  column,
  FUNCTION,
  MEASURED,
  requireIndexes,
  requireLength,
  SIGNAL,
  withMethods,
} from './argument-kinds.js';

/** Pixels of a side: no picture has more. */
const SIDE = numberFrom(1, 1e6, true);
/** A number that counts, or an index. */
export const NATURAL: JsonKind<number> = numberFrom(0, Number.MAX_SAFE_INTEGER, true);

/** Width and height in pixels. */
export const SIZE_FIELDS: { readonly width: JsonKind<number>; readonly height: JsonKind<number> } = {
  width: SIDE,
  height: SIDE,
};

/** A `Raster`. */
export const RASTER: JsonKind<unknown> = agreeing(
  open({ ...SIZE_FIELDS, data: column('Uint8ClampedArray') }),
  ({ width, height, data }, path) => requireLength(data, width * height * 4, `${path}.data`),
);

/** What `parseSettings` takes, or gave. */
export const SETTINGS_INPUT: JsonKind<unknown> = { schema: {}, read: parseSettings };

/** What ends a step, and what is told how far it has come. */
export const HOOK_FIELDS: Readonly<Record<keyof Hooks, JsonKind<unknown>>> = {
  signal: optional(SIGNAL),
  enough: optional(SIGNAL),
  onProgress: optional(FUNCTION),
};
/** `Hooks`, which may be absent. */
export const HOOKS: JsonKind<unknown> = optional(open(HOOK_FIELDS));

const CELL_RATIO: JsonKind<Ratio> = {
  schema: {},
  read: (value, path) => {
    const ratio = Array.isArray(value) ? RATIO.read(value, path) : undefined;
    if (ratio === undefined) throw wrong(path, 'a width and a height, no more than 20 : 1', value);
    return ratio;
  },
};

const CELLS = numberFrom(1, MOST_CELLS, true);
/** A `Shape`. */
export const SHAPE: JsonKind<Shape> = agreeing(
  open({ kind: oneOf(LAYOUTS), columns: CELLS, rows: CELLS, cell: CELL_RATIO }),
  (shape, path) => {
    const cells = cellsIn(shape);
    if (cells > MOST_CELLS) throw wrong(path, `at most ${MOST_CELLS} cells`, cells);
  },
);
const LAYOUT = agreeing(
  open({
    ...SIZE_FIELDS,
    boxes: column('Float32Array'),
    classOf: column('Uint8Array'),
    classes: listOf(open({ aspect: CELL_RATIO }), 1),
    shape: SHAPE,
  }),
  ({ boxes, classOf, classes, shape }, path) => {
    const cells = cellsIn(shape);
    requireLength(boxes, cells * 4, `${path}.boxes`);
    requireLength(classOf, cells, `${path}.classOf`);
    requireIndexes(classOf, classes.length, `${path}.classOf`);
  },
);

/** A `Library`. */
export const LIBRARY: JsonKind<Library> = agreeing(
  open({ ids: listOf(TEXT, 0), sizes: column('Uint32Array'), groups: column('Uint32Array') }),
  ({ ids, sizes, groups }, path) => {
    requireLength(sizes, ids.length * 2, `${path}.sizes`);
    requireLength(groups, ids.length, `${path}.groups`);
  },
);

/** A `PhotoSource`. */
export const PHOTO_SOURCE: JsonKind<unknown> = open({
  thumbnails: FUNCTION,
  view: FUNCTION,
  stored: optional(withMethods('read', 'decode')),
  prepare: optional(FUNCTION),
});

/** A `Pool`, which may be absent. */
export const POOL: JsonKind<unknown> = optional(
  open({ workers: numberFrom(1, 1e6, true), separateMemory: BOOLEAN, open: FUNCTION, close: FUNCTION }),
);

/** A `Sink`. */
export const SINK: JsonKind<unknown> = withMethods('write', 'close', 'abort');

const SPACING = numberFrom(0, MOST_CELLS, true);
const RULES = open({
  minUses: column('Uint32Array'),
  maxUses: column('Uint32Array'),
  spacing: SPACING,
  pinned: column('Int32Array'),
  groupBudget: optional(BOOLEAN),
});

/** Bounds of single photos and pins, which may be absent. Who takes them looks at their lengths. */
export const OWN_RULES: JsonKind<unknown> = optional(
  open({
    minUses: optional(column('Uint32Array')),
    maxUses: optional(column('Uint32Array')),
    pinned: optional(column('Int32Array')),
  }),
);

/** The columns of a plan. Whether it obeys its rules is what `verifyPlan` finds. */
export const PLAN: JsonKind<Plan> = agreeing(
  open({
    layout: LAYOUT,
    photos: column('Uint32Array'),
    ids: listOf(TEXT, 1),
    crops: column('Float32Array'),
    mirrored: column('Uint8Array'),
    tint: column('Float32Array'),
    overlay: numberFrom(0, 100),
    rules: RULES,
    locked: optional(column('Uint8Array')),
    groups: column('Uint32Array'),
    seed: NATURAL,
  }),
  ({ layout, photos, ids, crops, mirrored, tint, rules, locked, groups }, path) => {
    const [cells, count] = [cellsIn(layout.shape), ids.length];
    requireLength(photos, cells, `${path}.photos`);
    requireIndexes(photos, count, `${path}.photos`);
    requireLength(crops, cells * 4, `${path}.crops`);
    requireLength(mirrored, cells, `${path}.mirrored`);
    requireLength(tint, cells * 3, `${path}.tint`);
    if (locked) requireLength(locked, cells, `${path}.locked`);
    requireLength(groups, count, `${path}.groups`);
    requireLength(rules.minUses, count, `${path}.rules.minUses`);
    requireLength(rules.maxUses, count, `${path}.rules.maxUses`);
    requireLength(rules.pinned, cells, `${path}.rules.pinned`);
    requireIndexes(rules.pinned, count, `${path}.rules.pinned`, -1);
  },
);

/** A `Certificate`. */
export const CERTIFICATE: JsonKind<unknown> = open({
  cost: MEASURED,
  lowerBound: MEASURED,
  gap: NUMBER, // 0 / 0 where nothing is left to compare
  spaced: BOOLEAN,
  steps: NATURAL,
  converged: BOOLEAN,
});

/** The same, or null where that is not known. */
export const MAYBE_CERTIFICATE: JsonKind<unknown> = nullable(CERTIFICATE);
