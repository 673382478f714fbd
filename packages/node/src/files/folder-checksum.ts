/**
 * What says that a folder was written here and is as it was left: a file that names the number of its files and the hash of
 * their names and sizes. Whoever adds, removes or changes a file breaks it.
 */

import { createHash } from 'node:crypto';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errnoOf } from './errno.js';

/** The name of that file. */
export const CHECKSUM_FILE = 'tesserae.json';

/** @param sizes  bytes of each file, by its path in the folder, with slashes; this file is not among them */
export function folderChecksum(sizes: ReadonlyMap<string, number>): string {
  const hash = createHash('sha256');
  for (const name of [...sizes.keys()].sort()) hash.update(`${name}\0${sizes.get(name)}\n`);
  return `${JSON.stringify({ software: 'Tesserae', files: sizes.size, list: hash.digest('hex') })}\n`;
}

/**
 * What in a folder was not written here, by its path; undefined if there is nothing: the folder is empty, or as it was left.
 *
 * @throws what node:fs throws
 */
export async function unexpectedFileIn(folder: string): Promise<string | undefined> {
  const checksum = await readFile(join(folder, CHECKSUM_FILE), 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  const sizes = new Map<string, number>();
  const strange = await listInto(sizes, folder, '');
  if (strange !== undefined) return strange;
  sizes.delete(CHECKSUM_FILE);
  if (sizes.size === 0 && checksum === undefined) return undefined;
  if (checksum === folderChecksum(sizes)) return undefined;
  return checksum === undefined ? [...sizes.keys()].sort()[0] : 'a file was added, changed or removed';
}

/** Lists files below a folder. @returns what is neither a file nor a folder */
async function listInto(sizes: Map<string, number>, folder: string, below: string): Promise<string | undefined> {
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      const strange = await listInto(sizes, folder, name);
      if (strange !== undefined) return strange;
    } else if (entry.isFile()) sizes.set(name, (await lstat(join(folder, name))).size);
    else return name;
  }
  return undefined;
}
