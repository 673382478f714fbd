/**
 * Photos that a library is told not to keep. What is left of one is its path, with what hid it: the file is not opened again
 * as long as the same is asked for.
 */

import type { BytePath } from '../../files/byte-path.js';
import type { LibraryFile } from '../database/file.js';
import { type KnownPath, knownPaths, putPath } from '../database/rows.js';
import { type HiddenCounts, hiddenBy, NOTHING_HIDDEN, type PhotoFilter } from '../filter/filter.js';
import { visitPhotos } from '../read-library.js';

const REASONS = Object.keys(NOTHING_HIDDEN);

/** What a path's row says of a photo that a sieve hides. */
function detailOf(reason: keyof PhotoFilter, sieve: PhotoFilter): string {
  return `is hidden by ${reason} of ${signOf(sieve)}.`;
}

/** The same sieve has the same sign. */
function signOf(sieve: PhotoFilter): string {
  return JSON.stringify(sieve, REASONS);
}

/** What hid a path's photo, if one did. */
function reasonOf({ hash, code, detail }: KnownPath): keyof PhotoFilter | undefined {
  if (hash !== '' || code !== '') return undefined;
  const [, reason] = /^is hidden by (\w+) of /.exec(detail) ?? [];
  // the rows are ours; a reason of another version is none
  return REASONS.includes(reason) ? (reason as keyof PhotoFilter) : undefined;
}

/** Whether a path's photo was hidden by another sieve than this one, so that it must be looked at again. */
export function isHiddenByOtherFilter(known: KnownPath, sieve: PhotoFilter): boolean {
  return reasonOf(known) !== undefined && !known.detail.endsWith(` of ${signOf(sieve)}.`);
}

/** How many paths are hidden, by what. */
export function countHidden(paths: readonly KnownPath[]): HiddenCounts {
  const hidden = { ...NOTHING_HIDDEN };
  for (const path of paths) {
    const reason = reasonOf(path);
    if (reason !== undefined) hidden[reason]++;
  }
  return hidden;
}

/** Hides the photos of some files as a sieve says; what no other file leads to is dropped later. @returns how many files were left out now */
export function applyFilter(library: LibraryFile, files: ReadonlySet<BytePath>, sieve: PhotoFilter): number {
  if (Object.values(sieve).every((value) => value === undefined)) return 0;
  const reasons = new Map<BytePath, keyof PhotoFilter>();
  visitPhotos(library, (photo) => {
    const reason = photo.files.some(({ path }) => files.has(path)) ? hiddenBy(sieve, photo) : undefined;
    if (reason !== undefined) for (const { path } of photo.files) if (files.has(path)) reasons.set(path, reason);
  });
  library.transaction((prepare) => {
    for (const { path, size, mtimeNs } of knownPaths(prepare)) {
      const reason = reasons.get(path);
      if (reason === undefined) continue;
      putPath(prepare, { path, size, mtimeNs, hash: null, code: '', detail: detailOf(reason, sieve) });
    }
  });
  return reasons.size;
}
