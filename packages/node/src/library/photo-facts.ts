import type { PhotoFacts } from '@tesserae/core/internal';
import { captureDate } from './capture-date.js';
import type { LibraryFile } from './database/file.js';
import { visitPhotos } from './read-library.js';

/**
 * What a library knows of photos, for a report or a caption.
 *
 * @param ids  content hashes, hex
 * @returns in the order of `ids`; undefined for a photo that the library does not have
 * @throws MosaicError `library-damaged`
 */
export function photoFacts(library: LibraryFile, ids: readonly string[]): (PhotoFacts | undefined)[] {
  const known = new Map<string, PhotoFacts>();
  visitPhotos(library, ({ id, taken, files, width, height }) => {
    const { seconds, from } = captureDate(taken, files);
    known.set(id, { taken: formatWallClock(seconds), takenFrom: from, width, height });
  });
  return ids.map((id) => known.get(id));
}

/** The seconds that years of four digits have. A damaged library may say anything. */
const FIRST = -62_167_219_200;
const LAST = 253_402_300_799;

/** Seconds since 1970 by the clock on the wall, as `2019-07-04T15:30:12`. */
export function formatWallClock(seconds: number): string {
  const known = Number.isFinite(seconds) ? Math.max(FIRST, Math.min(LAST, seconds)) : 0;
  return new Date(known * 1000).toISOString().slice(0, 19);
}
