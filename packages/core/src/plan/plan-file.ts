/** A plan as one JSON file: what goes where, and what it was made from. */

import type { Certificate } from '../assign/certificate.js';
import { type Rules, UNLIMITED } from '../assign/rules.js';
import { MosaicError } from '../errors.js';
import { gridLayout } from '../layout/grid.js';
import type { Layout } from '../layout/layout.js';
import type { Plan } from './plan.js';

/** The format's number; raised when a reader of the older one would misread. */
export const PLAN_SCHEMA = 1;

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
    layout: { width, height, shape },
    rules: {
      minUses: compact(plan.rules.minUses),
      maxUses: compact(plan.rules.maxUses),
      spacing: plan.rules.spacing,
      pinned: compact(plan.rules.pinned),
      groupBudget: plan.rules.groupBudget,
    },
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
  if (typeof json.schema !== 'number') throw wrong('schema', 'a number', json.schema);
  if (json.schema > PLAN_SCHEMA) {
    throw new MosaicError(
      'newer-plan',
      `plan: made by format ${json.schema}, this program reads format ${PLAN_SCHEMA}. Update the program.`,
    );
  }
  const ids = strings(json.ids, 'ids');
  const layout = decodeLayout(fields(json.layout, 'layout'));
  const cells = layout.boxes.length / 4;
  const photos = Uint32Array.from(numbers(json.photos, 'photos', cells));
  if (photos.some((photo) => photo >= ids.length)) throw wrong('photos', `numbers below ${ids.length}`, 'a larger one');
  const target = fields(json.target, 'target');
  const plan: Plan = {
    layout,
    photos,
    ids,
    crops: Float32Array.from(numbers(json.crops, 'crops', cells * 4)),
    mirrored: Uint8Array.from(numbers(json.mirrored, 'mirrored', cells)),
    tint: Float32Array.from(numbers(json.tint, 'tint', cells * 3)),
    overlay: number(json.overlay ?? 0, 'overlay'),
    rules: decodeRules(fields(json.rules, 'rules'), ids.length, cells),
    groups: Uint32Array.from(numbers(json.groups, 'groups', ids.length)),
    seed: number(json.seed, 'seed'),
  };
  return {
    plan,
    target: {
      path: string(target.path, 'target.path'),
      sha256: string(target.sha256, 'target.sha256'),
      width: number(target.width, 'target.width'),
      height: number(target.height, 'target.height'),
    },
    library: string(json.library, 'library'),
    paths: strings(json.paths, 'paths'),
    settings: fields(json.settings, 'settings'),
    // neither stood in the first plans of this format
    certificate: isAbsent(json.certificate) ? null : decodeCertificate(fields(json.certificate, 'certificate')),
    violations: json.violations === undefined ? [] : strings(json.violations, 'violations'),
    // written by this program as numbers by name; shown, never computed with
    metrics: json.metrics === null ? null : (fields(json.metrics, 'metrics') as Record<string, number>),
  };
}

function decodeLayout(json: Fields): Layout {
  const shape = fields(json.shape, 'layout.shape');
  if (shape.kind !== 'grid') throw wrong('layout.shape.kind', '"grid"', shape.kind);
  const [w, h] = numbers(shape.cell, 'layout.shape.cell', 2);
  const columns = positive(shape.columns, 'layout.shape.columns');
  const rows = positive(shape.rows, 'layout.shape.rows');
  const width = positive(json.width, 'layout.width');
  const height = positive(json.height, 'layout.height');
  if (columns * rows > 1e8) throw wrong('layout.shape', 'at most 100,000,000 cells', columns * rows);
  return gridLayout({ kind: 'grid', columns, rows, cell: [w, h] }, width, height);
}

function decodeRules(json: Fields, photos: number, cells: number): Rules {
  const uses = (value: unknown, name: string) =>
    Uint32Array.from(numbers(value, name, photos), (n) => Math.min(n, UNLIMITED));
  return {
    minUses: uses(json.minUses, 'rules.minUses'),
    maxUses: uses(json.maxUses, 'rules.maxUses'),
    spacing: number(json.spacing, 'rules.spacing'),
    pinned: Int32Array.from(numbers(json.pinned, 'rules.pinned', cells)),
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
  };
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

type Fields = Record<string, unknown>;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new MosaicError('not-a-plan', 'plan: expected JSON as written by --plan, received something else.', cause);
  }
}

function fields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(name, 'an object', value);
  // a plain object: its fields are checked one by one
  return value as Fields;
}

function number(value: unknown, name: string): number {
  if (typeof value !== 'number') throw wrong(name, 'a number', value);
  return value;
}

function positive(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1)
    throw wrong(name, 'a positive integer', value);
  return value;
}

function boolean(value: unknown, name: string): boolean {
  if (typeof value !== 'boolean') throw wrong(name, 'true or false', value);
  return value;
}

function string(value: unknown, name: string): string {
  if (typeof value !== 'string') throw wrong(name, 'a string', value);
  return value;
}

function strings(value: unknown, name: string): string[] {
  if (!Array.isArray(value)) throw wrong(name, 'a list of strings', value);
  return value.map((item) => string(item, name));
}

/** A column of `length` numbers; one number stands for all of them. */
function numbers(value: unknown, name: string, length: number): number[] {
  if (typeof value === 'number') return new Array<number>(length).fill(value);
  if (!Array.isArray(value) || value.length !== length) throw wrong(name, `${length} numbers`, value);
  return value.map((item) => number(item, name));
}

function wrong(name: string, expected: string, value: unknown): MosaicError {
  const received = Array.isArray(value) ? `a list of ${value.length}` : (JSON.stringify(value) ?? 'nothing');
  return new MosaicError('not-a-plan', `plan: ${name}: expected ${expected}, received ${received.slice(0, 60)}.`);
}
