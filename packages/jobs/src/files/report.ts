/** The report as a file: where each photo stands and how often, for spreadsheets or for programs. */

import { extname } from 'node:path';
import { type Certificate, MosaicError, type Plan, type PlanFile, reportEntries } from '@tesserae/core';
import { latticeOf, REPORT_SCHEMA, type ReportEntry, type ReportLevel, reportFields } from '@tesserae/core/internal';
import type { LibraryFile } from '@tesserae/node';
import { photoFacts, type WholeFile } from '@tesserae/node/internal';
import type { ReportFields } from '../options/rows.js';
import { csv } from './csv.js';

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
  /** What the scorecard said of the picture; null if it was not judged. */
  readonly metrics: Readonly<Record<string, number>> | null;
}

/** The report that is asked for, as a file to write; none if none is. Its suffix decides the form: .csv or .json. */
export function reportFiles(fields: ReportFields, about: Reportable): WholeFile[] {
  const { report: file, reportLevel: level = FULL, bom } = fields;
  if (file === undefined) return [];
  const { plan, paths, library, certificate, violations, metrics } = about;
  const photos = reportEntries({ plan, paths, facts: photoFacts(library, plan.ids) }, level);
  if (suffixOf(file) === '.csv') return [{ path: file, data: csv(table(photos, level), bom) }];
  const { columns, rows } = latticeOf(plan.layout.shape);
  const report = {
    ...{ schema: REPORT_SCHEMA, level, columns, rows },
    certificate: certificate && { ...certificate, violations },
    ...{ metrics, photos },
  };
  return [{ path: file, data: `${JSON.stringify(report, null, 1)}\n` }];
}

/** What of a saved plan a report is about. */
export function reportableOf(saved: PlanFile, library: LibraryFile): Reportable {
  const { plan, paths, certificate, violations, metrics } = saved;
  return { plan, paths, library, certificate, violations: violations.length, metrics };
}

function table(photos: readonly ReportEntry[], level: ReportLevel): string[][] {
  const fields = reportFields(level);
  const line = (entry: ReportEntry): string[] =>
    fields.map((field) => (field === 'cells' ? entry.cells.join(' ') : String(entry[field])));
  return [fields.map((field) => (field === 'takenFrom' ? 'taken_from' : field)), ...photos.map(line)];
}

/** The user's own file tells everything unless told otherwise. */
const FULL: ReportLevel = 'full';

/**
 * Refuses a report that cannot be, before any work.
 *
 * @throws MosaicError `unknown-format` or `usage`
 */
export function checkReport({ report, reportLevel, bom }: ReportFields): void {
  if (report === undefined) {
    if (reportLevel === undefined && !bom) return;
    const received = 'about a report, and there is none';
    const subject = reportLevel === undefined ? 'bom' : 'reportLevel';
    throw new MosaicError('usage', { subject, received, waysOut: [{ give: 'report' }] });
  }
  const suffix = suffixOf(report);
  if (bom && suffix !== '.csv') {
    const waysOut = [{ omit: 'bom' }];
    throw new MosaicError('usage', { subject: 'bom', expected: 'a report in .csv', received: `"${suffix}"`, waysOut });
  }
  if (REPORTS.includes(suffix)) return;
  const received = suffix === '' ? 'a name without one' : `"${suffix}"`;
  throw new MosaicError('unknown-format', { subject: 'report', expected: 'the suffix .csv or .json', received });
}

function suffixOf(file: string): string {
  return extname(file).toLowerCase();
}
