import { resolve } from 'node:path';
import { type BytePath, bytePath, liesBelow } from '../files/names.js';
import type { LibraryFile } from './file.js';
import { knownPaths } from './rows.js';

/**
 * The photos of which a path fits a glob.
 *
 * @param glob  a file, a folder (all below it), or a pattern: `*` and `?` within a name, `**` across folders
 * @returns hashes, hex, ascending by path; refused ones too
 * @throws MosaicError `library-damaged`
 */
export function findPhotos(library: LibraryFile, glob: string): string[] {
  const fits = globTest(glob);
  const paths = library.run(knownPaths).filter(({ path, hash }) => hash !== '' && fits(path));
  return [...new Set(paths.map(({ hash }) => hash))];
}

/** A test of whether a path, or a folder it lies in, fits a glob. A relative one begins in the working directory. */
export function globTest(glob: string): (path: BytePath) => boolean {
  const absolute = bytePath(resolve(glob));
  const pattern = absolute.replace(/\*\*\/|\*\*|[*?]|[\\^$.|+()[\]{}]/g, (part) => GLOB_PARTS[part] ?? `\\${part}`);
  const whole = new RegExp(`^${pattern}(/|$)`, 's');
  return (path) => liesBelow(path, absolute) || whole.test(path);
}

const GLOB_PARTS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
