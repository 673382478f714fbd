/** The photos of a plan that is edited: its own, those that are added, and those that are named for cells. */

import { type Library, MosaicError, type PlanFile } from '@tesserae/core';
import { type IndexReport, type LibraryFile, openLibrary, readLibrary } from '@tesserae/node';
import { counted, plural } from '../words/en/numbers.js';
import { askedFor } from './asked.js';
import type { Call } from './call.js';
import { scan, scanWords } from './collection.js';
import { namedPhotos, type Wishes } from './edit-wishes.js';
import { missingError } from './plan-on-disk.js';

/** Photos that may stand in the edited plan. The library must be closed. */
export interface Editable {
  readonly file: LibraryFile;
  readonly library: Library;
  /** Photo → a path. */
  readonly paths: readonly string[];
  /** How many of them the plan did not have, and how many of the plan's the library does not have. */
  readonly added: number;
  readonly missing: number;
  /** What the scan found; undefined when there was none. */
  readonly report: IndexReport | undefined;
}

/**
 * Opens the library of a plan, takes in what is to be added, and finds the photos.
 *
 * @throws MosaicError `not-found` if the library does not have photos that the plan shows, unless they are to be replaced, or
 *   not one that is named; and what opening and indexing throw
 */
export async function openEditable(call: Call, saved: PlanFile, wishes: Wishes): Promise<Editable> {
  const { flags, voice } = call;
  const { add = [] } = flags;
  const asked = await askedFor(call, add);
  const file = await openLibrary(flags.library ?? saved.library, asked ? {} : { readOnly: true });
  try {
    const report = asked && (await scan(call, file, asked));
    if (report) voice.step('photos', scanWords(report));
    const come = asked ? readLibrary(file, { below: add }).library.ids : [];
    if (asked && come.length === 0) {
      const expected = `at least one usable photo in ${add.join(', ')}`;
      throw new MosaicError('no-photos', { subject: 'add', expected, received: 'none' });
    }
    const { ids, photos } = saved.plan;
    const only = new Set([...ids, ...come, ...namedPhotos(file, wishes)]);
    const { library, paths } = readLibrary(file, { only });
    const there = new Set(library.ids);
    const lost = [...ids.keys()].filter((photo) => !there.has(ids[photo]));
    const used = new Set(photos);
    const shown = lost.filter((photo) => used.has(photo));
    if (shown.length > 0 && !flags.replaceMissing) {
      throw missingError(file.path, saved, shown);
    }
    if (lost.length > 0)
      voice.note(`${plural(lost.length, 'photo')} of the plan ${lost.length === 1 ? 'is' : 'are'} gone.`);
    const known = new Set(ids);
    const added = library.ids.filter((id) => !known.has(id)).length;
    if (asked) voice.step('added', added === 0 ? 'none that the plan does not have' : counted(added));
    return { file, library, paths, added, missing: lost.length, report };
  } catch (error) {
    file.close();
    throw error;
  }
}
