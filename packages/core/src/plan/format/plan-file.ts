/** A plan as one JSON file: what goes where, and what it was made from. */

import type { Certificate } from '../../assign/price/certificate.js';
import { UNLIMITED } from '../../assign/rules.js';
import { MosaicError } from '../../errors.js';
import type { Shape } from '../../layout/layout.js';
import { layoutOf } from '../../layout/layout-of.js';
import { cellsIn } from '../../layout/rows.js';
import { MOST_CELLS } from '../../layout/shape-for.js';
import {
  about,
  BOOLEAN,
  COUNT,
  type JsonKind,
  listOf,
  NUMBER,
  nullable,
  numberFrom,
  OBJECT,
  oneOf,
  open,
  optional,
  readAs,
  TEXT,
  wrong,
} from '../../runtime/json-kinds.js';
import { parsedJson } from '../../runtime/parsed-json.js';
import { LAYOUTS, RATIO } from '../../settings/kinds.js';
import type { Plan } from '../plan.js';
import { column, compactColumn } from './columns.js';
import { CERTIFICATE_FIELDS, METRICS } from './findings.js';

/** The format's number; raised when a reader of the older one would misread. */
const PLAN_SCHEMA = 2;

/** The target a plan was made for. */
export interface TargetFacts {
  readonly path: string;
  readonly sha256: string;
  /** Pixels of the whole upright picture. */
  readonly width: number;
  readonly height: number;
  /** The part that the mosaic imitates; absent: all of it. */
  readonly crop?: TargetCrop | undefined;
}

/** A part of a target, in whole pixels of the upright picture. */
export interface TargetCrop {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture that shows a plan. */
export interface PictureFacts {
  /** Of the whole file, hex. */
  readonly sha256: string;
}

/** Everything in a plan file. Paths stand in it because it is the user's own working file. */
export interface PlanFile {
  readonly plan: Plan;
  readonly target: TargetFacts;
  /** The picture beside it; absent if none was drawn since the plan was changed. */
  readonly picture?: PictureFacts | undefined;
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
  const { plan, picture, ...rest } = file;
  const { width, height, shape } = plan.layout;
  const untinted = plan.tint.every((gain) => gain === 1);
  const json = {
    schema: PLAN_SCHEMA,
    ...(picture ? { picture } : {}),
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

/** Sides of a cell, in whatever unit, and gains in linear light. */
const MEASURE = numberFrom(1e-6, 1e6);
const MARK = numberFrom(0, 1, true);

/** Pixels of a target's side: no picture has more. */
const PIXELS = numberFrom(1, 1e6, true);

const SIDES: JsonKind<Shape['cell']> = {
  schema: { anyOf: [MEASURE.schema, { type: 'array', items: MEASURE.schema, minItems: 2, maxItems: 2 }] },
  read: (json, path) => {
    const [w, h] = typeof json === 'number' ? [json, json] : listOf(MEASURE, 2, 2).read(json, path);
    const sides = RATIO.read([w, h], path);
    if (sides === undefined) throw wrong(path, RATIO.expected, json);
    return sides;
  },
};

const SHAPE = open({
  width: about(PIXELS, 'Pixels of the target.'),
  height: PIXELS,
  kind: about(
    oneOf(LAYOUTS, LAYOUTS.map((name) => `"${name}"`).join(' or ')),
    'brick: every second row is shifted by half a cell and has one cell more, a half one at each end.',
  ),
  columns: about(COUNT, 'Cells of the first row.'),
  rows: COUNT,
  cell: about(SIDES, 'Width and height of a whole cell, in proportion; one number stands for both.'),
});

const LAYOUT: typeof SHAPE = {
  schema: SHAPE.schema,
  read: (json, path) => {
    const shape = SHAPE.read(json, path);
    const cells = cellsIn(shape);
    if (cells > MOST_CELLS) throw wrong(path, `at most ${MOST_CELLS} cells`, cells);
    return shape;
  },
};

/** What the lengths and ranges of all columns follow from. */
const HEAD = {
  ids: about(listOf(TEXT, 1), 'Photo → SHA-256 of its content, hex, ascending.'),
  layout: LAYOUT,
};

/** As wide as settings allow: of few cells, none is so far away. */
const WIDE = 50;

const PLACE = numberFrom(0, 1e6, true);
const CROP = about(open({ x: PLACE, y: PLACE, width: PIXELS, height: PIXELS }), 'The part that is imitated.');

/** All else of a plan for so many photos and cells. */
function bodyOf(photos: number, cells: number) {
  const uses = compactColumn(Uint32Array, photos, numberFrom(0, UNLIMITED, true));
  const photo = numberFrom(0, photos - 1, true);
  const marks = compactColumn(Uint8Array, cells, MARK);
  return {
    target: open({ path: TEXT, sha256: TEXT, width: COUNT, height: COUNT, crop: optional(CROP) }),
    picture: optional(about(open({ sha256: TEXT }), 'The picture beside the plan, if it shows the plan as it is.')),
    library: about(TEXT, 'The library the photos are found in.'),
    paths: about(listOf(TEXT, 1), 'Photo → the path it had.'),
    settings: about(OBJECT, 'What was set: see settings.schema.json.'),
    certificate: about(
      nullable(open(CERTIFICATE_FIELDS)),
      'How far the cells can be from the best arrangement; null if that is not known.',
    ),
    violations: about(listOf(TEXT, 0), 'What broke the rules when the plan was made.'),
    metrics: METRICS,
    rules: open({
      minUses: about(uses, 'Photo → how often it must be used.'),
      maxUses: about(uses, 'Photo → how often it may be used; 0 = banned, 4294967295 = unlimited.'),
      spacing: about(numberFrom(0, Math.max(cells, WIDE), true), 'No photo repeats within so many cells.'),
      pinned: about(
        compactColumn(Int32Array, cells, numberFrom(-1, photos - 1, true)),
        'Cell → the photo that stands there; −1 = free.',
      ),
      groupBudget: optional(about(BOOLEAN, 'Near-duplicates share one budget of uses.')),
    }),
    locked: optional(about(marks, 'Cell → 1 if edits leave it as it is; absent: none.')),
    seed: numberFrom(0, UNLIMITED, true),
    groups: about(column(Uint32Array, photos, photo), 'Photo → group of near-duplicates.'),
    photos: about(column(Uint32Array, cells, photo), 'Cell → photo, row by row.'),
    crops: about(cropsOf(cells), 'Four a cell: x, y, width, height of what shows, in fractions of the upright photo.'),
    mirrored: about(marks, 'Cell → 1 if mirrored left to right.'),
    tint: about(
      compactColumn(Float32Array, cells * 3, MEASURE),
      'Three a cell: gains of red, green and blue in linear light.',
    ),
    overlay: about(numberFrom(0, 100), 'Percent of the target blended over.'),
  };
}

/** Crops are 32-bit floats: their sum may be above 1 by so much. */
const CROP_ROUNDING = 1e-6;

function cropsOf(cells: number): JsonKind<Float32Array> {
  const parts = column(Float32Array, cells * 4, numberFrom(0, 1));
  const read = (json: unknown, path: string): Float32Array => {
    const crops = parts.read(json, path);
    for (let i = 0; i < crops.length; i += 4) {
      const [x, y, w, h] = [crops[i], crops[i + 1], crops[i + 2], crops[i + 3]];
      if (w > 0 && h > 0 && x + w <= 1 + CROP_ROUNDING && y + h <= 1 + CROP_ROUNDING) continue;
      throw wrong(`${path} of cell ${i / 4}`, 'a part of the photo', `${x} ${y} ${w} ${h}`);
    }
    return crops;
  };
  return { ...parts, read };
}

/**
 * A JSON Schema (draft 2020-12) of a plan file: a working file of its owner, with paths in it. `decodePlan` asks for more: that columns
 * have the right length, and indices exist.
 */
export function planSchema(): object {
  const schema = about(NUMBER, 'The format.', { const: PLAN_SCHEMA });
  // more photos and cells than there can be
  const body = bodyOf(2 ** 31, 2 ** 32 - 1);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tesserae plan',
    description: 'Which photo stands where in a mosaic: enough, with the photos, to draw it at any size.',
    ...open({ schema, ...HEAD, ...body }).schema,
  };
}

/**
 * Reads a plan file.
 *
 * @throws MosaicError `not-a-plan` naming the field that is wrong; `newer-plan` for a format of a later program
 */
export function decodePlan(text: string): PlanFile {
  return readAs({ schema: {}, read: readPlan }, parseJson(text), 'not-a-plan', 'the file');
}

function readPlan(file: unknown, path: string): PlanFile {
  const json = OBJECT.read(file, path);
  requireFormat(json);
  const { ids, layout } = open(HEAD).read(json, path);
  const { width, height, ...shape } = layout;
  const body = open(bodyOf(ids.length, cellsIn(shape))).read(json, path);
  const { target, picture, library, paths, settings, certificate, violations, metrics, ...columns } = body;
  if (paths.length !== ids.length) throw wrong('paths', `${ids.length} of them, one for each id`, paths);
  return {
    plan: { layout: layoutOf(shape, width, height), ids, ...columns },
    ...(picture ? { picture } : {}),
    ...{ target, library, paths, settings, certificate, violations, metrics },
  };
}

/** Says what a file is that is no plan, or that it is one of an earlier or a later program. */
function requireFormat({ schema, photos, layout, ids }: Readonly<Record<string, unknown>>): void {
  if (schema === undefined && photos !== undefined && layout === undefined)
    throw noPlan('placements, which say where photos stand and not how they are drawn');
  const isOther = layout === undefined && ids === undefined;
  if (isOther && schema === undefined) throw noPlan('other JSON');
  const format = NUMBER.read(schema, 'schema');
  const facts = { expected: `format ${PLAN_SCHEMA}`, received: `format ${format}` };
  if (format > PLAN_SCHEMA) throw new MosaicError('newer-plan', { ...facts, waysOut: [{ do: 'update' }] });
  if (isOther) throw noPlan('other JSON');
  if (format < PLAN_SCHEMA) throw new MosaicError('not-a-plan', { ...facts, waysOut: [{ run: 'make' }] });
}

function noPlan(received: string, cause?: unknown): MosaicError {
  const waysOut = [{ use: 'the file that was written as a plan' }];
  return new MosaicError('not-a-plan', { expected: 'the plan of a mosaic', received, waysOut }, cause);
}

function parseJson(text: string): unknown {
  const parsed = parsedJson(text);
  if ('json' in parsed) return parsed.json;
  throw noPlan(parsed.received, parsed.cause);
}
