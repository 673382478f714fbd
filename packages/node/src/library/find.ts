import { globTests } from '../origins/glob.js';
import type { LibraryFile } from './database/file.js';
import { knownPaths } from './database/rows.js';

/**
 * The photos of which a path fits a glob.
 *
 * @param glob  a file, a folder (all below it), or a pattern, as of `globTests`
 * @returns hashes, hex, ascending by path; refused ones too
 * @throws MosaicError `library-damaged`
 */
export function findPhotos(library: LibraryFile, glob: string): string[] {
  const known = library.run(knownPaths).filter(({ hash }) => hash !== '');
  for (const fits of globTests(glob)) {
    const found = known.filter(({ path }) => fits(path));
    if (found.length > 0) return [...new Set(found.map(({ hash }) => hash))];
  }
  return [];
}
