/** The plan file's JSON Schema. `decodePlan` asks for more: that columns have the right length, and indices exist. */

import { PLAN_SCHEMA } from './plan-file.js';

const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };
const POSITIVE = { type: 'integer', minimum: 1 };
const SHARE = { type: ['number', 'null'], description: 'Of the lower bound; null stands for infinite.' };

/** A value for each cell or photo; one alone stands for all. */
function column(of: object, description: string): object {
  return { description, anyOf: [of, { type: 'array', items: of }] };
}

const integers = (minimum: number, maximum = 4_294_967_295): object => ({ type: 'integer', minimum, maximum });

const LAYOUT = {
  type: 'object',
  required: ['width', 'height', 'kind', 'columns', 'rows', 'cell'],
  properties: {
    width: { ...POSITIVE, description: 'Pixels of the target.' },
    height: POSITIVE,
    kind: {
      enum: ['grid', 'brick'],
      description: 'brick: every second row is shifted by half a cell and has one cell more, a half one at each end.',
    },
    columns: { ...POSITIVE, description: 'Cells of the first row.' },
    rows: POSITIVE,
    cell: {
      description: 'Width and height of a whole cell, in proportion; one number stands for both.',
      anyOf: [
        { type: 'number', minimum: 1e-6, maximum: 1e6 },
        { type: 'array', minItems: 2, maxItems: 2, items: { type: 'number', minimum: 1e-6, maximum: 1e6 } },
      ],
    },
  },
};

const RULES = {
  type: 'object',
  required: ['minUses', 'maxUses', 'spacing', 'pinned'],
  properties: {
    minUses: column(integers(0), 'Photo → how often it must be used.'),
    maxUses: column(integers(0), 'Photo → how often it may be used; 0 = banned, 4294967295 = unlimited.'),
    spacing: { ...integers(0), description: 'No photo repeats within so many cells.' },
    pinned: column(integers(-1, 2_147_483_647), 'Cell → the photo that stands there; −1 = free.'),
    groupBudget: { type: 'boolean', description: 'Near-duplicates share one budget of uses.' },
  },
};

const CERTIFICATE = {
  description: 'How far the plan can be from the best one; null if that is not known.',
  anyOf: [
    { type: 'null' },
    {
      type: 'object',
      required: ['cost', 'lowerBound', 'gap', 'assignmentGap', 'spacingCost', 'refineCost'],
      properties: {
        ...{ cost: NUMBER, lowerBound: NUMBER },
        ...{ gap: SHARE, assignmentGap: SHARE, spacingCost: SHARE, refineCost: SHARE },
        editCost: { ...SHARE, description: 'What edits cost since; absent if there were none.' },
      },
    },
  ],
};

const TARGET = {
  type: 'object',
  required: ['path', 'sha256', 'width', 'height'],
  properties: { path: TEXT, sha256: TEXT, width: POSITIVE, height: POSITIVE },
};

/** A JSON Schema (draft 2020-12) of a plan file: a working file of its owner, with paths in it. */
export function planSchema(): object {
  const part = { type: 'number', minimum: 0, maximum: 1 };
  const gain = { type: 'number', minimum: 1e-6, maximum: 1e6 };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tesserae plan',
    description: 'Which photo stands where in a mosaic: enough, with the photos, to draw it at any size.',
    type: 'object',
    required: REQUIRED,
    properties: {
      schema: { ...NUMBER, maximum: PLAN_SCHEMA, description: `The format; this program writes ${PLAN_SCHEMA}.` },
      target: TARGET,
      library: { ...TEXT, description: 'The library the photos are found in.' },
      paths: { type: 'array', items: TEXT, description: 'Photo → the path it had.' },
      settings: { type: 'object', description: 'What was set: see settings.schema.json.' },
      certificate: CERTIFICATE,
      violations: { type: 'array', items: TEXT, description: 'What broke the rules when the plan was made.' },
      metrics: {
        description: 'The scorecard; null if it was not scored.',
        anyOf: [{ type: 'null' }, { type: 'object', additionalProperties: NUMBER }],
      },
      layout: LAYOUT,
      rules: RULES,
      locked: column({ type: 'integer', minimum: 0, maximum: 1 }, 'Cell → 1 if edits leave it as it is; absent: none.'),
      seed: integers(0),
      ids: { type: 'array', minItems: 1, items: TEXT, description: 'Photo → SHA-256 of its content, hex, ascending.' },
      groups: column(integers(0), 'Photo → group of near-duplicates.'),
      photos: column(integers(0), 'Cell → photo, row by row.'),
      crops: column(part, 'Four a cell: x, y, width, height of what shows, in fractions of the upright photo.'),
      mirrored: column({ type: 'integer', minimum: 0, maximum: 1 }, 'Cell → 1 if mirrored left to right.'),
      tint: column(gain, 'Three a cell: gains of red, green and blue in linear light.'),
      overlay: {
        type: ['number', 'null'],
        minimum: 0,
        maximum: 100,
        description: 'Percent of the target blended over.',
      },
    },
  };
}

/** The first plans of this format had no certificate, violations and overlay. */
const REQUIRED = [
  ...['schema', 'target', 'library', 'paths', 'settings', 'metrics', 'layout', 'rules', 'seed', 'ids', 'groups'],
  ...['photos', 'crops', 'mirrored', 'tint'],
];
