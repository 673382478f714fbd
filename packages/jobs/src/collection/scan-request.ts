/** Which files and folders a job is to scan: those that are named, and those in a list. */

import { MosaicError } from '@tesserae/core';
import { isThere, ORIGINS, pathsInList } from '@tesserae/node/internal';
import { MOST_BYTES, readInput } from '../files/read-input.js';
import type { Host } from '../host.js';
import type { ScanFields } from '../options/rows.js';

/** What is to be scanned. */
export interface ScanRequest {
  readonly folders: readonly string[];
  /** Bytes of each path in the list. */
  readonly listed: readonly Uint8Array[];
}

/**
 * What is to be scanned; undefined if nothing is named, and the library is taken as it is.
 *
 * @throws MosaicError `not-found` for a folder that is not there, so that no library is begun for nothing; `no-photos` for
 *   an empty list; `usage` for options that go with a scan where there is none
 */
export async function scanRequest(
  { photos: folders, fromFile, null: isNul, ignore }: Partial<ScanFields>,
  host: Host,
): Promise<ScanRequest | undefined> {
  if (isNul && fromFile === undefined) {
    const received = 'about a list, and none is given';
    throw new MosaicError('usage', { subject: 'null', received, waysOut: [{ give: 'fromFile' }] });
  }
  for (const folder of folders ?? []) {
    if (!(await isThere(ORIGINS, folder))) throw new MosaicError('not-found', { file: folder });
  }
  if (fromFile !== undefined) return { folders: folders ?? [], listed: await readList(fromFile, isNul === true, host) };
  if (folders !== undefined && folders.length > 0) return { folders, listed: [] };
  if (ignore === undefined) return undefined;
  const received = 'about what is scanned, and no photos are named';
  throw new MosaicError('usage', { subject: 'ignore', received, waysOut: [{ give: 'photos' }, { give: 'ban' }] });
}

async function readList(name: string, isNul: boolean, { standardInput }: Host): Promise<Uint8Array[]> {
  const isStandard = name === '-' && standardInput !== undefined;
  const listed = pathsInList(
    isStandard
      ? await standardInput(MOST_BYTES.list)
      : await readInput({ file: name, subject: 'fromFile', most: MOST_BYTES.list }),
    isNul ? 'nul' : 'line',
  );
  if (listed.length > 0) return listed;
  const expected = isNul ? 'paths that end in a NUL' : 'paths, one a line';
  const file = isStandard ? 'standard input' : name;
  const waysOut = isNul ? ([{ omit: 'null' }] as const) : ([{ omit: 'fromFile' }] as const);
  throw new MosaicError('no-photos', { file, subject: 'fromFile', expected, received: 'none', waysOut });
}
