/** What is told of tint: a note where the least that is enough would help much, and one where photos are so few that it takes more. */

import type { PhotoSource, Plan, Raster, Settings } from '@tesserae/core';
import { estimateTint, HARDLY_SEEN, isGiven, type PixelMetrics } from '@tesserae/core/internal';
import type { Note } from '../notes.js';

/** A tint is offered if this much of what is seen from afar goes… */
const WORTH = 1 / 3;
/** …and for no more cells than these: the estimate takes as long as they are many. */
const MOST_CELLS = 10_000;

/** So few photos have a few colours alone. */
const FEW = 50;

/** A mosaic that was drawn. */
interface DrawnMosaic {
  readonly plan: Plan;
  readonly target: Raster;
  readonly photos: PhotoSource;
  /** Undefined if it was not judged. */
  readonly likeness: PixelMetrics | undefined;
}

/** A note if a tint would help much, and nobody said whether there is to be one. A stop ends it: the mosaic is there already. */
export async function tintNotes(
  settings: Settings,
  { plan, target, photos, likeness }: DrawnMosaic,
  stop: AbortSignal,
): Promise<Note[]> {
  if (isGiven(settings, 'tint') || plan.overlay > 0 || plan.photos.length > MOST_CELLS) return [];
  // nothing nearer than what is hardly seen is sought
  if (likeness === undefined || likeness.far_dE * (1 - WORTH) < HARDLY_SEEN) return [];
  const { bound, before, after } = await estimateTint(plan, { target, photos }, { enough: stop });
  if (stop.aborted) return [];
  const count = plan.ids.length;
  // colours that a little tint does not bring
  if (count <= FEW && after > HARDLY_SEEN * 2) return [{ code: 'photos-few', values: { photos: count } }];
  const closer = 1 - after / before;
  return closer < WORTH ? [] : [{ code: 'tint-would-help', values: { bound, closer } }];
}
