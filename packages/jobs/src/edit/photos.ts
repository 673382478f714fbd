/** The photos of a plan that is edited: its own, those that are added, and those that are named for cells. */

import { stat } from 'node:fs/promises';
import { type Library, MosaicError, type PlanFile } from '@tesserae/core';
import { type LibraryFile, openLibrary, readLibrary } from '@tesserae/node';
import { isKnownOriginal } from '@tesserae/node/internal';
import { scan } from '../collection/scan.js';
import { scanRequest } from '../collection/scan-request.js';
import type { Running } from '../job.js';
import { checkAgainstLibrary, type Outputs } from '../outputs/check.js';
import { missingError } from '../plan/library-of-plan.js';
import { type Changes, editOf, namedPhotos } from './changes.js';
import type { EditInput } from './options.js';

/** What photos are wanted for. */
export interface EditRequest {
  readonly input: EditInput;
  readonly outputs: Outputs;
  readonly saved: PlanFile;
  readonly changes: Changes;
}

/**
 * Finds the photos that may stand in the edited plan in its library, after indexing what is to be added or stands in no library yet; and the edit in terms of them.
 *
 * @throws MosaicError `not-found` if the library does not have photos that the plan shows, unless they are to be replaced, or
 *   not one that is named; `exists` if an output is one of them; and what opening and indexing throw
 */
export async function photosToEdit({ input, outputs, saved, changes }: EditRequest, running: Running) {
  const path = input.library ?? saved.library;
  const toScan = [...(input.add ?? []), ...(await unknownFiles(path, changes))];
  const request = await scanRequest({ photos: toScan }, running.host);
  const file = await openLibrary(path, request ? {} : { readOnly: true });
  try {
    const report = request && (await scan(file, request, running, { wait: input.wait }));
    const only = new Set([...saved.plan.ids, ...addedPhotos(file, input.add), ...namedPhotos(file, changes)]);
    // what the plan shows is not new to it: hidden or not, it may stand in any cell
    const evenHidden = new Set(Array.from(saved.plan.photos, (photo) => saved.plan.ids[photo]));
    const { library, paths } = readLibrary(file, { only, evenHidden });
    const missing = missingPhotos(file, saved, library, input.replaceMissing);
    const known = new Set(saved.plan.ids);
    const added = library.ids.filter((id) => !known.has(id)).length;
    await checkAgainstLibrary(outputs, file);
    const edit = editOf(changes, input, file, library);
    return { path: file.path, library, paths, edit, added, missing, report };
  } finally {
    file.close();
  }
}

/** Files that are named for cells, and that a library does not know yet. */
async function unknownFiles(path: string, { swaps, pins }: Changes): Promise<string[]> {
  const library = await openLibrary(path, { readOnly: true });
  try {
    const unknown: string[] = [];
    for (const { wanted } of [...swaps, ...pins]) {
      const isFile = await stat(wanted).then(
        (found) => found.isFile(),
        () => false,
      );
      if (isFile && !(await isKnownOriginal(library, wanted))) unknown.push(wanted);
    }
    return unknown;
  } finally {
    library.close();
  }
}

/** Hashes of the photos below these folders. */
function addedPhotos(file: LibraryFile, folders: readonly string[] = []): readonly string[] {
  if (folders.length === 0) return [];
  const { ids } = readLibrary(file, { below: folders }).library;
  if (ids.length > 0) return ids;
  const expected = `at least one usable photo in ${folders.join(', ')}`;
  throw new MosaicError('no-photos', { subject: 'add', expected, received: 'none' });
}

/** How many photos that a plan shows the library does not have. */
function missingPhotos(file: LibraryFile, saved: PlanFile, library: Library, areReplaced = false): number {
  const { ids, photos } = saved.plan;
  const there = new Set(library.ids);
  const used = new Set(photos);
  const missing = [...ids.keys()].filter((photo) => used.has(photo) && !there.has(ids[photo]));
  if (missing.length > 0 && !areReplaced) throw missingError(file.path, saved, missing, { give: 'replaceMissing' });
  return missing.length;
}
