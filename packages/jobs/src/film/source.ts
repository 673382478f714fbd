/** What a film is made from: the plans with their photos, and the mosaics that an endless one goes through. */

import { endlessPlans, type Hooks, MosaicError, type PhotoSource } from '@tesserae/core';
import type { EndlessMosaic } from '@tesserae/core/internal';
import { type LibraryFile, openPhotos, openPool, readLibrary, type FilmInput as Source } from '@tesserae/node';
import { photoSizes } from '@tesserae/node/internal';
import { libraryOfPlan } from '../plan/library-of-plan.js';
import { settingsOfPlan } from '../plan/settings-of-plan.js';
import type { FilmRequest } from './request.js';

/** Libraries of the plan and of the one that it becomes. */
export interface FilmLibraries {
  readonly own: LibraryFile;
  readonly other: LibraryFile | undefined;
}

/**
 * Does something with the libraries of a film's plans, which are closed afterwards.
 *
 * @throws MosaicError as `libraryOfPlan` does; with two plans it names the one
 */
export async function withLibraries<T>(
  { input: { library, plan, with: second }, saved, other }: FilmRequest,
  work: (libraries: FilmLibraries) => Promise<T>,
): Promise<T> {
  const own = await libraryOfPlan(saved, { library, path: second === undefined ? undefined : plan });
  let theirs: LibraryFile | undefined;
  try {
    theirs = other && (await libraryOfPlan(other, { library, path: second }));
    return await work({ own, other: theirs });
  } finally {
    theirs?.close();
    own.close();
  }
}

/** Puts it together, but for the landing, and the mosaics that an endless film goes into. */
export function sourceOf(
  { saved: { plan }, other, script, target, otherTarget }: FilmRequest,
  { own }: FilmLibraries,
  photos: PhotoSource,
  otherPhotos: PhotoSource | undefined,
): Omit<Source, 'landing'> {
  const pixels = photoSizes(own, plan.ids);
  const sizes = (photo: number) => ({ width: pixels[photo * 2], height: pixels[photo * 2 + 1] });
  const becomes = other && otherPhotos && { plan: other.plan, photos: otherPhotos, target: otherTarget };
  return { plan, photos, sizes, target, script, other: becomes };
}

/**
 * The mosaics that an endless film goes through behind the first: made from the same photos.
 *
 * @throws MosaicError as `makePlan` does; `shape` if the film has no target
 */
export async function innerMosaics(
  { input, saved, frame, mosaics }: FilmRequest,
  { plan, landing, target, photos, sizes }: Source,
  file: LibraryFile,
  hooks: Hooks,
): Promise<EndlessMosaic[]> {
  if (target === undefined) {
    throw new MosaicError('shape', { subject: 'target', expected: 'its pixels, as an endless film shows it' });
  }
  const { library } = readLibrary(file, { only: new Set(plan.ids) });
  const pool = openPool(input.settings.jobs || undefined);
  const made = {
    ...{ plan, landing, target, photos, sizes, library, pool, frame, mosaics },
    thumbnails: openPhotos(file, library.ids, { look: settingsOfPlan(saved).photosLook }),
    settings: settingsOfPlan(saved),
  };
  return await endlessPlans(made, hooks).finally(() => pool.close());
}
