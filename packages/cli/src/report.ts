/** The report: where each photo stands and how often, for spreadsheets or for programs. */

import { extname } from 'node:path';
import { cellName, type Made, type Plan } from '@tesserae/core';
import { certificateFields } from './certificate.js';
import { csv } from './csv.js';

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
