/** Paths that somebody names: as a word, or in a list as `find` prints it. They may be links, and lead nowhere. */

import { lstatSync, realpathSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { MosaicError, throwIfAborted } from '@tesserae/core/errors';
import { errnoOf } from '../files/errno.js';
import { type ByteName, byteName, displayName, isText, nameBytes, nameFromBytes } from './byte-name.js';
import { absolutePath, slashed } from './path.js';
import type { Source } from './source.js';

/** Looks at the disk that are under way at a time: its latency, not the processor, is what takes time there. */
export const VISITS = 64;

/** Where a name leads, links followed. Throws what the system throws. */
export async function whereItLeads(name: ByteName): Promise<ByteName> {
  // Yarn's Plug'n'Play gives text where bytes are asked for
  return slashed(nameFromBytes(Buffer.from(await realpath(nameBytes(name), { encoding: 'buffer' }))));
}

/**
 * The real path of something the user named.
 *
 * @throws MosaicError `not-found` or `unreadable`; without the name
 */
export async function realPath(name: ByteName): Promise<ByteName> {
  try {
    return await whereItLeads(spelledAsThere(name));
  } catch (error) {
    if (['EACCES', 'EPERM', 'EIO'].includes(errnoOf(error))) {
      throw new MosaicError('unreadable', {}, error);
    }
    throw new MosaicError('not-found', {}, error);
  }
}

/**
 * A name that somebody typed as it is on the disk, where that writes its accents otherwise (`composed`); as it was typed, if there is
 * nothing of another spelling either.
 */
export function spelledAsThere(name: ByteName): ByteName {
  if (!/[\x80-\xff]/.test(name) || !isText(name)) return name;
  const text = displayName(name);
  const spellings = [text, text.normalize('NFC'), text.normalize('NFD')];
  return byteName(spellings.find((each) => lstatSync(each, { throwIfNoEntry: false }) !== undefined) ?? text);
}

/** The real path of a name, if it leads anywhere now; else as it is written. */
export function pathNow(name: ByteName): ByteName {
  try {
    return slashed(nameFromBytes(Buffer.from(realpathSync(nameBytes(spelledAsThere(name)), { encoding: 'buffer' }))));
  } catch {
    return absolutePath(name);
  }
}

/**
 * A picture that the user named, for a decoder.
 *
 * @throws MosaicError as `realPath` does
 */
export async function namedFile(path: string): Promise<Source> {
  const name = byteName(path);
  return { name, content: { origin: 'file', key: await realPath(name) } };
}

/** Where the paths of a list lead, and those that lead nowhere. */
export interface ListedPaths {
  readonly real: readonly ByteName[];
  readonly missing: readonly ByteName[];
}

/**
 * Follows the paths of a list.
 *
 * @throws MosaicError `aborted`
 */
export async function realPaths(listed: readonly ByteName[], signal: AbortSignal | undefined): Promise<ListedPaths> {
  const [real, missing]: ByteName[][] = [[], []];
  for (let i = 0; i < listed.length; i += VISITS) {
    throwIfAborted(signal);
    const some = listed.slice(i, i + VISITS).map(async (name) => {
      const there = await realPath(name).catch(() => undefined);
      if (there !== undefined) real.push(there);
      else missing.push(absolutePath(name));
    });
    await Promise.all(some);
  }
  return { real, missing };
}

/**
 * The paths in a list, in its order; empty ones are left out. Names are bytes: one that is not UTF-8 is found all the same.
 *
 * @param list  one path a line (with or without a carriage return), or each ended by a NUL as `find -print0` does
 * @returns bytes of each path
 */
export function pathsInList(list: Uint8Array, ending: 'line' | 'nul'): Uint8Array[] {
  const text = nameFromBytes(list);
  const paths = ending === 'nul' ? text.split('\0') : text.split(/\r?\n/);
  return paths.filter((path) => path !== '').map((path) => new Uint8Array(nameBytes(path)));
}
