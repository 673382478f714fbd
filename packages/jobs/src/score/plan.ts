/** A plan that is scored: it is drawn for the judge alone. */

import { drawnSize, judge, MosaicError, render, type Shape, scorecard, variety, type WayOut } from '@tesserae/core';
import { cellPixels, isRecoloured, latticeOf } from '@tesserae/core/internal';
import type { Running } from '../job.js';
import { placedIn } from '../make/solve.js';
import { readPlan } from '../plan/checked-plan.js';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { withPhotos } from '../plan/photos-to-draw.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import { targetOfPlan } from '../plan/target-of-plan.js';
import { violationsOf } from '../verify/job.js';
import type { ScoreInput } from './options.js';
import { type Card, lookAt, type ToScore } from './to-score.js';

/** An input that names a plan. */
type PlanInput = ScoreInput & { readonly plan: string };

/** Names of pictures: people give a mosaic in the place of its plan. */
const PICTURE = /\.(png|tiff?|jpe?g|webp|avif)$/i;

/** What a plan says itself. */
const OF_MOSAICS = ['mosaic', 'columns', 'rows', 'placements', 'photos', 'crop', 'focusPoint'] as const;

/**
 * Opens a plan to be scored.
 *
 * @throws MosaicError `usage` for what goes with a mosaic; what `readPlan`, `targetOfPlan` and `libraryOfPlan` throw
 */
export async function planToScore(input: PlanInput, running: Running): Promise<ToScore> {
  const stray = OF_MOSAICS.find((name) => input[name] !== undefined);
  if (stray !== undefined) {
    const picture: readonly WayOut[] = PICTURE.test(input.plan) ? [{ give: 'mosaic', as: input.plan }] : [];
    const expected = 'nothing beside a plan, which says that itself';
    throw new MosaicError('usage', { subject: stray, expected, waysOut: [{ omit: stray }, ...picture] });
  }
  const saved = await readPlan(input.plan, running.signal);
  const target = await targetOfPlan(saved, input.target, running);
  // it has all photos, or this throws
  (await libraryOfPlan(saved, input)).close();
  const { plan, paths, certificate } = saved;
  const { shape } = plan.layout;
  const cell = judgedCell(shape);
  const { columns, rows } = latticeOf(shape);

  async function judgePlan(running: Running): Promise<Card> {
    const { signal } = running;
    const wanted = {
      library: await libraryOfPlan(saved, input),
      ids: plan.ids,
      paths,
      look: settingsOfPlan(saved).photosLook,
    };
    return await withPhotos(wanted, input.settings, running, async ({ photos }) => {
      const untouched = isRecoloured(plan);
      const options = { cell, target: target.raster, untouched, parallel: input.settings.jobs };
      const bands = render(plan, photos, options, { signal });
      const size = drawnSize(shape, cell);
      const recolor = untouched ? 'bands' : 'none';
      const seen = judge({ target: target.raster, ...size, shape, leak: true, recolor });
      const likeness = await lookAt(seen, { bands, height: size.height }, running);
      return {
        metrics: scorecard(likeness, variety(placedIn(plan))),
        certificate: certificate && { ...certificate, violations: (await violationsOf(saved, signal)).length },
      };
    });
  }

  return { facts: { columns, rows, target: target.path, cell }, judge: judgePlan };
}

/** Pixels a cell is wide at least: what the finest number of the card looks at. */
const CELL = 16;

/**
 * Pixels a cell of a plan is drawn at to be judged: of those up to four times the least, the first whose whole pixels come nearest
 * to the proportions of a cell. At 16×11 px cells of 3:2 made another picture than their mosaic: edge .886 for .943.
 */
function judgedCell(shape: Shape): number {
  const exact = shape.cell[0] / shape.cell[1];
  let nearest = CELL;
  let least = Number.POSITIVE_INFINITY;
  for (let candidate = CELL; candidate <= CELL * 4; candidate++) {
    const { width, height } = cellPixels(shape, candidate);
    const error = Math.abs(Math.log(width / height / exact));
    if (error < least - 1e-9) [nearest, least] = [candidate, error];
  }
  return nearest;
}
