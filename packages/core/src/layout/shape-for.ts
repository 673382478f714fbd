/** From settings and a target to the shape of the layout, and from the shape to the pixels of the output. */

import { MosaicError, type WayOut } from '../errors.js';
import { MOST_CELL } from '../settings/kinds.js';
import { lengthText, pixelsOf } from '../settings/length.js';
import { isGiven, parseSettings } from '../settings/parse.js';
import { type PictureSize, sizeText, turnedTo } from '../settings/size.js';
import type { Settings, SettingsInput } from '../settings/table.js';
import { cellPixels, columnsFor, drawnSize, rowsFor } from './drawn-size.js';
import type { Shape } from './layout.js';
import { cellsInRows, rowsOf } from './rows.js';

/** More cells than this are no mosaic but a mistake: the plan alone would take gigabytes. */
export const MOST_CELLS = 4_000_000;

/**
 * The shape of the layout that the settings ask for, for a target.
 *
 * @param target  its size in pixels
 * @throws MosaicError `limit` if that is more cells than the program handles
 */
export function shapeFor(settings: Settings, target: Pixels): Shape {
  const { width, height } = target;
  const cell = settings.shape;
  const columns = columnsOf(settings, target);
  const rows = settings.rows > 0 ? settings.rows : rowsFor(columns, width, height, cell);
  const shape = { kind: settings.layout, columns, rows, cell };
  const cells = cellsInRows(rowsOf(shape));
  if (cells > MOST_CELLS) {
    throw new MosaicError('limit', {
      subject: 'columns',
      expected: `at most ${MOST_CELLS} cells`,
      received: `${columns} columns and ${rows} rows, which are ${cells} cells`,
      waysOut: [{ lower: 'columns' }],
    });
  }
  return shape;
}

function columnsOf(settings: Settings, { width, height }: Pixels): number {
  if (settings.columns === 'pixels') {
    if (width <= 2000) return width;
    throw new MosaicError('limit', {
      subject: 'columns',
      expected: 'a target at most 2000 pixels wide, as "pixels" makes a cell of each',
      received: `one of ${width}`,
      waysOut: [{ use: 'a smaller target' }, { set: 'columns', atMost: 2000 }],
    });
  }
  if (settings.rows > 0 && !isGiven(settings, 'columns')) {
    return columnsFor(settings.rows, width, height, settings.shape);
  }
  const { size } = settings;
  if (size && isGiven(settings, 'cell')) return columnsOfSize(settings, size, { width, height });
  return settings.columns;
}

/** As many cells as fit into a size. */
function columnsOfSize(settings: Settings, size: PictureSize, target: Pixels): number {
  const room = roomOf(size, settings, target);
  const cell = cellPixels({ kind: 'grid', columns: 1, rows: 1, cell: settings.shape }, pixelsOfCell(settings));
  const across = Math.floor(room.width / cell.width + SLACK);
  const down = Math.floor(room.height / cell.height + SLACK);
  const wide = Number.isFinite(down) ? columnsFor(down, target.width, target.height, settings.shape) : across;
  const columns = Math.min(across, wide);
  if (columns > 0 && down > 0) return columns;
  throw new MosaicError('settings', {
    subject: 'cell',
    expected: `cells that fit into ${sizeText(size)}`,
    received: lengthText(settings.cell),
    waysOut: [{ lower: 'cell' }, { raise: 'size' }],
  });
}

interface Pixels {
  readonly width: number;
  readonly height: number;
}

/** 23.622 pixels a millimetre times 25.4 are not quite 600: what lacks so little fits. */
const SLACK = 1e-6;

/** The pixels of a size as it lies for a picture, not rounded; without a height there is no end to it. */
function roomOf(size: PictureSize, { turn, dpi }: Settings, picture: Pixels): Pixels {
  const { width, height } = turn ? turnedTo(size, picture) : size;
  return { width: pixelsOf(width, dpi), height: height ? pixelsOf(height, dpi) : Number.POSITIVE_INFINITY };
}

/** A mosaic that fills less than this share of the size asked for is not what was asked for. */
const LEAST_FILLED = 0.75;

/**
 * Output pixels a cell is wide: those of `cell`, or as many whole ones as let the grid fit into `size`.
 *
 * @throws MosaicError `settings` if whole pixels come nowhere near `size`; `limit` for cells beyond all measure
 */
export function cellWidth(given: SettingsInput, shape: Shape): number {
  const settings = parseSettings(given);
  const width = settings.size === undefined ? pixelsOfCell(settings) : fittingCell(shape, settings, settings.size);
  if (width <= MOST_CELL) return width;
  const { size, cell, dpi } = settings;
  const [name, text] = size === undefined ? ['cell', lengthText(cell)] : ['size', sizeText(size)];
  const ways: WayOut[] = size === undefined ? [{ lower: 'cell' }] : [{ lower: 'size' }, { raise: 'columns' }];
  throw new MosaicError('limit', {
    subject: name,
    expected: `cells of at most ${MOST_CELL} px`,
    received: `${text}, which makes them ${width} px at ${dpi} dpi`,
    waysOut: [...ways, { lower: 'dpi' }],
  });
}

function pixelsOfCell({ cell, dpi }: Settings): number {
  const width = Math.round(pixelsOf(cell, dpi));
  if (width > 0) return width;
  const expected = `at least a pixel at ${dpi} dpi`;
  throw new MosaicError('settings', {
    subject: 'cell',
    expected,
    received: lengthText(cell),
    waysOut: [{ raise: 'cell' }],
  });
}

/** What a size leaves unused because cells are whole pixels. */
export interface SizeUsage {
  /** The drawn part of what could be filled without stretching, 0 … 1. */
  readonly filled: number;
  /** Columns that would fill more of it. */
  readonly columns: number;
}

/** How much of a size a grid fills with cells so many pixels wide. */
export function sizeUsage(shape: Shape, settings: Settings, size: PictureSize, cell: number): SizeUsage {
  const drawn = drawnSize(shape, cell);
  const room = roomOf(size, settings, drawn);
  const filled = Math.max(drawn.width / room.width, drawn.height / room.height);
  return { filled, columns: Math.floor(shape.columns / filled) };
}

function fittingCell(shape: Shape, settings: Settings, size: PictureSize): number {
  const { columns, rows } = shape;
  const [w, h] = shape.cell;
  const whole = { width: columns * w, height: rows * h };
  const room = roomOf(size, settings, whole);
  const byHeight = Math.ceil(((room.height / rows + 1) * w) / h);
  let width = Math.min(Math.floor(room.width / columns + SLACK), byHeight);
  // heights are rounded to whole pixels: the bound is met or narrowly missed
  while (width > 0 && drawnSize(shape, width).height > room.height + SLACK) width--;
  if (width > 0 && sizeUsage(shape, settings, size, width).filled >= LEAST_FILLED) return width;
  const sizes = width > 0 ? `${width * columns} or ${(width + 1) * columns}` : `at least ${columns}`;
  const fit = Math.floor(Math.min(room.width, (room.height * whole.width) / whole.height) + SLACK);
  throw new MosaicError('settings', {
    subject: 'size',
    expected: `a width of ${sizes} px, as ${columns} columns of whole pixels have`,
    received: `${sizeText(size)}, which leaves ${fit}`,
    waysOut: [{ use: 'a size like that' }, { use: 'other columns' }],
  });
}
