/** Draws a plan: bands of pixels, from the top down, each view loaded at its final size. */

import { MosaicError, throwIfAborted } from '../errors.js';
import { type PlacedCells, place } from '../layout/place.js';
import { type Raster, raster, requireSize } from '../pixels/raster.js';
import type { Rect } from '../pixels/rect.js';
import type { Plan } from '../plan/plan.js';
import type { Hooks, PhotoSource } from '../ports.js';
import { abortable } from '../runtime/abort.js';
import { eventLoopYielder } from '../runtime/event-loop.js';
import { type TintCurves, tintCurves } from '../tint/gain.js';
import { type OverlayPart, overlay } from '../tint/overlay.js';
import type { Band } from './band.js';
import { bufferPool } from './buffer-pool.js';
import { type BlitPosition, blit, blitTinted, type PixelWords, wordsOf } from './compose.js';
import { type Loader, loader } from './loader.js';
import { schedule } from './schedule.js';
import { distinctViews, prepareViews, viewOf } from './views.js';
import { windowRows } from './window.js';

/** How large and with what means to draw. */
export interface RenderOptions {
  /** Pixels a drawn cell is wide; the height follows the layout's proportions. */
  readonly cell: number;
  /** Bytes of views to hold at a time; default `VIEW_BUDGET`. One row of cells is held even if it needs more. */
  readonly budget?: number;
  /** Views asked of the source at a time; 0, the default, is `PARALLEL_VIEWS`. */
  readonly parallel?: number;
  /** What is drawn of it, in whole pixels of the mosaic and inside it; all unless told. Bands are as wide as this. */
  readonly window?: Rect;
  /** What the plan was made for, at the size its layout has; needed if the plan has an overlay. */
  readonly target?: Raster;
  /** Whether bands carry their rows untouched too: the views are loaded once for both. */
  readonly untouched?: boolean;
}

/** 44 MiB: holds nearly three hundred distinct views of 200 × 200 pixels. More saves a tenth of the loads and no time. */
export const VIEW_BUDGET: number = 44 * 2 ** 20;

/** Enough to keep every core busy while some wait for the disk. */
const PARALLEL_VIEWS = 16;

/** Pixels of a band at most, unless a single row has more: 4 MiB. */
const BAND_PIXELS = 1 * 2 ** 20;

/**
 * Draws a plan from the top down, at `drawnSize` of its shape, or a window of that. Bands cover every row once, in order; they
 * are numbered as rows of the whole.
 *
 * All bands share one buffer: a band is good until the next one is asked for, so a consumer that keeps pixels longer
 * copies them. Loading of later views goes on while a band is out.
 *
 * Progress counts rows of pixels. A pixel depends on the plan, the source and the cell size alone.
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
  const { cell, budget = VIEW_BUDGET, parallel = 0 } = options;
  const placed = place(plan.layout.shape, cell);
  const { window = { x: 0, y: 0, w: placed.width, h: placed.height } } = options;
  const blend = overlayOf(plan, options.target, { whole: placed, window });
  const { tops, from, cells } = windowRows(placed, window);
  const { ofCell, firstCell } = distinctViews(plan, placed, cells);
  await prepareViews({ plan, source, placed }, firstCell, hooks);
  const views = viewsOf({ plan, source, placed }, firstCell, { ofCell, from, budget, parallel });
  const tallest = tops.reduce((most, top, row) => Math.max(most, top - (tops[row - 1] ?? top)), 1);
  const strip = Math.min(tallest, Math.max(1, Math.floor(BAND_PIXELS / window.w)));
  const bandOf = bandMemory(window.w, strip, options.untouched ? 2 : 1);
  const yieldToLoop = eventLoopYielder(hooks.signal);
  try {
    for (let row = 0; row < from.length - 1; row++) {
      throwIfAborted(hooks.signal);
      await abortable(views.ready(row), hooks.signal);
      const drawn: DrawnCell[] = [];
      for (let i = from[row]; i < from[row + 1]; i++)
        drawn.push(drawnCell(plan, placed, cells[i], views.view(ofCell[i])));
      for (let y = tops[row]; y < tops[row + 1]; y += strip) {
        const [band, untouched] = bandOf(Math.min(strip, tops[row + 1] - y));
        compose(drawn, { x: window.x, y }, band);
        blend?.(band, y);
        if (untouched) compose(drawn, { x: window.x, y }, untouched, false);
        yield untouched ? { y, raster: band, untouched } : { y, raster: band };
        hooks.onProgress?.({ stage: 'draw', done: y + band.height - window.y, total: window.h });
        await yieldToLoop(); // views at hand and a quick consumer: an abort would never get its turn
      }
      views.finish(row);
    }
  } finally {
    views.stop();
  }
}

function overlayOf({ overlay: percent, layout }: Plan, target: Raster | undefined, part: OverlayPart) {
  if (percent === 0) return undefined;
  if (target) return overlay(target, layout, percent, part);
  throw new MosaicError('shape', {
    subject: 'target',
    expected: 'the target, which is blended over the mosaic',
    received: 'nothing',
  });
}

/** A plan whose cells have a size. */
interface Drawing {
  readonly plan: Plan;
  readonly source: PhotoSource;
  readonly placed: PlacedCells;
}

/** Which views a drawing needs when, and how many at a time. */
interface ViewOrder {
  /** Cells, row by row → view; and row → its first cell. */
  readonly ofCell: Uint32Array;
  readonly from: Uint32Array;
  readonly budget: number;
  readonly parallel: number;
}

/** Brings in views, each at the size of the first cell that shows it. */
function viewsOf({ plan, source, placed: { boxes } }: Drawing, firstCell: Uint32Array, order: ViewOrder): Loader {
  const buffers = bufferPool();
  const load = async (view: number): Promise<Raster> => {
    const cell = firstCell[view];
    const [width, height] = [boxes[cell * 4 + 2], boxes[cell * 4 + 3]];
    const buffer = buffers.acquire(width, height);
    const drawn = await source.view(viewOf(plan, cell), width, height, buffer);
    if (drawn !== buffer) buffers.release(buffer);
    return drawn;
  };
  const largest = firstCell.reduce((most, cell) => Math.max(most, boxes[cell * 4 + 2] * boxes[cell * 4 + 3]), 1);
  const capacity = Math.floor(order.budget / (largest * 4));
  const parallel = order.parallel > 0 ? order.parallel : PARALLEL_VIEWS;
  const loads = schedule(order.ofCell, order.from, firstCell.length, capacity);
  return loader(loads, { load, release: buffers.release, capacity, parallel });
}

/** A cell of the row being drawn: where it lies in the mosaic, its view, and its curves if it is tinted. */
interface DrawnCell {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly view: PixelWords;
  readonly curves: TintCurves | undefined;
}

function drawnCell({ tint }: Plan, { boxes }: PlacedCells, cell: number, view: Raster): DrawnCell {
  const [x, y, width, height] = boxes.subarray(cell * 4, cell * 4 + 4);
  requireSize(view, { width, height }, 'view');
  return { x, y, height, view: wordsOf(view), curves: tintCurves(tint, cell) };
}

/** Draws what of some cells lies in a band. @param corner  the first pixel of the band, in the mosaic */
function compose(cells: readonly DrawnCell[], corner: Pick<Rect, 'x' | 'y'>, band: Raster, tinted = true): void {
  const into = wordsOf(band);
  for (const { x, y, height, view, curves } of cells) {
    const left = Math.max(0, corner.x - x);
    const top = Math.max(0, corner.y - y);
    const position: BlitPosition = {
      ...{ left, top },
      width: Math.min(view.width, corner.x + band.width - x) - left,
      height: Math.min(height, corner.y + band.height - y) - top,
      ...{ x: x + left - corner.x, y: y + top - corner.y },
    };
    if (curves && tinted) blitTinted(view, into, position, curves);
    else blit(view, into, position);
  }
}

/** The memory that all bands of a drawing share. */
function bandMemory(width: number, height: number, count: number): (rows: number) => Raster[] {
  const buffers = Array.from({ length: count }, () => raster(width, height));
  return (rows) => buffers.map(({ data }) => raster(width, rows, data.subarray(0, width * rows * 4)));
}
