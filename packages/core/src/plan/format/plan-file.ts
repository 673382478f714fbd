/** A plan as one JSON file: what goes where, and what it was made from. */

import type { Certificate } from '../../assign/price/certificate.js';
import { UNLIMITED } from '../../assign/rules.js';
import { MosaicError } from '../../errors.js';
import { cellCount, type Layout } from '../../layout/layout.js';
import { layoutOf } from '../../layout/layout-of.js';
import type { Plan } from '../plan.js';
import {
  about,
  BOOLEAN,
  COUNT,
  column,
  type Field,
  LARGEST,
  NUMBER,
  NUMBERS,
  nullable,
  number,
  OBJECT,
  optional,
  record,
  type Sizes,
  TEXT,
  TEXTS,
  whole,
  word,
  wrong,
} from './fields.js';

/** The format's number; raised when a reader of the older one would misread. */
export const PLAN_SCHEMA = 2;

/** The target a plan was made for. */
export interface TargetFacts {
  readonly path: string;
  readonly sha256: string;
  readonly width: number;
  readonly height: number;
}

/** Everything in a plan file. Paths stand in it because it is the user's own working file. */
export interface PlanFile {
  readonly plan: Plan;
  readonly target: TargetFacts;
  /** The library the photos are found in. */
  readonly library: string;
  /** Photo → the path it had. */
  readonly paths: readonly string[];
  /** The settings it was made with, as `parseSettings` takes them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** How good the plan is known to be, null if that is not known. */
  readonly certificate: Certificate | null;
  /** What in the plan broke its rules when it was made, in sentences: nothing. */
  readonly violations: readonly string[];
  /** The scorecard, null if it was not scored. */
  readonly metrics: Readonly<Record<string, number>> | null;
}

/** Writes a plan file. Numbers are written so that reading gives the same bits. */
export function encodePlan(file: PlanFile): string {
  const { plan, ...rest } = file;
  const { width, height, shape } = plan.layout;
  const untinted = plan.tint.every((gain) => gain === 1);
  const json = {
    schema: PLAN_SCHEMA,
    ...rest,
    layout: { width, height, ...shape },
    rules: {
      minUses: compact(plan.rules.minUses),
      maxUses: compact(plan.rules.maxUses),
      spacing: plan.rules.spacing,
      pinned: compact(plan.rules.pinned),
      groupBudget: plan.rules.groupBudget,
    },
    ...(plan.locked ? { locked: compact(plan.locked) } : {}),
    seed: plan.seed,
    ids: plan.ids,
    groups: Array.from(plan.groups),
    photos: Array.from(plan.photos),
    crops: Array.from(plan.crops, shortest),
    mirrored: compact(plan.mirrored),
    tint: untinted ? 1 : Array.from(plan.tint, shortest),
    overlay: plan.overlay,
  };
  // one line a property: the file can be looked at, and stays small
  const lines = Object.entries(json).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** A column that holds one value throughout is written as that value. */
function compact(column: Uint32Array | Int32Array | Uint8Array): number | number[] {
  const values = Array.from(column);
  return values.length > 0 && values.every((value) => value === values[0]) ? values[0] : values;
}

/** The shortest decimal that reads back as the same 32-bit float. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Of the lower bound. JSON has no infinity: a share of a bound of 0 is written as null. */
const SHARE: Field<number> = {
  schema: { type: ['number', 'null'], description: 'Of the lower bound; null stands for infinite.' },
  read: (value, name, sizes) => (value === null ? Number.POSITIVE_INFINITY : NUMBER.read(value, name, sizes)),
};

/** What reports tell of a certificate, too. */
export const CERTIFICATE_FIELDS: Readonly<Record<Exclude<keyof Certificate, 'editCost'>, Field<number>>> = {
  ...{ cost: NUMBER, lowerBound: NUMBER },
  ...{ gap: SHARE, assignmentGap: SHARE, spacingCost: SHARE, refineCost: SHARE },
};

const CERTIFICATE: Field<Certificate> = record({
  ...CERTIFICATE_FIELDS,
  editCost: optional(about('What edits cost since; absent if there were none.', SHARE)),
});

/** Photos, or cells, of a plan. */
const PHOTOS = ({ photos }: Sizes): number => photos;
const CELLS = ({ cells }: Sizes): number => cells;
const USES = column(Uint32Array, PHOTOS, () => whole(0, UNLIMITED));
const PHOTO_OF_CELL = ({ photos }: Sizes) => whole(0, photos - 1);
const MARKS = column(Uint8Array, CELLS, () => whole(0, 1));
/** Sides of a cell, in whatever unit, and gains in linear light. */
const MEASURE = () => ({ least: 1e-6, most: 1e6 });
/** As wide as settings allow: of few cells, none is so far away. */
const WIDE = 50;

const RULES = record({
  minUses: about('Photo → how often it must be used.', USES),
  maxUses: about('Photo → how often it may be used; 0 = banned, 4294967295 = unlimited.', USES),
  spacing: about(
    'No photo repeats within so many cells.',
    number(({ cells }) => whole(0, Math.max(cells, WIDE))),
  ),
  pinned: about(
    'Cell → the photo that stands there; −1 = free.',
    column(Int32Array, CELLS, ({ photos }) => whole(-1, photos - 1)),
  ),
  groupBudget: optional(about('Near-duplicates share one budget of uses.', BOOLEAN)),
});

const SHAPE = record({
  width: about('Pixels of the target.', COUNT),
  height: COUNT,
  kind: about(
    'brick: every second row is shifted by half a cell and has one cell more, a half one at each end.',
    word<Layout['shape']['kind']>(['grid', 'brick']),
  ),
  columns: about('Cells of the first row.', COUNT),
  rows: COUNT,
  cell: about(
    'Width and height of a whole cell, in proportion; one number stands for both.',
    column<number[]>(Array, () => 2, MEASURE),
  ),
});

const LAYOUT: Field<Layout> = {
  ...SHAPE,
  read: (value, name, sizes) => {
    const { width, height, kind, columns, rows, cell } = SHAPE.read(value, name, sizes);
    if (columns * rows > 1e8) throw wrong(name, 'at most 100,000,000 cells', columns * rows);
    return layoutOf({ kind, columns, rows, cell: [cell[0], cell[1]] }, width, height);
  },
};

/** Crops are 32-bit floats: their sum may be above 1 by so much. */
const CROP_ROUNDING = 1e-6;
const PARTS = column(
  Float32Array,
  ({ cells }) => cells * 4,
  () => ({ least: 0, most: 1 }),
);

const CROPS: Field<Float32Array> = {
  ...PARTS,
  read: (value, name, sizes) => {
    const crops = PARTS.read(value, name, sizes);
    for (let i = 0; i < crops.length; i += 4) {
      const [x, y, w, h] = crops.subarray(i, i + 4);
      if (w > 0 && h > 0 && x + w <= 1 + CROP_ROUNDING && y + h <= 1 + CROP_ROUNDING) continue;
      throw wrong(`${name} of cell ${i / 4}`, 'a part of the photo', `${x} ${y} ${w} ${h}`);
    }
    return crops;
  },
};

/** What the sizes of all columns follow from. */
const HEAD = {
  ids: about('Photo → SHA-256 of its content, hex, ascending; one at least.', TEXTS),
  layout: LAYOUT,
};

const BODY = {
  target: record({ path: TEXT, sha256: TEXT, width: COUNT, height: COUNT }),
  library: about('The library the photos are found in.', TEXT),
  paths: about('Photo → the path it had.', TEXTS),
  settings: about('What was set: see settings.schema.json.', OBJECT),
  certificate: about('How far the plan can be from the best one; null if that is not known.', nullable(CERTIFICATE)),
  violations: about('What broke the rules when the plan was made.', TEXTS),
  metrics: about('The scorecard; null if it was not scored.', nullable(NUMBERS)),
  rules: RULES,
  locked: optional(about('Cell → 1 if edits leave it as it is; absent: none.', MARKS)),
  seed: number(() => whole(0, UNLIMITED)),
  groups: about('Photo → group of near-duplicates.', column(Uint32Array, PHOTOS, PHOTO_OF_CELL)),
  photos: about('Cell → photo, row by row.', column(Uint32Array, CELLS, PHOTO_OF_CELL)),
  crops: about('Four a cell: x, y, width, height of what shows, in fractions of the upright photo.', CROPS),
  mirrored: about('Cell → 1 if mirrored left to right.', MARKS),
  tint: about(
    'Three a cell: gains of red, green and blue in linear light.',
    column(Float32Array, ({ cells }) => cells * 3, MEASURE),
  ),
  overlay: about(
    'Percent of the target blended over.',
    number(() => ({ least: 0, most: 100 })),
  ),
};

/**
 * A JSON Schema (draft 2020-12) of a plan file: a working file of its owner, with paths in it. `decodePlan` asks for more: that columns
 * have the right length, and indices exist.
 */
export function planSchema(): object {
  const format = about(`The format; this program writes ${PLAN_SCHEMA}.`, NUMBER);
  const schema = { ...format, schema: { ...format.schema, maximum: PLAN_SCHEMA } };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tesserae plan',
    description: 'Which photo stands where in a mosaic: enough, with the photos, to draw it at any size.',
    ...record({ schema, ...HEAD, ...BODY }).schema,
  };
}

/**
 * Reads a plan file.
 *
 * @throws MosaicError `not-a-plan` naming the field that is wrong; `newer-plan` for a format of a later program
 */
export function decodePlan(text: string): PlanFile {
  const json = OBJECT.read(parseJson(text), 'the file', LARGEST);
  requireFormat(json);
  const { ids, layout } = record(HEAD).read(json, '', LARGEST);
  if (ids.length === 0) throw wrong('ids', 'at least one photo', ids);
  const sizes = { photos: ids.length, cells: cellCount(layout) };
  const file = record(BODY).read(json, '', sizes);
  const { target, library, paths, settings, certificate, violations, metrics, ...columns } = file;
  if (paths.length !== ids.length) throw wrong('paths', `${ids.length} of them, one for each id`, paths);
  return {
    plan: { layout, ids, ...columns },
    ...{ target, library, paths, settings, certificate, violations, metrics },
  };
}

/** Says what a file is that is no plan, or that it is one of a later program. */
function requireFormat({ schema, photos, layout, ids }: Readonly<Record<string, unknown>>): void {
  if (schema === undefined && photos !== undefined && layout === undefined)
    throw noPlan('placements, which say where photos stand and not how they are drawn');
  const isOther = layout === undefined && ids === undefined;
  if (isOther && schema === undefined) throw noPlan('other JSON');
  const format = NUMBER.read(schema, 'schema', LARGEST);
  if (format > PLAN_SCHEMA) {
    const facts = { expected: `format ${PLAN_SCHEMA} or older`, received: `format ${format}` };
    throw new MosaicError('newer-plan', { ...facts, waysOut: [{ do: 'update' }] });
  }
  if (isOther) throw noPlan('other JSON');
}

function noPlan(received: string, cause?: unknown): MosaicError {
  const waysOut = [{ use: 'the file that was written as a plan' }];
  return new MosaicError('not-a-plan', { expected: 'the plan of a mosaic', received, waysOut }, cause);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw noPlan('something else', cause);
  }
}
