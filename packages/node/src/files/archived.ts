/** What a scan finds in an archive: files, under the rules that hold in folders. */

import { type ErrorCode, MosaicError } from '@tesserae/core/errors';
import type { Packed } from './archive.js';
import { directoryOf } from './member.js';
import { type BytePath, folderOf, shownPath } from './names.js';
import { afterName } from './regular-file.js';

/** A file in an archive, named by the archive and its name within. */
export interface ArchivedFile {
  readonly path: BytePath;
  /** Bytes, unpacked. */
  readonly size: number;
  /** As of `Packed`. */
  readonly mtimeNs: bigint;
}

/** What an archive holds. */
export interface Archived {
  readonly files: readonly ArchivedFile[];
  /** Pictures by name that are not read, or the archive itself. */
  readonly refused: readonly { readonly path: BytePath; readonly code: ErrorCode; readonly detail: string }[];
  readonly skipped: number;
}

/** Whether a path is an archive, by its name. */
export function isArchiveName(path: BytePath): boolean {
  return path.toLowerCase().endsWith('.zip');
}

/**
 * Looks through an archive.
 *
 * @param isLeftOut  asked once for every folder and file, and not for what lies in a folder that is left out
 * @throws MosaicError `aborted`
 */
export async function archivedFiles(
  archive: BytePath,
  isLeftOut: (path: BytePath, isFolder: boolean) => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<Archived> {
  try {
    const { members, refused, skipped } = await directoryOf(archive, signal);
    const files = await takenOf(archive, members, isLeftOut);
    return { files, refused: refused.map(({ name, ...why }) => ({ path: `${archive}/${name}`, ...why })), skipped };
  } catch (error) {
    if (!(error instanceof MosaicError) || ['aborted', 'failed'].includes(error.code)) throw error;
    const detail = afterName(error, shownPath(archive));
    return { files: [], refused: [{ path: archive, code: error.code, detail }], skipped: 0 };
  }
}

async function takenOf(
  archive: BytePath,
  members: ReadonlyMap<BytePath, Packed>,
  isLeftOut: (path: BytePath, isFolder: boolean) => Promise<boolean>,
): Promise<ArchivedFile[]> {
  const folders = new Map<BytePath, boolean>([[archive, false]]);

  async function isFolderLeftOut(folder: BytePath): Promise<boolean> {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const leftOut = (await isFolderLeftOut(folderOf(folder))) || (await isLeftOut(folder, true));
    folders.set(folder, leftOut);
    return leftOut;
  }

  const files: ArchivedFile[] = [];
  for (const [name, { size, mtimeNs }] of members) {
    const path = `${archive}/${name}`;
    if ((await isFolderLeftOut(folderOf(path))) || (await isLeftOut(path, false))) continue;
    files.push({ path, size, mtimeNs });
  }
  return files;
}
