/** Mends a library: what is whole is kept, what is damaged is read again from the photos, and the rest is named. */

import { MosaicError } from '@tesserae/core';
import { nameBytes } from '../../origins/byte-name.js';
import { removeLibrary, replaceLibrary } from '../database/discard.js';
import { databaseError } from '../database/error.js';
import { type LibraryFile, openLibrary } from '../database/file.js';
import { withWriteLock } from '../database/write-lock.js';
import { type IndexOptions, indexPhotos } from '../indexing/index-photos.js';
import { type Salvage, salvage } from './salvage.js';
import { verifyLibrary } from './verify.js';

/** What `repairLibrary` did. */
export interface Repair {
  /** Whether anything was wrong. */
  readonly damaged: boolean;
  /** Photos and files that are in the library now. */
  readonly photos: number;
  readonly paths: number;
  /** Files that were read again. */
  readonly restored: number;
  /** Files that are not there any more, or cannot be read; as text, ascending. */
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
  const sound = await soundness(path);
  if (sound !== undefined) return { damaged: false, ...sound, restored: 0, missing: [], complete: true };
  const { saved, kept } = await replaced(path, await openDamaged(path), options);

  const library = await openLibrary(path);
  try {
    const report = await indexPhotos(library, [], { ...options, listed: saved.lost.map((lost) => nameBytes(lost)) });
    const missing = report.refusals.filter(({ code }) => code === 'not-found').map((refused) => refused.path);
    const { photos, paths } = verifyLibrary(library);
    const restored = saved.lost.length - missing.length;
    return { damaged: true, photos, paths, restored, missing, complete: saved.complete, kept };
  } finally {
    library.close();
  }
}

/** The library, if it can be opened in spite of its damage. */
async function openDamaged(path: string): Promise<LibraryFile | undefined> {
  try {
    return await openLibrary(path);
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  }
}

/** How much is in a library, if it is whole; it is not written to. */
async function soundness(path: string): Promise<{ readonly photos: number; readonly paths: number } | undefined> {
  let library: LibraryFile | undefined;
  try {
    library = await openLibrary(path, { readOnly: true });
    const { photos, paths, damage } = verifyLibrary(library);
    return damage.length === 0 ? { photos, paths } : undefined;
  } catch (error) {
    if (isDamage(error)) return undefined;
    throw error;
  } finally {
    closeDamaged(library);
  }
}

interface Replaced {
  readonly saved: Salvage;
  readonly kept: string;
}

async function replaced(path: string, damaged: LibraryFile | undefined, options: IndexOptions): Promise<Replaced> {
  const fresh = `${path}.repair`;
  const work = async (): Promise<Salvage> => {
    removeLibrary(fresh, undefined); // of a repair that was killed
    return salvaged(path, fresh);
  };
  try {
    const saved = damaged === undefined ? await work() : await alone(damaged, options, work);
    closeDamaged(damaged);
    return { saved, kept: replaceLibrary(path, fresh) };
  } catch (error) {
    closeDamaged(damaged);
    removeLibrary(fresh, undefined);
    throw error;
  }
}

/** What it says when it is closed does not matter any more. */
function closeDamaged(library: LibraryFile | undefined): void {
  try {
    library?.close();
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
}

/** As the only writer; but who that is may itself be damaged. */
async function alone<T>(library: LibraryFile, options: IndexOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await withWriteLock(library, options, work);
  } catch (error) {
    if (isDamage(error)) return await work();
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

function isDamage(error: unknown): boolean {
  return error instanceof MosaicError && error.code === 'library-damaged';
}
