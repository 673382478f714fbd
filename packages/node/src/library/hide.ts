import { fitting } from '../origins/glob.js';
import type { LibraryFile } from './database/file.js';
import { HIDDEN, knownPlaces, type PhotoRow, type Prepare, putPhoto, STATE } from './database/rows.js';
import { type WriteLockOptions, withWriteLock } from './database/write-lock.js';

/**
 * Hides photos: they stay in the library and in the mosaics that show them, and are left out of new ones.
 *
 * @param globs  files, folders (all below them), or patterns: see `globTests`
 * @param isHidden  false to have them shown again
 * @returns how many photos that can be used are there
 * @throws MosaicError `library-locked`, `library-damaged`, `no-space` or `aborted`
 */
export async function hidePhotos(
  library: LibraryFile,
  globs: readonly string[],
  isHidden: boolean,
  options: WriteLockOptions = {},
): Promise<number> {
  const hide = (prepare: Prepare): number => {
    const decoded = knownPlaces(prepare).filter(({ state }) => state !== undefined && state !== STATE.refused);
    const places = globs.flatMap((glob) => fitting(glob, decoded, (place) => [library.nameOf(place)]));
    const hashes = new Set(places.map(({ hash }) => hash));
    for (const hash of hashes) {
      const row: PhotoRow = prepare('SELECT * FROM photos WHERE hash = ?').get(Buffer.from(hash, 'hex'));
      putPhoto(prepare, { ...row, state: (row.state % HIDDEN) + (isHidden ? HIDDEN : 0) });
    }
    return hashes.size;
  };
  return await withWriteLock(library, options, async () => library.transaction(hide));
}
