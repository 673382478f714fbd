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
    throw new MosaicError('usage', '--null: says how the list of --from-file is written, and there is none. Name it.');
  }
  for (const folder of folders) {
    const there = await stat(folder).catch((error) => error.code !== 'ENOENT' && error.code !== 'ENOTDIR');
    if (!there) throw new MosaicError('not-found', `${folder}: there is no such file or folder. Check the name.`);
  }
  if (fromFile !== undefined) return { folders, wait, listed: await readList(fromFile, flags.null === true) };
  if (folders.length > 0) return { folders, wait, listed: [] };
  if (ignore !== undefined) {
    const sentence =
      '--ignore: is about what is scanned, and no PHOTOS are named. Name them, or leave photos out by --ban.';
    throw new MosaicError('usage', sentence);
  }
  return undefined;
}

async function readList(name: string, isNul: boolean): Promise<Uint8Array[]> {
  const listed = pathsInList(name === '-' ? await standardInput() : await listFile(name), isNul ? 'nul' : 'line');
  if (listed.length > 0) return listed;
  const way = isNul ? 'Without -0, paths end in a line break.' : 'Write one path a line.';
  throw new MosaicError('no-photos', `--from-file: expected at least one path in ${shown(name)}, found none. ${way}`);
}

async function listFile(name: string): Promise<Uint8Array> {
  try {
    return await readFile(name);
  } catch (error) {
    const code = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'not-found' : 'unreadable';
    const what = code === 'not-found' ? 'there is no such file' : 'cannot be read; is it a file, and permission given';
    throw new MosaicError(code, `--from-file: ${name}: ${what}. Check the name.`, error);
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
