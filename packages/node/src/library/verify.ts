import { pathFromBytes, shownPath } from '../files/names.js';
import type { LibraryFile } from './file.js';
import { type PathRow, type PhotoRow, type Prepare, pathValues, photoValues } from './rows.js';
import { sealOf } from './seal.js';

/** What `verifyLibrary` found. */
export interface Verification {
  /** Rows looked at. */
  readonly photos: number;
  readonly paths: number;
  /** A sentence for each thing that is wrong; empty if the library is whole. */
  readonly damage: readonly string[];
}

/**
 * Reads all of a library and checks it: SQLite's own check of the file, then the seal of every row.
 *
 * @throws MosaicError `library-damaged` if it is too damaged to be read through
 */
export function verifyLibrary(library: LibraryFile): Verification {
  return library.run((prepare) => {
    const damage: string[] = [];
    for (const { integrity_check: finding } of prepare('PRAGMA integrity_check').all()) {
      if (finding !== 'ok') damage.push(`The file: ${finding}.`);
    }
    const photos = checkPhotos(prepare, damage);
    const paths = checkPaths(prepare, damage);
    return { photos, paths, damage };
  });
}

function checkPhotos(prepare: Prepare, damage: string[]): number {
  let count = 0;
  for (const row of prepare('SELECT * FROM photos ORDER BY hash').iterate()) {
    count++;
    const photo: PhotoRow = row;
    if (sealed(photoValues(photo), row.seal)) continue;
    const hash = Buffer.from(row.hash).toString('hex').slice(0, 12);
    damage.push(`The photo ${hash}…: its row has changed since it was written. Forget its file and index it again.`);
  }
  return count;
}

function checkPaths(prepare: Prepare, damage: string[]): number {
  let count = 0;
  const select =
    'SELECT path, size, CAST(mtime_ns AS TEXT) AS mtime, hash, code, detail, seal FROM paths ORDER BY path';
  for (const { path, mtime, seal, ...rest } of prepare(select).iterate()) {
    count++;
    const row: PathRow = { ...rest, path: pathFromBytes(path), mtimeNs: BigInt(mtime) };
    if (sealed(pathValues(row), seal)) continue;
    damage.push(`${shownPath(row.path)}: its row has changed since it was written. Forget it and index it again.`);
  }
  return count;
}

function sealed(values: Parameters<typeof sealOf>[0], seal: Uint8Array): boolean {
  return Buffer.compare(sealOf(values), seal) === 0;
}
