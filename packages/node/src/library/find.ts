import { fitting } from '../origins/glob.js';
import type { Place } from '../origins/origin.js';
import { isOriginalOnDisk } from '../origins/original-paths.js';
import type { LibraryFile } from './database/file.js';
import { type KnownPlace, knownPlaces, placeFromRow } from './database/rows.js';

/**
 * The photos of which a name fits a glob.
 *
 * @param glob  a file, a folder (all below it), or a pattern, as of `globTests`
 * @returns hashes, hex, ascending by path; refused ones too
 * @throws MosaicError `library-damaged`
 */
export function findPhotos(library: LibraryFile, glob: string): string[] {
  return photoFinder(library)(glob);
}

/** The same for many globs: the library is read once. */
export function photoFinder(library: LibraryFile): (glob: string) => string[] {
  const places = placesOfPhotos(library);
  return (glob) => {
    const found = fitting(glob, places, (place) => [library.nameOf(place)]);
    return [...new Set(found.map(({ hash }) => hash))];
  };
}

/**
 * Where the originals of a photo were when it was indexed, ascending by key.
 *
 * @param id  content hash, hex
 */
export function placesOf(library: LibraryFile, id: string): Place[] {
  const select = 'SELECT key, origin, stamp, size FROM places WHERE hash = ? ORDER BY key';
  return library.run((prepare) => prepare(select).all(Buffer.from(id, 'hex'))).map(placeFromRow);
}

/** Whether a path leads to a file that the library knows a photo in, under this name or another. */
export async function isKnownOriginal(library: LibraryFile, path: string): Promise<boolean> {
  return await isOriginalOnDisk(path, placesOfPhotos(library));
}

function placesOfPhotos(library: LibraryFile): KnownPlace[] {
  return library.run(knownPlaces).filter(({ hash }) => hash !== '');
}
