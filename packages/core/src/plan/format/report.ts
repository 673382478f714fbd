/**
 * The report: where each photo stands and how often, and as much about the photos as whoever gets it may know.
 *
 * There are three levels, each with what the one before has. The first says nothing about the photos themselves: not even
 * hashes, by which somebody who has a picture could find out that it is in the collection.
 */

import { cellName } from '../../layout/names.js';
import { about, nullable, numberFrom, open } from '../../runtime/json-kinds.js';
import type { Plan } from '../plan.js';
import { CERTIFICATE_FIELDS, METRICS } from './findings.js';

/** How much of the photos is told: numbers alone; names without folders, and dates; everything. */
export const REPORT_LEVELS = ['ids', 'captions', 'full'] as const;

/** One of `REPORT_LEVELS`. */
export type ReportLevel = (typeof REPORT_LEVELS)[number];

/** The number of the report's form; fields are added, never changed. */
export const REPORT_SCHEMA = 1;

/** What is known of a photo besides where it lies. */
export interface PhotoFacts {
  /** When it was taken, as `2019-07-04T15:30:12` by the clock on the wall. */
  readonly taken: string;
  /** What says so: its EXIF, the name of its file, or the time when that was last written. */
  readonly takenFrom: 'exif' | 'name' | 'mtime';
  /** Pixels of the upright photo. */
  readonly width: number;
  readonly height: number;
}

/** One photo in a report. Every field that its level has is there; text that is not known is empty, numbers 0. */
export interface ReportEntry {
  /** At the level `full` its index in the plan's `ids`; below, from 0 in the order of first use: ids are in the order of hashes. */
  readonly photo: number;
  /** Its file, without the folder. */
  readonly name?: string;
  /** As in `PhotoFacts`; below the level `full` the day alone, and only where a camera or a name says so. */
  readonly taken?: string;
  readonly path?: string;
  /** Of its content, hex. */
  readonly sha256?: string;
  readonly takenFrom?: string;
  readonly width?: number;
  readonly height?: number;
  /** How many cells show it. */
  readonly uses: number;
  /** Their names (r12c40: row 12, column 40), in reading order. */
  readonly cells: readonly string[];
}

const TOTAL = { type: 'integer', minimum: 0 };

/** The fields of an entry, in order: the first level that has them, and what each holds. */
const FIELDS: Readonly<Record<keyof ReportEntry, readonly [from: ReportLevel, schema: object]>> = {
  photo: [
    'ids',
    {
      ...TOTAL,
      description:
        "At the level full the photo's index in the plan's ids; below it a number in the order of first use.",
    },
  ],
  name: ['captions', { type: 'string', description: 'The file of the photo, without its folder.' }],
  taken: [
    'captions',
    {
      type: 'string',
      pattern: '^(\\d{4}-\\d\\d-\\d\\d(T\\d\\d:\\d\\d:\\d\\d)?)?$',
      description:
        'When the photo was taken, by the clock on the wall; empty if that is not known. Below the level full it is the day alone, and the time of a file does not count.',
    },
  ],
  path: ['full', { type: 'string', description: 'Where the photo is; U+FFFD stands for what is not UTF-8.' }],
  sha256: ['full', { type: 'string', pattern: '^[0-9a-f]{64}$', description: 'Of the content.' }],
  takenFrom: ['full', { enum: ['exif', 'name', 'mtime', ''], description: 'What says when it was taken.' }],
  width: ['full', { ...TOTAL, description: 'Pixels of the upright photo; 0 if the library no longer has it.' }],
  height: ['full', TOTAL],
  uses: ['ids', { ...TOTAL, description: 'How many cells show the photo.' }],
  cells: [
    'ids',
    {
      type: 'array',
      items: { type: 'string', pattern: '^r[1-9]\\d*c[1-9]\\d*$' },
      description: 'Their names, in reading order: r12c40 is row 12, column 40.',
    },
  ],
};

/** The fields that the entries of a level have, in order. */
export function reportFields(level: ReportLevel): readonly (keyof ReportEntry)[] {
  // the keys of FIELDS are those of ReportEntry
  const names = Object.keys(FIELDS) as (keyof ReportEntry)[];
  return names.filter((name) => REPORT_LEVELS.indexOf(FIELDS[name][0]) <= REPORT_LEVELS.indexOf(level));
}

const BROKEN = about(numberFrom(0, Number.MAX_SAFE_INTEGER, true), 'Rules that are broken.');
const CERTIFICATE = about(
  nullable(open({ ...CERTIFICATE_FIELDS, violations: BROKEN })),
  'How far the plan can be from the best one; null if that is not known.',
);

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
      certificate: CERTIFICATE.schema,
      metrics: METRICS.schema,
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
    properties: Object.fromEntries(names.map((name) => [name, FIELDS[name][1]])),
  };
}

/** What a report is made from. */
export interface ReportInput {
  readonly plan: Plan;
  /** Photo → path. */
  readonly paths: readonly string[];
  /** Photo → what is known of it; undefined for a photo of which nothing is. */
  readonly facts: readonly (PhotoFacts | undefined)[];
}

/** Every photo of a plan, used or not, by its number, with the fields of a level and no others. */
export function reportEntries({ plan, paths, facts }: ReportInput, level: ReportLevel): ReportEntry[] {
  const cells = cellsOfPhotos(plan);
  const names = reportFields(level);
  const order = level === 'full' ? [...plan.ids.keys()] : byFirstUse(plan, paths);
  return order.map((photo, number) => {
    const { taken = '', takenFrom = '', width = 0, height = 0 } = facts[photo] ?? {};
    const path = paths[photo];
    const entry: ReportEntry = {
      ...{ photo: number, path, sha256: plan.ids[photo], width, height, takenFrom },
      name: path.slice(path.lastIndexOf('/') + 1),
      taken: level === 'full' ? taken : dayOf(taken, takenFrom),
      uses: cells[photo].length,
      cells: cells[photo],
    };
    // the fields every level has are among them
    return Object.fromEntries(names.map((name) => [name, entry[name]])) as unknown as ReportEntry;
  });
}

/** The day alone; when a file was written is nothing that a caption says. */
function dayOf(taken: string, takenFrom: PhotoFacts['takenFrom'] | ''): string {
  return takenFrom === 'mtime' ? '' : taken.slice(0, 10);
}

/** Photos as they are met in reading order of cells; those that are not used follow, by path: nothing hints at hashes. */
function byFirstUse({ photos, ids }: Plan, paths: readonly string[]): number[] {
  const used = new Set(photos);
  const unused = [...ids.keys()].filter((photo) => !used.has(photo));
  unused.sort((a, b) => (paths[a] < paths[b] ? -1 : paths[a] > paths[b] ? 1 : a - b));
  return [...used, ...unused];
}

/** Photo → names of its cells, in reading order. */
function cellsOfPhotos({ photos, ids, layout }: Plan): string[][] {
  const cells: string[][] = ids.map(() => []);
  photos.forEach((photo, cell) => {
    cells[photo].push(cellName(cell, layout.shape));
  });
  return cells;
}
