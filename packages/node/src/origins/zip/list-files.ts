/** What a scan finds in an archive: files, under the rules that hold in folders. */

import { type ErrorCode, MosaicError } from '@tesserae/core/errors';
import { type BytePath, displayPath, folderOf } from '../../files/byte-path.js';
import { afterName } from '../../files/regular-file.js';
import type { ZipEntry } from './directory.js';
import { directoryOf } from './member.js';

/** A file in an archive, named by the archive and its name within. */
export interface ZipFile {
  readonly path: BytePath;
  /** Bytes, unpacked. */
  readonly size: number;
  /** As of `Packed`. */
  readonly mtimeNs: bigint;
}

/** What an archive holds. */
export interface ZipListing {
  readonly files: readonly ZipFile[];
  /** Pictures by name that are not read, or the archive itself. */
  readonly refused: readonly { readonly path: BytePath; readonly code: ErrorCode; readonly detail: string }[];
  readonly skipped: number;
}

/** Whether a path is an archive, by its name. */
export function isZipName(path: BytePath): boolean {
  return path.toLowerCase().endsWith('.zip');
}

/**
 * Looks through an archive.
 *
 * @param isLeftOut  asked once for every folder and file, and not for what lies in a folder that is left out
 * @throws MosaicError `aborted`
 */
export async function listZipFiles(
  archive: BytePath,
  isLeftOut: (path: BytePath, isFolder: boolean) => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<ZipListing> {
  try {
    const { members, refused, skipped } = await directoryOf(archive, signal);
    const files = await takenOf(archive, members, isLeftOut);
    return { files, refused: refused.map(({ name, ...why }) => ({ path: `${archive}/${name}`, ...why })), skipped };
  } catch (error) {
    if (!(error instanceof MosaicError) || ['aborted', 'failed'].includes(error.code)) throw error;
    const detail = afterName(error, displayPath(archive));
    return { files: [], refused: [{ path: archive, code: error.code, detail }], skipped: 0 };
  }
}

async function takenOf(
  archive: BytePath,
  members: ReadonlyMap<BytePath, ZipEntry>,
  isLeftOut: (path: BytePath, isFolder: boolean) => Promise<boolean>,
): Promise<ZipFile[]> {
  const folders = new Map<BytePath, boolean>([[archive, false]]);

  async function isFolderLeftOut(folder: BytePath): Promise<boolean> {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const leftOut = (await isFolderLeftOut(folderOf(folder))) || (await isLeftOut(folder, true));
    folders.set(folder, leftOut);
    return leftOut;
  }

  const files: ZipFile[] = [];
  for (const [name, { size, mtimeNs }] of members) {
    const path = `${archive}/${name}`;
    if ((await isFolderLeftOut(folderOf(path))) || (await isLeftOut(path, false))) continue;
    files.push({ path, size, mtimeNs });
  }
  return files;
}
