/** The report's JSON Schema, made from the fields of its levels. */

import { REPORT_LEVELS, REPORT_SCHEMA, type ReportEntry, type ReportLevel, reportFields } from './report.js';

const COUNT = { type: 'integer', minimum: 0 };

/** What each field holds. */
const FIELDS: Readonly<Record<keyof ReportEntry, object>> = {
  photo: {
    ...COUNT,
    description: "At the level full the photo's index in the plan's ids; below it a number in the order of first use.",
  },
  name: { type: 'string', description: 'The file of the photo, without its folder.' },
  taken: {
    type: 'string',
    pattern: '^(\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d)?)?$',
    description:
      'When the photo was taken, by the clock on the wall; empty if that is not known. Below the level full it is the day alone, and the time of a file does not count.',
  },
  path: { type: 'string', description: 'Where the photo is; U+FFFD stands for what is not UTF-8.' },
  sha256: { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Of the content.' },
  takenFrom: { enum: ['exif', 'name', 'mtime', ''], description: 'What says when it was taken.' },
  width: { ...COUNT, description: 'Pixels of the upright photo; 0 if the library no longer has it.' },
  height: COUNT,
  uses: { ...COUNT, description: 'How many cells show the photo.' },
  cells: {
    type: 'array',
    items: { type: 'string', pattern: '^r[1-9]\\d*c[1-9]\\d*$' },
    description: 'Their names, in reading order: r12c40 is row 12, column 40.',
  },
};

const SHARE = { type: ['number', 'null'], description: 'Of the lower bound; null stands for infinite.' };

const CERTIFICATE = {
  description: 'How far the plan can be from the best one; null if that is not known.',
  anyOf: [
    { type: 'null' },
    {
      type: 'object',
      required: ['cost', 'lowerBound', 'gap', 'assignmentGap', 'spacingCost', 'refineCost', 'violations'],
      properties: {
        ...{ cost: { type: 'number' }, lowerBound: { type: 'number' } },
        ...{ gap: SHARE, assignmentGap: SHARE, spacingCost: SHARE, refineCost: SHARE },
        violations: { ...COUNT, description: 'Rules that are broken.' },
      },
    },
  ],
};

/** A JSON Schema (draft 2020-12) of a report in JSON. */
export function reportSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Tesserae report',
    description: 'Where each photo of a mosaic stands and how often. Fields may be added.',
    type: 'object',
    required: ['schema', 'level', 'columns', 'rows', 'certificate', 'photos'],
    properties: {
      schema: { const: REPORT_SCHEMA },
      level: { enum: REPORT_LEVELS, description: 'How much it tells about the photos.' },
      columns: { type: 'integer', minimum: 1 },
      rows: { type: 'integer', minimum: 1 },
      certificate: CERTIFICATE,
      photos: { type: 'array', minItems: 1 },
    },
    oneOf: REPORT_LEVELS.map((level) => ({
      properties: { level: { const: level }, photos: { items: { $ref: `#/$defs/${level}` } } },
    })),
    $defs: Object.fromEntries(REPORT_LEVELS.map((level) => [level, entrySchema(level)])),
  };
}

function entrySchema(level: ReportLevel): object {
  const names = reportFields(level);
  return {
    type: 'object',
    required: names,
    // what a level leaves out is left out for a reason
    additionalProperties: false,
    properties: Object.fromEntries(names.map((name) => [name, FIELDS[name]])),
  };
}
