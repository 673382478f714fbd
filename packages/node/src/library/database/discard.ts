/** Removes what was begun for nothing, and puts a library in the place of a damaged one. */

import { existsSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Removes the file of a library that is closed and was made in this run, and the folders that were made for it.
 *
 * @param madeFolder  the topmost of those folders; undefined if there were none to make
 */
export function removeLibrary(path: string, madeFolder: string | undefined): void {
  rmSync(path, { force: true });
  if (madeFolder === undefined) return;
  try {
    for (let folder = dirname(path); folder.startsWith(madeFolder); folder = dirname(folder)) rmdirSync(folder);
  } catch {
    // somebody has put something there meanwhile
  }
}

/**
 * Puts a library in the place of another, which is kept beside it. Both are closed.
 *
 * @returns where the other is now
 */
export function replaceLibrary(path: string, fresh: string): string {
  const kept = `${path}.damaged`;
  for (const suffix of ['-wal', '-shm', '-journal']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, kept + suffix);
  }
  renameSync(path, kept);
  renameSync(fresh, path);
  return kept;
}
