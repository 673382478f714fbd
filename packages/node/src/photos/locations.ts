import type { KnownLocation } from '../decoders/operations/view-of-original.js';
import { pathFromBytes } from '../files/byte-path.js';
import type { LibraryFile } from '../library/database/file.js';

/**
 * Where the originals of a photo were when it was indexed, ascending by path.
 *
 * @param id  content hash, hex
 */
export function locationsOf(library: LibraryFile, id: string): KnownLocation[] {
  const select = 'SELECT path, size, CAST(mtime_ns AS TEXT) AS mtime FROM paths WHERE hash = ? ORDER BY path';
  const rows = library.run((prepare) => prepare(select).all(Buffer.from(id, 'hex')));
  return rows.map(({ path, size, mtime }) => ({ path: pathFromBytes(path), size, mtimeNs: BigInt(mtime) }));
}
