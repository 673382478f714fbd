/** What a mosaic would be, and what the photos lack for it. */

import { advise, layoutOf, type PhotoSource, UNLIMITED } from '@tesserae/core';
import { cellsIn, columnsWithin, type RuleOverrides, rowsFor, rulesFor } from '@tesserae/core/internal';
import { openPool } from '@tesserae/node';
import type { Collection } from '../collection/collection.js';
import type { Estimate } from '../estimate/estimate.js';
import { hooksOf, type Running } from '../job.js';
import type { MakeRequest } from './request.js';

/** What a dry run tells. */
export type Forecast = Awaited<ReturnType<typeof forecast>>;

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
  running: Running,
) {
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
    hooksOf(running),
  ).finally(() => pool.close());
  return {
    usable,
    usesEach: cellsIn(shape) / usable,
    // null if any number is allowed
    mostUses: most === UNLIMITED ? null : most,
    spacing: rules.spacing,
    uniqueUpTo: uniqueUpTo(request, usable),
    lacks,
    estimates: estimate,
  };
}

/** The largest grid of the target's proportions that has a photo of its own for every cell. */
function uniqueUpTo({ target, size: { shape } }: MakeRequest, photos: number) {
  const { width, height } = target.raster;
  const columns = Math.max(1, columnsWithin({ shape, width, height }, photos));
  return { columns, rows: Math.min(photos, rowsFor(columns, width, height, shape.cell)) };
}
