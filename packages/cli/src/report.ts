/** The report: where each photo stands and how often, for spreadsheets or for programs. */

import { extname } from 'node:path';
import { cellName, type Made, type Plan } from '@tesserae/core';
import { certificateFields } from './certificate.js';

/**
 * Writes the report in the form that the suffix of `file` asks for, .csv or .json.
 *
 * @param paths  photo → path
 */
export function encodeReport(file: string, made: Made, paths: readonly string[]): string {
  const { plan, certificate, violations } = made;
  const cells = cellsOfPhotos(plan);
  const { columns, rows } = plan.layout.shape;
  if (extname(file).toLowerCase() === '.csv') {
    const lines = paths.map((path, photo) => [path, String(cells[photo].length), cells[photo].join(' ')]);
    return csv([['path', 'uses', 'cells'], ...lines]);
  }
  const photos = paths.map((path, photo) => ({
    path,
    sha256: plan.ids[photo],
    uses: cells[photo].length,
    cells: cells[photo],
  }));
  return `${JSON.stringify({ columns, rows, certificate: certificateFields(certificate, violations.length), photos }, null, 1)}\n`;
}

/** Photo → names of its cells, in reading order. */
function cellsOfPhotos({ photos, ids, layout }: Plan): string[][] {
  const cells: string[][] = ids.map(() => []);
  photos.forEach((photo, cell) => {
    cells[photo].push(cellName(cell, layout.shape.columns));
  });
  return cells;
}

/** Comma-separated values as of RFC 4180. */
function csv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.map(csvField).join(',')}\r\n`).join('');
}

/**
 * One field. A spreadsheet would run what begins with = + - @ tab or return as a formula: an apostrophe keeps it text.
 *
 * Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
