/** Looking into a library. */

import { MosaicError } from '@tesserae/core';
import { byteName, displayName } from '../origins/byte-name.js';
import { fitting } from '../origins/glob.js';
import { captureDate, type DatedFile, datedFile } from './capture-date.js';
import type { LibraryFile } from './database/file.js';
import { HIDDEN, placeFromRow, STATE } from './database/rows.js';
import { formatWallClock } from './photo-facts.js';
import { readLibrary } from './read-library.js';

/** What a library knows of one file. */
export interface ListedFile {
  /** As text, U+FFFD where it is not UTF-8. */
  readonly path: string;
  /** SHA-256 of the content, hex; empty if that is not known. */
  readonly hash: string;
  readonly state: 'usable' | 'repaired' | 'hidden' | 'refused';
  /** Empty, and sizes 0, if refused. */
  readonly format: string;
  readonly width: number;
  readonly height: number;
  /** Bytes; −1 for a file that could not be looked at. */
  readonly size: number;
  /** When the photo was taken, as `2019-07-04T15:30:12` by the clock on the wall, and what says so; empty if refused. */
  readonly taken: string;
  readonly takenFrom: string;
  /** Why it is refused; empty if it is not. */
  readonly code: string;
  readonly detail: string;
}

/**
 * Every file of a library but those that are no pictures, ascending by path.
 *
 * @throws MosaicError `library-damaged`
 */
export function listFiles(library: LibraryFile): ListedFile[] {
  const rows = library.run((prepare) =>
    prepare(
      `SELECT p.key, p.origin, p.stamp, p.size, lower(hex(p.hash)) AS hash, f.taken, f.state,
         p.code || coalesce(f.code, '') AS code, p.detail || coalesce(f.detail, '') AS detail,
         coalesce(f.format, '') AS format, coalesce(f.width, 0) AS width, coalesce(f.height, 0) AS height
       FROM places p LEFT JOIN photos f ON f.hash = p.hash WHERE p.hash IS NOT NULL OR p.code <> '' ORDER BY p.key`,
    ).all(),
  );
  const files = rows.map((row) => datedFile(library, placeFromRow(row)));
  const copies = new Map<string, DatedFile[]>();
  for (const [i, { hash }] of rows.entries()) {
    const others = copies.get(hash) ?? [];
    copies.set(hash, others);
    others.push(files[i]);
  }
  return rows.map((row, i): ListedFile => {
    const { hash, state, format, width, height, size, code, detail } = row;
    const listed = { path: displayName(files[i].name), hash, format, width, height, size, code, detail };
    if (code !== '') return { ...listed, state: 'refused', taken: '', takenFrom: '' };
    const { seconds, from } = captureDate(row.taken, copies.get(hash) ?? []);
    const dated = { taken: formatWallClock(seconds), takenFrom: from };
    if (state >= HIDDEN) return { ...listed, state: 'hidden', ...dated };
    return { ...listed, state: state === STATE.repaired ? 'repaired' : 'usable', ...dated };
  });
}

/**
 * What the library knows of a content, or of a file that was refused before its content was known: why it is refused, or what it
 * is and how large.
 */
export interface ListedPhoto
  extends Pick<ListedFile, 'state'>,
    Partial<Pick<ListedFile, 'code' | 'detail' | 'format' | 'width' | 'height'>> {
  /** SHA-256, hex; undefined if the content is not known. */
  readonly hash?: string;
  /** Where it is, ascending; as text. */
  readonly paths: readonly string[];
}

/**
 * Everything the library knows, ascending by the first path.
 *
 * @throws MosaicError `library-damaged`
 */
export function listPhotos(library: LibraryFile): ListedPhoto[] {
  const photos = new Map<string, ListedPhoto & { readonly paths: string[] }>();
  for (const { path, hash, state, code, detail, format, width, height } of listFiles(library)) {
    const known = photos.get(hash || path);
    if (known !== undefined) known.paths.push(path);
    else {
      const facts = code === '' ? { format, width, height } : { code, detail };
      photos.set(hash || path, { ...(hash === '' ? {} : { hash }), paths: [path], state, ...facts });
    }
  }
  return [...photos.values()];
}

/**
 * The groups of near-duplicates that have more than one photo, each ascending by the first path, and so are they.
 *
 * @throws MosaicError `library-damaged`
 */
export function listGroups(library: LibraryFile): ListedPhoto[][] {
  const { ids, groups } = readLibrary(library).library;
  const groupOf = new Map(ids.map((id, photo) => [id, groups[photo]]));
  const members = new Map<number, ListedPhoto[]>();
  for (const photo of listPhotos(library)) {
    const group = photo.hash === undefined ? undefined : groupOf.get(photo.hash);
    if (group !== undefined) members.set(group, [...(members.get(group) ?? []), photo]);
  }
  return [...members.values()].filter(({ length }) => length > 1);
}

/**
 * What the library knows of one photo.
 *
 * @param wanted   the beginning of its hash (at least 4 digits), or a path of it, or a pattern as of `globTests`
 * @param subject  what errors are about: the option that named it
 * @throws MosaicError `not-found` if there is none, `usage` if there are several
 */
export function showPhoto(library: LibraryFile, wanted: string, subject?: string): ListedPhoto {
  const photos = listPhotos(library);
  const prefix = wanted.toLowerCase();
  const hashed = /^[0-9a-f]{4,64}$/.test(prefix) ? photos.filter(({ hash }) => hash?.startsWith(prefix)) : [];
  const named = fitting(wanted, photos, ({ paths }) => paths.map(byteName));
  const found = named.length > 0 ? named : hashed;
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const facts = { subject, expected: `one photo of the path or hash ${wanted}`, received: found.length };
    throw new MosaicError('usage', { ...facts, waysOut: [{ use: 'more of it' }] });
  }
  const use = 'a path as the library lists it, or 4 digits or more of its hash';
  const facts = { subject, expected: 'the path or hash of a photo', received: wanted };
  throw new MosaicError('not-found', { ...facts, waysOut: [{ use }, { run: 'list' }] });
}
