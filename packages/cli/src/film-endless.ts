/** The mosaics that an endless film goes through behind the first: made from the same photos. */

import { type EndlessMosaic, endlessPlans, type PhotoSize, parseSettings, type Raster } from '@tesserae/core';
import { openPhotos, openPool, readLibrary } from '@tesserae/node';
import type { Call } from './call.js';
import type { FilmWish } from './film-wish.js';
import type { OpenPlan } from './plan-on-disk.js';
import { plural } from './progress.js';

/** What is known of the film. */
export interface EndlessFacts {
  readonly wish: FilmWish;
  readonly landing: number;
  readonly sizes: PhotoSize;
  readonly target: Raster;
}

/** Makes them. Throws what `endlessPlans` throws. */
export async function innerMosaics(
  { settings, voice, signal }: Call,
  { saved, library: file, photos }: OpenPlan,
  { wish, landing, sizes, target }: EndlessFacts,
): Promise<EndlessMosaic[]> {
  const { plan } = saved;
  const { library } = readLibrary(file, { only: new Set(plan.ids) });
  const pool = openPool(settings.jobs || undefined);
  const input = {
    ...{ plan, landing, target, photos, sizes, library, pool, frame: wish.frame, mosaics: wish.endless },
    thumbnails: openPhotos(file, library.ids),
    settings: parseSettings(saved.settings),
  };
  voice.detail(`${plural(wish.endless - 1, 'mosaic')} more to go into`);
  return await endlessPlans(input, { signal, onProgress: voice.progress }).finally(() => pool.close());
}
