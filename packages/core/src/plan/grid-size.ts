/** From settings and a target to the grid, and from the grid to the pixels of the output. */

import { MosaicError } from '../errors.js';
import { columnsFor, rowsFor } from '../layout/grid.js';
import type { GridShape } from '../layout/layout.js';
import { isGiven } from './parse.js';
import type { Settings } from './settings.js';

/** More cells than this are no mosaic but a mistake: the plan alone would take gigabytes. */
const MOST_CELLS = 4_000_000;

/**
 * The grid that the settings make of a target.
 *
 * @param target  its size in pixels
 * @throws MosaicError `limit` if that is more cells than the program handles
 */
export function gridShape(settings: Settings, target: { readonly width: number; readonly height: number }): GridShape {
  const { width, height } = target;
  const cell = settings.shape;
  const columns = columnsOf(settings, target);
  const rows = settings.rows > 0 ? settings.rows : rowsFor(columns, width, height, cell);
  if (columns * rows > MOST_CELLS) {
    throw new MosaicError(
      'limit',
      `columns: ${columns} columns and ${rows} rows are ${columns * rows} cells; at most ${MOST_CELLS} are possible. Take fewer columns.`,
    );
  }
  return { kind: 'grid', columns, rows, cell };
}

function columnsOf(settings: Settings, { width, height }: { readonly width: number; readonly height: number }): number {
  if (settings.columns === 'pixels') {
    if (width <= 2000) return width;
    throw new MosaicError(
      'limit',
      `columns: "pixels" makes a cell of each pixel, and the target is ${width} pixels wide; at most 2000 columns are possible. Shrink the target or give a number.`,
    );
  }
  if (settings.rows > 0 && !isGiven(settings, 'columns')) {
    return columnsFor(settings.rows, width, height, settings.shape);
  }
  return settings.columns;
}

/** A mosaic that is farther from the size asked for than this share of it is not what was asked for. */
const TOLERANCE = 0.25;

/**
 * Output pixels a cell is wide: `cell`, or `size` shared out among the columns and rounded to whole pixels.
 *
 * @throws MosaicError `settings` if whole pixels come nowhere near `size`
 */
export function cellWidth({ size, cell }: Settings, columns: number): number {
  if (size === 0) return cell;
  const width = Math.max(1, Math.round(size / columns));
  if (Math.abs(width * columns - size) <= TOLERANCE * size) return width;
  const less = Math.floor(size / columns) * columns;
  const sizes = less > 0 ? `${less} or ${less + columns}` : `at least ${columns}`;
  throw new MosaicError(
    'settings',
    `size: cells are whole pixels, so ${columns} columns are ${sizes} px wide; received ${size}. Take a size like that, or other columns.`,
  );
}
