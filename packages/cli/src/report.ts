/** The report as a file: where each photo stands and how often, for spreadsheets or for programs. */

import { extname } from 'node:path';
import {
  type Certificate,
  MosaicError,
  type Plan,
  type PlanFile,
  REPORT_LEVELS,
  REPORT_SCHEMA,
  type ReportEntry,
  type ReportLevel,
  reportEntries,
  reportFields,
} from '@tesserae/core';
import { type LibraryFile, photoFacts, type WholeFile } from '@tesserae/node';
import { certificateFields } from './certificate.js';
import { csv } from './csv.js';
import type { Flags } from './flags.js';

/** The forms of a report, by its suffix. */
const REPORTS = ['.csv', '.json'];

/** What a report is about. */
export interface Reportable {
  readonly plan: Plan;
  /** Photo → path. */
  readonly paths: readonly string[];
  readonly library: LibraryFile;
  /** Null if it is not known. */
  readonly certificate: Certificate | null;
  /** Rules that are broken. */
  readonly violations: number;
}

/**
 * The report that the flags ask for, as a file to write. Its suffix decides the form: .csv or .json.
 *
 * @param file  its path
 */
export function reportFile(file: string, flags: Flags, about: Reportable): WholeFile {
  const { plan, paths, library, certificate, violations } = about;
  const level = reportLevel(flags);
  const photos = reportEntries({ plan, paths, facts: photoFacts(library, plan.ids) }, level);
  if (suffixOf(file) === '.csv') return { path: file, data: csv(table(photos, level)) };
  const { columns, rows } = plan.layout.shape;
  const report = {
    ...{ schema: REPORT_SCHEMA, level, columns, rows },
    certificate: certificate && certificateFields(certificate, violations),
    photos,
  };
  return { path: file, data: `${JSON.stringify(report, null, 1)}\n` };
}

/** What of a saved plan a report is about. */
export function reportableOf(saved: PlanFile, library: LibraryFile): Reportable {
  const { plan, paths, certificate, violations } = saved;
  return { plan, paths, library, certificate, violations: violations.length };
}

function table(photos: readonly ReportEntry[], level: ReportLevel): string[][] {
  const fields = reportFields(level);
  const line = (entry: ReportEntry): string[] =>
    fields.map((field) => (field === 'cells' ? entry.cells.join(' ') : String(entry[field])));
  return [fields.map((field) => (field === 'takenFrom' ? 'taken_from' : field)), ...photos.map(line)];
}

/**
 * Refuses a report that cannot be, before any work.
 *
 * @throws MosaicError `unknown-format` or `usage`
 */
export function checkReport(flags: Flags): void {
  const { report } = flags;
  if (report === undefined) {
    if (flags.reportLevel === undefined) return;
    throw new MosaicError(
      'usage',
      '--report-level: says how much a report tells, and there is none. Name its file with --report.',
    );
  }
  reportLevel(flags);
  const suffix = suffixOf(report);
  if (REPORTS.includes(suffix)) return;
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError('unknown-format', `report: expected a suffix out of .csv .json, received ${received}.`);
}

/** The user's own file tells everything unless told otherwise. */
function reportLevel({ reportLevel: word = 'full' }: Flags): ReportLevel {
  const level = REPORT_LEVELS.find((each) => each === word);
  if (level !== undefined) return level;
  const levels = REPORT_LEVELS.join(' or ');
  throw new MosaicError('usage', `--report-level: expected ${levels}, received "${word}".`);
}

function suffixOf(file: string): string {
  return extname(file).toLowerCase();
}
