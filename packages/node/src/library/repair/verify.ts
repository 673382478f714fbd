import type { Note } from '@tesserae/core/internal';
import { displayName, nameFromBytes } from '../../origins/byte-name.js';
import type { LibraryFile } from '../database/file.js';
import { isWholeRow } from '../database/row-checksum.js';
import { type PhotoRow, type PlaceRow, type Prepare, photoValues, placeValues } from '../database/rows.js';
import { rowsOf } from '../database/whole-numbers.js';

/** What `verifyLibrary` found. */
export interface Verification {
  /** Rows looked at. */
  readonly photos: number;
  readonly paths: number;
  /** Each thing that is wrong; empty if the library is whole. */
  readonly damage: readonly Note[];
}

/**
 * Reads all of a library and checks it: SQLite's own check of the file, then the seal of every row.
 *
 * @throws MosaicError `library-damaged` if it is too damaged to be read through
 */
export function verifyLibrary(library: LibraryFile): Verification {
  return library.run((prepare) => {
    const damage: Note[] = [];
    for (const { integrity_check: finding } of prepare('PRAGMA integrity_check').all()) {
      if (finding !== 'ok') damage.push({ code: 'damaged-file', values: { finding } });
    }
    const photos = checkPhotos(prepare, damage);
    const paths = checkPlaces(library, prepare, damage);
    return { photos, paths, damage };
  });
}

function checkPhotos(prepare: Prepare, damage: Note[]): number {
  let count = 0;
  for (const row of rowsOf(prepare('SELECT * FROM photos ORDER BY hash'))) {
    count++;
    // the columns of the table are those of a PhotoRow, if they are whole
    if (isWholeRow(() => photoValues(row as PhotoRow), row.seal)) continue;
    const name = row.hash instanceof Uint8Array ? Buffer.from(row.hash).toString('hex').slice(0, 12) : '?';
    damage.push({ code: 'changed-photo', values: { id: name } });
  }
  return count;
}

function checkPlaces(library: LibraryFile, prepare: Prepare, damage: Note[]): number {
  let count = 0;
  for (const { key, seal, ...rest } of rowsOf(prepare('SELECT * FROM places ORDER BY key'))) {
    count++;
    // as above, of a PlaceRow
    const place = { ...rest, key: key instanceof Uint8Array ? nameFromBytes(key) : '' } as PlaceRow;
    if (isWholeRow(() => placeValues(place), seal)) continue;
    const path = place.key === '' ? '?' : displayName(library.nameOf(place));
    damage.push({ code: 'changed-path', values: { path } });
  }
  return count;
}
