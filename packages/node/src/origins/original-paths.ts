/** Which paths lead to originals: photos that an output must never replace. */

import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { SNIFF_BYTES, sniff } from '../codecs/sniff.js';
import { type ByteName, byteName, nameBytes } from './byte-name.js';
import { realPath } from './named-paths.js';
import { openFile } from './open-file.js';
import type { Place } from './origin.js';
import { liesBelow } from './path.js';
import { isPictureName } from './picture-names.js';
import { rootsOf } from './roots.js';
import { OPENERS } from './source.js';

/**
 * Whether a path leads to a picture, by name or content, that is one of some files or lies below one of some folders.
 * False where there is nothing.
 */
export async function isPictureBelow(path: string, folders: readonly string[]): Promise<boolean> {
  const real = await realOf(path);
  const roots = (await Promise.all(folders.map(realOf))).flatMap((root) => root ?? []);
  if (real === undefined || rootsOf(roots)(real) === undefined) return false;
  return isPictureName(real) || (await holdsPicture(real));
}

/** Whether a path leads to one of the originals that lie on the disk, under its name or another, or to an archive of any. */
export async function isOriginalOnDisk(path: string, places: readonly Place[]): Promise<boolean> {
  const real = await realOf(path);
  if (real === undefined) return false;
  const originals = places.filter(({ origin }) => origin in OPENERS);
  if (originals.some(({ key }) => liesBelow(key, real))) return true;
  // another name of the same file has its size, unless it has been written since
  const { dev, ino, size } = await stat(nameBytes(real), { bigint: true });
  for (const original of originals) {
    if (BigInt(original.size) !== size) continue;
    const other = await statOf(original.key);
    if (other?.dev === dev && other.ino === ino) return true;
  }
  return false;
}

async function realOf(path: string): Promise<ByteName | undefined> {
  return await realPath(byteName(path)).catch(() => undefined);
}

async function statOf(path: ByteName): Promise<BigIntStats | undefined> {
  return await stat(nameBytes(path), { bigint: true }).catch(() => undefined);
}

async function holdsPicture(path: ByteName): Promise<boolean> {
  try {
    const { read, close } = await openFile(path);
    try {
      return sniff(await read(0, SNIFF_BYTES)) !== undefined;
    } finally {
      close();
    }
  } catch {
    return false; // a folder or a device, which outputs do not replace
  }
}
