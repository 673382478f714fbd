import { fitting } from '../origins/glob.js';
import type { LibraryFile } from './database/file.js';
import { dropOrphans, dropPlace, knownPlaces, type Prepare } from './database/rows.js';
import { type WriteLockOptions, withWriteLock } from './database/write-lock.js';

/**
 * Takes files out of the library; the files themselves are not touched. Those that still are below a folder come back
 * when it is indexed again.
 *
 * @param globs  files, folders (all below them), or patterns: see `globTests`
 * @returns how many files were forgotten
 * @throws MosaicError `library-locked`, `library-damaged`, `no-space` or `aborted`
 */
export async function forgetPhotos(
  library: LibraryFile,
  globs: readonly string[],
  options: WriteLockOptions = {},
): Promise<number> {
  const forget = (prepare: Prepare): number => {
    const known = knownPlaces(prepare);
    const places = new Set(globs.flatMap((glob) => fitting(glob, known, (place) => [library.nameOf(place)])));
    for (const { key } of places) dropPlace(prepare, key);
    dropOrphans(prepare);
    return places.size;
  };
  return await withWriteLock(library, options, async () => library.transaction(forget));
}
