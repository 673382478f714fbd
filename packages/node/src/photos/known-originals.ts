/** Which files are originals: photos that an output must never replace. */

import type { BigIntStats } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { SNIFF_BYTES, sniff } from '../codecs/sniff.js';
import { type BytePath, bytePath, liesBelow, pathBytes, pathFromBytes } from '../files/byte-path.js';
import type { LibraryFile } from '../library/database/file.js';
import { knownPaths } from '../library/database/rows.js';
import { isPictureName } from '../origins/picture-names.js';
import { openOriginal, readStart } from '../origins/read.js';

/**
 * Whether a path leads to a picture, by name or content, that is one of some files or lies below one of some folders.
 * False where there is nothing.
 */
export async function isPictureBelow(path: string, folders: readonly string[]): Promise<boolean> {
  const real = await realOf(path);
  if (real === undefined || !(await liesBelowAny(real, folders))) return false;
  return isPictureName(real) || (await holdsPicture(real));
}

/** Whether a path leads to a file that the library knows a photo in, under this name or another. */
export async function isKnownOriginal(library: LibraryFile, path: string): Promise<boolean> {
  const real = await realOf(path);
  if (real === undefined) return false;
  const photos = library.run(knownPaths).filter(({ hash }) => hash !== '');
  // also an archive that holds one
  if (photos.some((photo) => liesBelow(photo.path, real))) return true;
  // another name of the same file has its size, unless it has been written since
  const { dev, ino, size } = await stat(pathBytes(real), { bigint: true });
  for (const photo of photos) {
    if (BigInt(photo.size) !== size) continue;
    const other = await statOf(photo.path);
    if (other?.dev === dev && other.ino === ino) return true;
  }
  return false;
}

async function liesBelowAny(real: BytePath, folders: readonly string[]): Promise<boolean> {
  const roots = await Promise.all(folders.map(realOf));
  return roots.some((root) => root !== undefined && liesBelow(real, root));
}

async function realOf(path: string): Promise<BytePath | undefined> {
  return await realpath(pathBytes(bytePath(path)), { encoding: 'buffer' }).then(pathFromBytes, () => undefined);
}

async function statOf(path: BytePath): Promise<BigIntStats | undefined> {
  return await stat(pathBytes(path), { bigint: true }).catch(() => undefined);
}

async function holdsPicture(path: BytePath): Promise<boolean> {
  try {
    const { handle, size } = await openOriginal(path);
    try {
      return sniff(await readStart(path, handle, Math.min(size, SNIFF_BYTES))) !== undefined;
    } finally {
      await handle.close();
    }
  } catch {
    return false; // a folder or a device, which outputs do not replace
  }
}
