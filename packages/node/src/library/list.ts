/** Looking into a library. */

import { MosaicError } from '@tesserae/core';
import { bytePath, displayPath, pathFromBytes } from '../files/byte-path.js';
import { globTests, type PathTest } from '../origins/glob.js';
import type { LibraryFile } from './database/file.js';
import { STATE } from './database/rows.js';
import { readLibrary } from './read-library.js';

/** What the library knows of a content, or of a file that was refused before its content was known. */
export interface ListedPhoto {
  /** SHA-256, hex; undefined if the content is not known. */
  readonly hash?: string;
  /** Where it is, ascending; as text. */
  readonly paths: readonly string[];
  readonly state: 'usable' | 'repaired' | 'refused';
  /** Why it is refused: a code, and the rest of a sentence that begins with the path. */
  readonly code?: string;
  readonly detail?: string;
  /** As people call it: `JPEG`; and pixels of the upright photo. Undefined if refused. */
  readonly format?: string;
  readonly width?: number;
  readonly height?: number;
}

/**
 * Everything the library knows, ascending by the first path.
 *
 * @throws MosaicError `library-damaged`
 */
export function listPhotos(library: LibraryFile): ListedPhoto[] {
  const rows = library.run((prepare) =>
    prepare(
      `SELECT p.path, hex(p.hash) AS hash, p.code || coalesce(f.code, '') AS code,
         p.detail || coalesce(f.detail, '') AS detail, f.state, f.format, f.width, f.height
       FROM paths p LEFT JOIN photos f ON f.hash = p.hash WHERE p.hash IS NOT NULL OR p.code <> '' ORDER BY p.path`,
    ).all(),
  );
  const listed: ListedPhoto[] = [];
  const pathsOf = new Map<string, string[]>();
  for (const { path, hash, code, detail, state, format, width, height } of rows) {
    const shown = displayPath(pathFromBytes(path));
    const aliases = hash === '' ? undefined : pathsOf.get(hash);
    if (aliases !== undefined) {
      aliases.push(shown);
      continue;
    }
    const paths = [shown];
    pathsOf.set(hash, paths);
    const known = hash === '' ? { paths } : { hash: hash.toLowerCase(), paths };
    if (code !== '') listed.push({ ...known, state: 'refused', code, detail });
    else listed.push({ ...known, state: state === STATE.repaired ? 'repaired' : 'usable', format, width, height });
  }
  return listed;
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
 * @param wanted  the beginning of its hash (at least 4 digits), or a path of it, or a pattern as of `globTests`
 * @throws MosaicError `not-found` if there is none, `usage` if there are several
 */
export function showPhoto(library: LibraryFile, wanted: string): ListedPhoto {
  const photos = listPhotos(library);
  const prefix = wanted.toLowerCase();
  const hashed = /^[0-9a-f]{4,64}$/.test(prefix) ? photos.filter(({ hash }) => hash?.startsWith(prefix)) : [];
  const ways = [...globTests(wanted).map((test) => photosAt(photos, test)), hashed];
  const found = ways.find(({ length }) => length > 0) ?? [];
  if (found.length === 1) return found[0];
  if (found.length > 1) {
    const sentence = `${wanted}: ${found.length} photos have such a path or hash. Give more of it.`;
    throw new MosaicError('usage', sentence);
  }
  const way = 'Give a path as library ls prints it, or 4 digits or more of its hash.';
  throw new MosaicError('not-found', `${wanted}: the library knows no photo of this path or hash. ${way}`);
}

function photosAt(photos: readonly ListedPhoto[], test: PathTest): ListedPhoto[] {
  return photos.filter(({ paths }) => paths.some((path) => test(bytePath(path))));
}
