/** What is packed in zip archives. A key is the path of the archive and the name within, with a slash between them. */

import { MosaicError } from '@tesserae/core/errors';
import type { ByteName } from '../byte-name.js';
import { writtenAt } from '../open-file.js';
import type { Listed, Origin } from '../origin.js';
import { folderOf } from '../path.js';
import type { ZipEntry } from './directory.js';
import { openZipMember, zipDirectoryAt } from './member.js';

/** What is packed in archives. They are met among files, which list them. */
export const ZIPS: Origin = { name: 'zip', open: openZipMember, nameOf: (key) => key, writtenAt };

/** Whether a path is an archive, by its name. */
export function isZipName(path: ByteName): boolean {
  return path.toLowerCase().endsWith('.zip');
}

/**
 * Looks through an archive, under the rules that hold in folders.
 *
 * @param isLeftOut  asked once for every folder and file, and not for what lies in a folder that is left out
 * @throws MosaicError `aborted`
 */
export async function listZip(
  archive: ByteName,
  isLeftOut: (path: ByteName, isFolder: boolean) => Promise<boolean>,
  signal: AbortSignal | undefined,
): Promise<Listed[]> {
  try {
    const { members, refused, more, skipped } = await zipDirectoryAt(archive, signal);
    const listed = await taken(archive, members, isLeftOut);
    for (const { name, ...why } of refused) {
      listed.push({ kind: 'refused', place: { origin: ZIPS.name, key: `${archive}/${name}`, ...why } });
    }
    if (more > 0) {
      const detail = `an archive of which ${more} more files cannot be read`;
      listed.push({ kind: 'refused', place: { origin: 'file', key: archive, code: 'unsupported', detail } });
    }
    for (let i = 0; i < skipped; i++) listed.push({ kind: 'skipped' });
    return listed;
  } catch (error) {
    if (!(error instanceof MosaicError) || ['aborted', 'failed'].includes(error.code)) throw error;
    const { code, received } = error;
    return [{ kind: 'refused', place: { origin: 'file', key: archive, code, detail: String(received ?? '') } }];
  }
}

async function taken(
  archive: ByteName,
  members: ReadonlyMap<ByteName, ZipEntry>,
  isLeftOut: (path: ByteName, isFolder: boolean) => Promise<boolean>,
): Promise<Listed[]> {
  const folders = new Map<ByteName, boolean>([[archive, false]]);

  async function isFolderLeftOut(folder: ByteName): Promise<boolean> {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const leftOut = (await isFolderLeftOut(folderOf(folder))) || (await isLeftOut(folder, true));
    folders.set(folder, leftOut);
    return leftOut;
  }

  const listed: Listed[] = [];
  for (const [name, { size, stamp }] of members) {
    const key = `${archive}/${name}`;
    if ((await isFolderLeftOut(folderOf(key))) || (await isLeftOut(key, false))) continue;
    listed.push({ kind: 'place', place: { origin: ZIPS.name, key, stamp, size } });
  }
  return listed;
}
