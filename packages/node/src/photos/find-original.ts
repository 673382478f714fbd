import { MosaicError } from '@tesserae/core';
import { type BytePath, pathFromBytes, shownPath } from '../files/names.js';
import { openOriginal, readStart } from '../files/read.js';
import type { LibraryFile } from '../library/file.js';
import { contentHash } from '../library/look.js';

/** The original of a photo. */
export interface FoundOriginal {
  readonly bytes: Uint8Array;
  /** As text. */
  readonly path: string;
}

interface KnownPlace {
  readonly path: BytePath;
  readonly size: number;
  readonly mtimeNs: bigint;
}

/**
 * Reads the original of a photo from the first of its paths where it still is. A file that has been written since it
 * was indexed is hashed: it may be the same all the same.
 *
 * @param id  content hash, hex
 * @throws MosaicError `vanished`, `special-file`, `unreadable` or `damaged` (it has changed), of its first path
 */
export async function findOriginal(library: LibraryFile, id: string): Promise<FoundOriginal> {
  const select = 'SELECT path, size, CAST(mtime_ns AS TEXT) AS mtime FROM paths WHERE hash = ? ORDER BY path';
  const rows = library.run((prepare) => prepare(select).all(Buffer.from(id, 'hex')));
  const places = rows.map(({ path, size, mtime }) => ({ path: pathFromBytes(path), size, mtimeNs: BigInt(mtime) }));

  let first: unknown;
  for (const place of places) {
    try {
      return { bytes: await readPlace(place, id), path: shownPath(place.path) };
    } catch (error) {
      if (!(error instanceof MosaicError) || error.code === 'failed') throw error;
      first ??= error;
    }
  }
  throw first ?? new MosaicError('vanished', `The library knows no file of the photo ${id.slice(0, 12)}….`);
}

async function readPlace(place: KnownPlace, id: string): Promise<Uint8Array> {
  const { handle, size, mtimeNs } = await openOriginal(place.path);
  try {
    const bytes = await readStart(place.path, handle, size);
    if (size === place.size && mtimeNs === place.mtimeNs) return bytes;
    if (Buffer.from(await contentHash(bytes)).toString('hex') === id) return bytes;
  } finally {
    await handle.close();
  }
  throw new MosaicError('damaged', `${shownPath(place.path)}: has changed since it was indexed.`);
}
