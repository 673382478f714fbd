/** The library that has a plan's photos. */

import { MosaicError, type PlanFile, type WayOut } from '@tesserae/core';
import { type LibraryFile, openLibrary } from '@tesserae/node';
import { missingPhotos } from '@tesserae/node/internal';

/** How a plan's photos are opened. */
export interface PhotosOfPlan {
  /** The library that was asked for, instead of the plan's own. */
  readonly library?: string;
  /** Where the plan lies, if there are two: then an error names it. */
  readonly path?: string;
}

/**
 * Opens the library of a plan to read. Close it.
 *
 * @throws MosaicError `not-found` if it does not have all that the plan shows, and what `openLibrary` throws
 */
export async function libraryOfPlan(saved: PlanFile, { library: asked, path }: PhotosOfPlan): Promise<LibraryFile> {
  const library = await openLibrary(asked ?? saved.library, { readOnly: true });
  try {
    const used = new Set(saved.plan.photos);
    // what no cell shows is not needed
    const missing = missingPhotos(library, saved.plan.ids).filter((photo) => used.has(photo));
    if (missing.length === 0) return library;
    throw path === undefined || asked === undefined
      ? missingError(library.path, saved, missing, { run: 'replace-missing' })
      : new MosaicError('not-found', {
          file: path,
          expected: `all ${saved.plan.ids.length} photos of this plan in ${library.path}`,
          received: `${saved.plan.ids.length - missing.length}`,
          waysOut: [{ omit: 'library' }, { run: 'index' }],
        });
  } catch (error) {
    library.close();
    throw error;
  }
}

/** So many are named; the rest are counted. */
const NAMED = 3;

/**
 * Of photos that a plan shows and a library does not have.
 *
 * @param file      the library's path
 * @param replaced  how others take their places
 */
export function missingError(
  file: string,
  { plan, paths }: PlanFile,
  missing: readonly number[],
  replaced: WayOut,
): MosaicError {
  const named = missing.map((photo) => paths[photo]).sort();
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more` : '';
  return new MosaicError('not-found', {
    file,
    expected: `the ${plan.ids.length} photos of the plan`,
    received: `all but ${named.length}: ${named.slice(0, NAMED).join(', ')}${more}`,
    waysOut: [{ run: 'index', library: file }, replaced],
  });
}
