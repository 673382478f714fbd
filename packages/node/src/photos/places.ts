import type { KnownPlace } from '../decode/original.js';
import { pathFromBytes } from '../files/names.js';
import type { LibraryFile } from '../library/file.js';

/**
 * Where the originals of a photo were when it was indexed, ascending by path.
 *
 * @param id  content hash, hex
 */
export function placesOf(library: LibraryFile, id: string): KnownPlace[] {
  const select = 'SELECT path, size, CAST(mtime_ns AS TEXT) AS mtime FROM paths WHERE hash = ? ORDER BY path';
  const rows = library.run((prepare) => prepare(select).all(Buffer.from(id, 'hex')));
  return rows.map(({ path, size, mtime }) => ({ path: pathFromBytes(path), size, mtimeNs: BigInt(mtime) }));
}
