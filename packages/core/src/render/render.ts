/** Draws a plan: bands of pixels, from the top down, each view loaded at its final size. */

import { MosaicError, throwIfAborted } from '../errors.js';
import { cellPixels, gridPixels } from '../layout/grid.js';
import { type Raster, raster } from '../pixels/raster.js';
import type { Plan } from '../plan/plan.js';
import type { Hooks, PhotoSource } from '../ports.js';
import { abortable } from '../runtime/abort.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import { type TintCurves, tintCurves } from '../tint/gain.js';
import { overlay } from '../tint/overlay.js';
import type { Band } from './band.js';
import { bufferPool } from './buffer-pool.js';
import { type BlitPosition, blit, blitTinted, type PixelWords, wordsOf } from './compose.js';
import { loader } from './loader.js';
import { schedule } from './schedule.js';
import { distinctViews, viewOf } from './views.js';

/** How large and with what means to draw. */
export interface RenderOptions {
  /** Pixels a drawn cell is wide; the height follows the layout's proportions. */
  readonly cell: number;
  /** Bytes of views to hold at a time; default `VIEW_BUDGET`. One row of cells is held even if it needs more. */
  readonly budget?: number;
  /** Views asked of the source at a time; 0, the default, is `PARALLEL_VIEWS`. */
  readonly parallel?: number;
  /** The first row of pixels that is wanted; 0 unless told. Bands begin there. */
  readonly from?: number;
  /** What the plan was made for, at the size its layout has; needed if the plan has an overlay. */
  readonly target?: Raster;
  /** Whether bands carry their rows untouched too: the views are loaded once for both. */
  readonly untouched?: boolean;
}

/** 44 MiB: holds nearly three hundred distinct views of 200 × 200 pixels. More saves a tenth of the loads and no time. */
export const VIEW_BUDGET: number = 44 * 2 ** 20;

/** Enough to keep every core busy while some wait for the disk. */
export const PARALLEL_VIEWS = 16;

/** Pixels of a band at most, unless a single row has more: 4 MiB. */
const BAND_PIXELS = 1 * 2 ** 20;

/**
 * Draws a plan from the top down, at `gridPixels` of its shape. Bands cover every row once, in order.
 *
 * All bands share one buffer: a band is good until the next one is asked for, so a consumer that keeps pixels longer
 * copies them. Loading of later views goes on while a band is out.
 *
 * Progress counts rows of pixels. The outcome depends on the plan, the source and the cell size alone.
 *
 * @param source  where the plan's photos come from; `View.photo` is the plan's index
 * @throws MosaicError `aborted`; `shape` if the source answers with another size than it was asked for, or the overlay's
 *         target is missing or of another size; what the source throws
 */
export async function* render(
  plan: Plan,
  source: PhotoSource,
  options: RenderOptions,
  hooks: Hooks = {},
): AsyncGenerator<Band, void, void> {
  const { cell, budget = VIEW_BUDGET, parallel = 0, from: top = 0 } = options;
  const { shape } = plan.layout;
  const size = cellPixels(shape, cell);
  const whole = gridPixels(shape, cell);
  const strip = Math.min(size.height, Math.max(1, Math.floor(BAND_PIXELS / whole.width)));
  const buffer = raster(whole.width, strip);
  const plainBuffer = options.untouched ? raster(whole.width, strip) : undefined;
  const blend = overlayOf(plan, options.target, whole.height);

  const first = Math.floor(top / size.height);
  const { ofCell, firstCell } = distinctViews(plan);
  const capacity = Math.floor(budget / (size.width * size.height * 4));
  const wanted = new Set(ofCell.subarray(first * shape.columns));
  const all = source.prepare && Array.from(wanted, (view) => viewOf(plan, firstCell[view]));
  if (all) await source.prepare?.(all, size.width, size.height, hooks);
  const rooms = bufferPool(size.width, size.height);
  const load = async (view: number): Promise<Raster> => {
    const room = rooms.acquire();
    const drawn = await source.view(viewOf(plan, firstCell[view]), size.width, size.height, room);
    if (drawn !== room) rooms.release(room);
    return drawn;
  };
  const views = loader(
    schedule(ofCell.subarray(first * shape.columns), shape.rows - first, firstCell.length, capacity),
    { load, release: rooms.release },
    { capacity, parallel: parallel > 0 ? parallel : PARALLEL_VIEWS },
  );
  const breath = eventLoopYielder();
  try {
    for (let row = first; row < shape.rows; row++) {
      throwIfAborted(hooks.signal);
      await abortable(views.ready(row - first), hooks.signal);
      const cells = rowOfCells(plan, row, (i) => wordsOf(views.view(ofCell[i]), size.width, size.height));
      for (let from = Math.max(0, top - row * size.height); from < size.height; from += strip) {
        const y = row * size.height + from;
        const band = firstRows(buffer, Math.min(strip, size.height - from));
        compose(cells, from, band);
        blend?.(band, y);
        const untouched = plainBuffer && firstRows(plainBuffer, band.height);
        if (untouched) compose(cells.map(untinted), from, untouched);
        yield untouched ? { y, raster: band, untouched } : { y, raster: band };
        hooks.onProgress?.({ stage: 'draw', done: y + band.height, total: whole.height });
        await breath(); // views at hand and a quick consumer: an abort would never get its turn
        throwIfAborted(hooks.signal);
      }
      views.finish(row - first);
    }
  } finally {
    views.stop();
  }
}

function overlayOf({ overlay: percent, layout }: Plan, target: Raster | undefined, height: number) {
  if (percent === 0) return undefined;
  if (target) return overlay(target, layout, percent, height);
  throw new MosaicError('shape', 'target: the plan blends its target over the mosaic; expected it, received nothing.');
}

/** A cell of the row being drawn: its view, and its curves if it is tinted. */
interface DrawnCell {
  readonly view: PixelWords;
  readonly curves: TintCurves | undefined;
}

function untinted({ view }: DrawnCell): DrawnCell {
  return { view, curves: undefined };
}

function rowOfCells(plan: Plan, row: number, view: (cell: number) => PixelWords): DrawnCell[] {
  const { columns } = plan.layout.shape;
  return Array.from({ length: columns }, (_, column) => {
    const cell = row * columns + column;
    return { view: view(cell), curves: tintCurves(plan.tint, cell) };
  });
}

/** Draws the rows from `from` on of a row of cells. */
function compose(cells: readonly DrawnCell[], from: number, band: Raster): void {
  const into = wordsOf(band, band.width, band.height);
  for (let column = 0; column < cells.length; column++) {
    const { view, curves } = cells[column];
    const place: BlitPosition = { x: column * view.width, y: 0, from, count: band.height };
    if (curves) blitTinted(view, into, place, curves);
    else blit(view, into, place);
  }
}

function firstRows(whole: Raster, rows: number): Raster {
  return raster(whole.width, rows, whole.data.subarray(0, whole.width * rows * 4));
}
