/** Mends a library: what is whole is kept, what is damaged is read again from the photos, and the rest is named. */

import { MosaicError } from '@tesserae/core';
import { displayName } from '../../origins/byte-name.js';
import { removeLibrary, replaceLibrary } from '../database/discard.js';
import { databaseError } from '../database/error.js';
import { openLibrary } from '../database/file.js';
import { dropPlace, knownPlaces } from '../database/rows.js';
import { withWriteLock } from '../database/write-lock.js';
import { type IndexOptions, indexPhotos } from '../indexing/index-photos.js';
import { LOST, type Salvage, salvage } from './salvage.js';
import { verifyLibrary } from './verify.js';

/** What `repairLibrary` did. */
export interface Repair {
  /** Whether anything was wrong. */
  readonly damaged: boolean;
  /** Photos and files that are in the library now. */
  readonly photos: number;
  readonly paths: number;
  /** Files that were looked at again and are there; what cannot be read is refused, as at every scan. */
  readonly restored: number;
  /** Files that are not there any more; as text, ascending. */
  readonly missing: readonly string[];
  /** False if a part could not be read, so that nobody knows what was in it: index the folders again. */
  readonly complete: boolean;
  /** Where the damaged library is kept, if there was damage. */
  readonly kept?: string;
}

/**
 * Mends a library.
 *
 * @throws MosaicError `library-damaged` if nothing of it can be read, and what `openLibrary` and `indexPhotos` throw
 */
export async function repairLibrary(path: string, options: IndexOptions = {}): Promise<Repair> {
  const sound = await unlessDamaged(() => soundness(path));
  if (sound !== undefined) return { damaged: false, ...sound, restored: 0, missing: [], complete: true };
  const { lost, complete, kept } = await replaced(path, options);

  const library = await openLibrary(path);
  try {
    await indexPhotos(library, [], { ...options, retry: true });
    const gone = library.run(knownPlaces).filter(({ code }) => code === LOST);
    library.transaction((prepare) => {
      for (const { key } of gone) dropPlace(prepare, key);
    });
    const missing = gone.map((place) => displayName(library.nameOf(place)));
    const { photos, paths } = verifyLibrary(library);
    return { damaged: true, photos, paths, restored: lost - missing.length, missing, complete, kept };
  } finally {
    library.close();
  }
}

/** How much is in a library, if it is whole; it is not written to. */
async function soundness(path: string): Promise<Pick<Repair, 'photos' | 'paths'> | undefined> {
  const library = await openLibrary(path, { readOnly: true });
  try {
    const { photos, paths, damage } = verifyLibrary(library);
    return damage.length === 0 ? { photos, paths } : undefined;
  } finally {
    library.close();
  }
}

/** Puts what can be saved of a library in its place. @returns where the damaged one is kept, too */
async function replaced(path: string, options: IndexOptions): Promise<Salvage & { readonly kept: string }> {
  const fresh = `${path}.repair`;
  const work = async (): Promise<Salvage> => {
    removeLibrary(fresh, undefined); // of a repair that was killed
    return salvaged(path, fresh);
  };
  const damaged = await unlessDamaged(() => openLibrary(path));
  const close = () => unlessDamaged(async () => damaged?.close()); // what it says then does not matter any more
  try {
    // as the only writer; but who that is may itself be damaged
    const saved = damaged && (await unlessDamaged(() => withWriteLock(damaged, options, work)));
    const result = saved ?? (await work());
    await close();
    return { ...result, kept: replaceLibrary(path, fresh) };
  } catch (error) {
    await close();
    removeLibrary(fresh, undefined);
    throw error;
  }
}

function salvaged(path: string, fresh: string): Salvage {
  try {
    return salvage(path, fresh);
  } catch (error) {
    const meant = databaseError(path, error);
    if (!isDamage(meant)) throw meant;
    const facts = { file: path, expected: 'a library of which something can be read', received: 'none' };
    throw new MosaicError('library-damaged', { ...facts, waysOut: [{ do: 'move-away' }] }, error);
  }
}

/** What some work gives; undefined if the library is too damaged for it. */
async function unlessDamaged<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof MosaicError && error.code === 'library-damaged';
}
