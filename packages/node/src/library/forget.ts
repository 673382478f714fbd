import type { LibraryFile } from './file.js';
import { globTest } from './find.js';
import { dropOrphans, dropPath, knownPaths } from './rows.js';

/**
 * Takes files out of the library; the files themselves are not touched. Those that still are below a folder come back
 * when it is indexed again.
 *
 * @param globs  files, folders (all below them), or patterns: `*` and `?` within a name, `**` across folders
 * @returns how many files were forgotten
 * @throws MosaicError `library-locked`, `library-damaged` or `no-space`
 */
export function forgetPhotos(library: LibraryFile, globs: readonly string[]): number {
  const tests = globs.map(globTest);
  return library.transaction((prepare) => {
    const paths = knownPaths(prepare).filter(({ path }) => tests.some((test) => test(path)));
    for (const { path } of paths) dropPath(prepare, path);
    dropOrphans(prepare);
    return paths.length;
  });
}
