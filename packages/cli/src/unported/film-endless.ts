/** The mosaics that an endless film goes through behind the first: made from the same photos. */

import { type EndlessMosaic, endlessPlans, MosaicError, parseSettings } from '@tesserae/core';
import { type FilmInput, openPhotos, openPool, readLibrary } from '@tesserae/node';
import { plural } from '../words/en/numbers.js';
import type { Call } from './call.js';
import type { FilmWish } from './film-wish.js';
import type { OpenPlan } from './plan-on-disk.js';

/**
 * Makes them.
 *
 * @throws MosaicError as `makePlan` does; `shape` if the film has no target
 */
export async function innerMosaics(
  { settings, voice, signal }: Call,
  { saved, library: file }: OpenPlan,
  { plan, landing, target, photos, sizes }: FilmInput,
  { frame, endless: mosaics }: FilmWish,
): Promise<EndlessMosaic[]> {
  if (target === undefined) throw new MosaicError('shape', 'target: an endless film shows it, and it was not read.');
  const { library } = readLibrary(file, { only: new Set(plan.ids) });
  const pool = openPool(settings.jobs || undefined);
  const input = {
    ...{ plan, landing, target, photos, sizes, library, pool, frame, mosaics },
    thumbnails: openPhotos(file, library.ids),
    settings: parseSettings(saved.settings),
  };
  voice.detail(`${plural(mosaics - 1, 'mosaic')} more to go into`);
  return await endlessPlans(input, { signal, onProgress: voice.progress }).finally(() => pool.close());
}
