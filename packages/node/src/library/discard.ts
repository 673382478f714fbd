/** Removes what was begun for nothing. */

import { rmdirSync, rmSync } from 'node:fs';
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
