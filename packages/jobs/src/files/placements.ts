/** Which photo stands in which cell, as a small JSON file that any program can read. */

import { MosaicError, type Plan, type Shape } from '@tesserae/core';
import { cellsIn, LAYOUTS, latticeOf, parsedJson, squareGrid } from '@tesserae/core/internal';
import { MOST_BYTES } from './read-input.js';
import { readText } from './read-text.js';

/** Which photo stands in which cell. */
export interface Placements {
  readonly kind: Shape['kind'];
  readonly columns: number;
  readonly rows: number;
  /** Cells, row by row: 0, 1, 2 … in the order of their first cells; a number stands for a photo. */
  readonly photos: Uint32Array;
  /** How many photos there were to choose from: the file's `ids`; without them, how many were placed. */
  readonly count: number;
}

/** @param paths  photo → path */
export function encodePlacements(plan: Plan, paths: readonly string[]): string {
  const { boxes, shape, width } = plan.layout;
  // of a grid, columns and rows say where the cells are; of any other, each has a box, in units of the target's width
  const places = shape.kind === 'grid' ? {} : { layout: shape.kind, boxes: Array.from(boxes, (side) => side / width) };
  return `${JSON.stringify({ ...latticeOf(shape), photos: Array.from(plan.photos), ids: paths, ...places })}\n`;
}

/**
 * Reads a placements file.
 *
 * @throws MosaicError `not-found`, `unreadable`, or `usage` naming the field that is wrong
 */
export async function readPlacements(path: string): Promise<Placements> {
  const json = parsed(path, await readText(path, MOST_BYTES.plan));
  const columns = positive(path, 'columns', json.columns);
  const rows = positive(path, 'rows', json.rows);
  const { photos, ids, layout = 'grid' } = json;
  const kind = LAYOUTS.find((each) => each === layout);
  if (kind === undefined) throw wrong(path, 'layout', LAYOUTS.join(' or '));
  const cells = cellsIn({ ...squareGrid(columns, rows), kind });
  if (!Array.isArray(photos) || photos.length !== cells || !photos.every(isIndex)) {
    throw wrong(path, 'photos', `${cells} integers from 0 on, row by row`);
  }
  if (ids !== undefined && (!Array.isArray(ids) || photos.some((photo) => photo >= ids.length))) {
    throw wrong(path, 'ids', 'a list with an entry for every number in photos');
  }
  const numbers = new Map<number, number>();
  for (const photo of photos) if (!numbers.has(photo)) numbers.set(photo, numbers.size);
  // every photo was entered above
  const renumbered = Uint32Array.from(photos, (photo) => numbers.get(photo)!);
  return { kind, columns, rows, photos: renumbered, count: Array.isArray(ids) ? ids.length : numbers.size };
}

function parsed(path: string, text: string): Record<string, unknown> {
  const read = parsedJson(text);
  // an object: its fields are checked one by one
  if ('json' in read && typeof read.json === 'object' && read.json !== null)
    return read.json as Record<string, unknown>;
  throw new MosaicError('usage', { file: path, expected: 'JSON as make writes it', received: 'something else' });
}

function positive(path: string, name: string, value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw wrong(path, name, 'a positive integer');
}

function isIndex(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 2 ** 32;
}

function wrong(path: string, field: string, expected: string): MosaicError {
  return new MosaicError('usage', { file: path, subject: field, expected, received: 'something else' });
}
