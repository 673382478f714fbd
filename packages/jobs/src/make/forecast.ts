/** What a mosaic would be, and what the photos lack for it. */

import { type Advice, advise, layoutOf, type PhotoSource, UNLIMITED } from '@tesserae/core';
import { cellsIn, type RuleOverrides, rowsFor, rulesFor } from '@tesserae/core/internal';
import { openPool } from '@tesserae/node';
import type { Collection } from '../collection/collection.js';
import type { Estimate } from '../estimate/estimate.js';
import type { Events } from '../events.js';
import type { MakeRequest } from './request.js';

/** What a dry run tells. */
export interface Forecast {
  /** Photos that may be used at all. */
  readonly usable: number;
  /** Cells a photo, on average. */
  readonly usesEach: number;
  /** The most that a photo may be used; null if any number. */
  readonly mostUses: number | null;
  /** What repeats are kept apart, in cells. */
  readonly spacing: number;
  /** The largest grid of the target's proportions that has a photo of its own for every cell. */
  readonly uniqueUpTo: { readonly columns: number; readonly rows: number };
  readonly lacks: Advice['lacks'];
  readonly estimates: Estimate;
}

/** What it is told from. */
interface Ahead {
  readonly rules: RuleOverrides;
  readonly photos: PhotoSource;
  readonly estimate: Estimate;
}

/** Looks ahead. */
export async function forecast(
  request: MakeRequest,
  { library }: Collection,
  { rules: own, photos, estimate }: Ahead,
  { events, signal }: { readonly events: Events; readonly signal: AbortSignal },
): Promise<Forecast> {
  const { target, size, input } = request;
  const { shape } = size;
  const { settings } = input;
  const layout = layoutOf(shape, target.raster.width, target.raster.height);
  const rules = rulesFor(settings, library, layout, own);
  const usable = rules.maxUses.reduce((count, uses) => count + (uses > 0 ? 1 : 0), 0);
  const most = rules.maxUses.reduce((largest, n) => Math.max(largest, n), 0);
  const pool = openPool(settings.jobs || undefined);
  const { lacks } = await advise(
    { target: target.raster, library, photos, settings, rules: own, pool },
    { signal, onProgress: (progress) => events({ type: 'progress', progress }) },
  ).finally(() => pool.close());
  return {
    usable,
    usesEach: cellsIn(shape) / usable,
    mostUses: most === UNLIMITED ? null : most,
    spacing: rules.spacing,
    uniqueUpTo: uniqueUpTo(request, usable),
    lacks,
    estimates: estimate,
  };
}

function uniqueUpTo({ target, size: { shape } }: MakeRequest, photos: number): Forecast['uniqueUpTo'] {
  const { width, height } = target.raster;
  let columns = 1;
  while (columns < photos && (columns + 1) * rowsFor(columns + 1, width, height, shape.cell) <= photos) columns++;
  return { columns, rows: Math.min(photos, rowsFor(columns, width, height, shape.cell)) };
}
