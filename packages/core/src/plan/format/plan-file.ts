/** A plan as one JSON file: what goes where, and what it was made from. */

import type { Certificate } from '../../assign/price/certificate.js';
import { type Rules, UNLIMITED } from '../../assign/rules.js';
import { MosaicError } from '../../errors.js';
import type { Layout } from '../../layout/layout.js';
import { layoutOf } from '../../layout/layout-of.js';
import type { Plan } from '../plan.js';
import {
  between,
  boolean,
  type Fields,
  fields,
  number,
  numbers,
  positive,
  string,
  strings,
  whole,
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

/**
 * Reads a plan file.
 *
 * @throws MosaicError `not-a-plan` naming the field that is wrong; `newer-plan` for a format of a later program
 */
export function decodePlan(text: string): PlanFile {
  const json = fields(parseJson(text), 'the file');
  if (json.schema === undefined && json.photos !== undefined && json.layout === undefined) throw placements();
  const isOther = json.layout === undefined && json.ids === undefined;
  if (isOther && json.schema === undefined) throw otherJson();
  const schema = number(json.schema, 'schema');
  if (schema > PLAN_SCHEMA) {
    const facts = { expected: `format ${PLAN_SCHEMA} or older`, received: `format ${schema}` };
    throw new MosaicError('newer-plan', { ...facts, waysOut: [{ do: 'update' }] });
  }
  if (isOther) throw otherJson();
  const ids = strings(json.ids, 'ids');
  const layout = decodeLayout(fields(json.layout, 'layout'));
  const cells = layout.boxes.length / 4;
  if (ids.length === 0) throw wrong('ids', 'at least one photo', ids);
  const paths = strings(json.paths, 'paths');
  if (paths.length !== ids.length) throw wrong('paths', `${ids.length} of them, one for each id`, paths);
  const target = fields(json.target, 'target');
  const plan: Plan = {
    layout,
    photos: Uint32Array.from(numbers(json.photos, 'photos', cells, whole(0, ids.length - 1))),
    ids,
    crops: decodeCrops(json.crops, cells),
    mirrored: Uint8Array.from(numbers(json.mirrored, 'mirrored', cells, whole(0, 1))),
    tint: Float32Array.from(numbers(json.tint, 'tint', cells * 3, GAINS)),
    overlay: number(json.overlay ?? 0, 'overlay', between(0, 100)),
    rules: decodeRules(fields(json.rules, 'rules'), ids.length, cells),
    // plans that nobody locked cells of have none
    ...(isAbsent(json.locked) ? {} : { locked: Uint8Array.from(numbers(json.locked, 'locked', cells, whole(0, 1))) }),
    groups: Uint32Array.from(numbers(json.groups, 'groups', ids.length, whole(0, ids.length - 1))),
    seed: number(json.seed, 'seed', whole(0, UNLIMITED)),
  };
  return {
    plan,
    target: {
      path: string(target.path, 'target.path'),
      sha256: string(target.sha256, 'target.sha256'),
      width: positive(target.width, 'target.width'),
      height: positive(target.height, 'target.height'),
    },
    library: string(json.library, 'library'),
    paths,
    settings: fields(json.settings, 'settings'),
    // neither stood in the first plans of this format
    certificate: isAbsent(json.certificate) ? null : decodeCertificate(fields(json.certificate, 'certificate')),
    violations: json.violations === undefined ? [] : strings(json.violations, 'violations'),
    metrics: json.metrics === null ? null : decodeMetrics(fields(json.metrics, 'metrics')),
  };
}

/** Sides of a cell, in whatever unit. */
const SIDES = between(1e-6, 1e6);
/** Gains in linear light. */
const GAINS = between(1e-6, 1e6);

function decodeLayout(json: Fields): Layout {
  const { kind } = json;
  if (kind !== 'grid' && kind !== 'brick') throw wrong('layout.kind', '"grid" or "brick"', kind);
  const [w, h] = numbers(json.cell, 'layout.cell', 2, SIDES);
  const columns = positive(json.columns, 'layout.columns');
  const rows = positive(json.rows, 'layout.rows');
  const width = positive(json.width, 'layout.width');
  const height = positive(json.height, 'layout.height');
  if (columns * rows > 1e8) throw wrong('layout', 'at most 100,000,000 cells', columns * rows);
  return layoutOf({ kind, columns, rows, cell: [w, h] }, width, height);
}

/** As wide as settings allow: of few cells, none is so far away. */
const WIDE = 50;

function decodeRules(json: Fields, photos: number, cells: number): Rules {
  const uses = (value: unknown, name: string) => Uint32Array.from(numbers(value, name, photos, whole(0, UNLIMITED)));
  return {
    minUses: uses(json.minUses, 'rules.minUses'),
    maxUses: uses(json.maxUses, 'rules.maxUses'),
    spacing: number(json.spacing, 'rules.spacing', whole(0, Math.max(cells, WIDE))),
    pinned: Int32Array.from(numbers(json.pinned, 'rules.pinned', cells, whole(-1, photos - 1))),
    // the first plans of this format had none
    ...(json.groupBudget === undefined ? {} : { groupBudget: boolean(json.groupBudget, 'rules.groupBudget') }),
  };
}

function decodeCertificate(json: Fields): Certificate {
  // JSON has no infinity: a share of a bound of 0 is written as null
  const share = (name: string) =>
    json[name] === null ? Number.POSITIVE_INFINITY : number(json[name], `certificate.${name}`);
  return {
    cost: number(json.cost, 'certificate.cost'),
    lowerBound: number(json.lowerBound, 'certificate.lowerBound'),
    gap: share('gap'),
    assignmentGap: share('assignmentGap'),
    spacingCost: share('spacingCost'),
    refineCost: share('refineCost'),
    ...(isAbsent(json.editCost) ? {} : { editCost: share('editCost') }),
  };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

/** Crops are 32-bit floats: their sum may be above 1 by so much. */
const CROP_ROUNDING = 1e-6;

function decodeCrops(value: unknown, cells: number): Float32Array {
  const crops = Float32Array.from(numbers(value, 'crops', cells * 4, between(0, 1)));
  for (let i = 0; i < crops.length; i += 4) {
    const [x, y, w, h] = crops.subarray(i, i + 4);
    if (w > 0 && h > 0 && x + w <= 1 + CROP_ROUNDING && y + h <= 1 + CROP_ROUNDING) continue;
    throw wrong(`crops of cell ${i / 4}`, 'a part of the photo', `${x} ${y} ${w} ${h}`);
  }
  return crops;
}

function decodeMetrics(json: Fields): Record<string, number> {
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, number(value, `metrics.${name}`)]));
}

/** A report, settings, or whatever else is JSON. */
function otherJson(): MosaicError {
  return noPlan('other JSON');
}

/** A file of placements says which photo stands where, and nothing of how it is drawn. */
function placements(): MosaicError {
  return noPlan('placements, which say where photos stand and not how they are drawn');
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
