import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { FINGERPRINT_BYTES, groupDuplicates, type Library, MosaicError, type Raster } from '@tesserae/core';
import { decodeThumbnail } from '../decode/thumbnail-code.js';
import { type BytePath, bytePath, pathFromBytes, shownPath } from '../files/names.js';
import { rootsOf } from '../files/roots.js';
import type { DatedFile } from './capture-date.js';
import type { LibraryFile } from './file.js';
import { STATE } from './rows.js';
import { type Hidden, hiddenBy, NOTHING_HIDDEN, type Sieve, type SievedPhoto } from './sieve.js';

/** What `readLibrary` reads. */
export interface ReadLibrary {
  readonly library: Library;
  /** A path of each photo, the lowest; as text, U+FFFD where it is not UTF-8. */
  readonly paths: readonly string[];
  /** How many photos the sieve hides. */
  readonly hidden: Hidden;
}

/** What `readLibrary` is to read. */
export interface ReadOptions {
  /** Folders or files, as text or as bytes: only what lies there; everything unless told. */
  readonly below?: readonly (string | Uint8Array)[];
  readonly sieve?: Sieve;
}

/**
 * Reads the photos that can be used, in the order of their hashes.
 *
 * @throws MosaicError `library-damaged`
 */
export function readLibrary(library: LibraryFile, options: ReadOptions = {}): ReadLibrary {
  const { sieve = {} } = options;
  const roots = options.below && rootsOf(options.below.map(realPath));
  const isBelow = ({ path }: DatedFile): boolean => roots === undefined || roots.above(path) !== undefined;
  const hidden = { ...NOTHING_HIDDEN };
  const ids: string[] = [];
  const sizes: number[] = [];
  const paths: string[] = [];
  const fingerprints: Uint8Array[] = [];
  for (const photo of storedPhotos(library)) {
    const file = photo.files.find(isBelow);
    if (file === undefined) continue;
    const reason = hiddenBy(sieve, photo);
    if (reason !== undefined) {
      hidden[reason]++;
      continue;
    }
    ids.push(photo.id);
    sizes.push(photo.width, photo.height);
    paths.push(shownPath(file.path));
    fingerprints.push(wholeFingerprint(library, photo.id, photo.fingerprint));
  }
  const groups = groupDuplicates(Buffer.concat(fingerprints));
  return { library: { ids, sizes: Uint32Array.from(sizes), groups }, paths, hidden };
}

/** A photo of a library. */
export interface StoredPhoto extends SievedPhoto {
  /** Hash, hex. */
  readonly id: string;
  readonly fingerprint: Uint8Array;
  readonly files: DatedFile[];
}

/** The photos that can be used, by their hashes, with the files of each by their paths. */
export function storedPhotos(library: LibraryFile): StoredPhoto[] {
  const rows = library.run((prepare) =>
    prepare(
      `SELECT hex(f.hash) AS hash, f.width, f.height, f.format, f.taken, f.fingerprint, p.path,
         CAST(p.mtime_ns AS TEXT) AS mtime
       FROM photos f JOIN paths p ON p.hash = f.hash WHERE f.state <> ${STATE.refused} ORDER BY f.hash, p.path`,
    ).all(),
  );
  const photos: StoredPhoto[] = [];
  for (const { hash, path, mtime, ...facts } of rows) {
    const id = hash.toLowerCase();
    const file = { path: pathFromBytes(path), mtimeNs: BigInt(mtime) };
    const last = photos.at(-1);
    if (last !== undefined && last.id === id) last.files.push(file);
    else photos.push({ ...facts, id, files: [file], thumbnail: () => thumbnailOf(library, id) });
  }
  return photos;
}

function thumbnailOf(library: LibraryFile, id: string): Raster {
  const select = 'SELECT thumbnail FROM photos WHERE hash = ?';
  return decodeThumbnail(library.run((prepare) => prepare(select).get(Buffer.from(id, 'hex'))).thumbnail);
}

/** A fingerprint, if it is one. */
function wholeFingerprint(library: LibraryFile, id: string, fingerprint: Uint8Array): Uint8Array {
  if (fingerprint.length === FINGERPRINT_BYTES) return fingerprint;
  throw new MosaicError('library-damaged', `${library.path}: the row of the photo ${id.slice(0, 12)}… is damaged.`);
}

/** Paths in the library are real ones; one that is gone since is taken as it is written. */
function realPath(path: string | Uint8Array): BytePath {
  try {
    const named = typeof path === 'string' ? path : Buffer.from(path);
    return pathFromBytes(realpathSync(named, { encoding: 'buffer' }));
  } catch {
    return bytePath(resolve(typeof path === 'string' ? path : shownPath(pathFromBytes(path))));
  }
}
