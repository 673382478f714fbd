/** Which files and folders a run is to scan: those on the command line, and those in a list. */

import { readFile, stat } from 'node:fs/promises';
import { MosaicError } from '@tesserae/core';
import { type PhotoFilter, pathsInList } from '@tesserae/node';
import type { Call } from './call.js';
import { seconds } from './duration.js';

/** What is to be scanned. */
export interface Asked {
  readonly folders: readonly string[];
  /** Bytes of each path in the list. */
  readonly listed: readonly Uint8Array[];
  /** How long to wait for another writer of the library, seconds; undefined: a moment. */
  readonly wait: number | undefined;
  /** What the library is not to keep; absent: it keeps all. */
  readonly sieve?: PhotoFilter;
}

/**
 * What a call asks to be scanned; undefined if it names nothing, and takes the library as it is.
 *
 * @throws MosaicError `not-found` for a folder that is not there, so that no library is begun for nothing; `no-photos` for
 *   an empty list; `usage` for flags that go with a scan where there is none
 */
export async function askedFor({ flags }: Call, folders: readonly string[]): Promise<Asked | undefined> {
  const { fromFile, ignore } = flags;
  const wait = flags.wait === undefined ? undefined : seconds('wait', flags.wait);
  if (flags.null && fromFile === undefined) {
    const facts = { subject: 'null', expected: 'a list, which it is about', received: 'none' };
    throw new MosaicError('usage', { ...facts, waysOut: [{ give: 'fromFile' }] });
  }
  for (const folder of folders) {
    const there = await stat(folder).catch((error) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR');
    if (!there) throw new MosaicError('not-found', { file: folder });
  }
  if (fromFile !== undefined) return { folders, wait, listed: await readList(fromFile, flags.null === true) };
  if (folders.length > 0) return { folders, wait, listed: [] };
  if (ignore !== undefined) {
    const facts = { subject: 'ignore', expected: 'folders to scan, which it is about', received: 'none' };
    throw new MosaicError('usage', { ...facts, waysOut: [{ use: 'it with PHOTOS' }, { give: 'ban' }] });
  }
  return undefined;
}

async function readList(name: string, isNul: boolean): Promise<Uint8Array[]> {
  const listed = pathsInList(name === '-' ? await standardInput() : await listFile(name), isNul ? 'nul' : 'line');
  if (listed.length > 0) return listed;
  const waysOut = [isNul ? { omit: 'null' } : { use: 'one path a line' }];
  const expected = `at least one path in ${shown(name)}`;
  throw new MosaicError('no-photos', { subject: 'fromFile', expected, received: 'none', waysOut });
}

async function listFile(name: string): Promise<Uint8Array> {
  try {
    return await readFile(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'not-found' : 'unreadable';
    throw new MosaicError(code, { subject: 'fromFile', file: name, waysOut: [{ do: 'check-name' }] }, error);
  }
}

async function standardInput(): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part);
  return Buffer.concat(parts);
}

function shown(name: string): string {
  return name === '-' ? 'standard input' : name;
}
