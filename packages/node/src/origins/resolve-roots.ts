/** The paths a scan is given: where they lead. */

import { realpath } from 'node:fs/promises';
import { MosaicError, throwIfAborted } from '@tesserae/core/errors';
import { type BytePath, bytePath, pathFromBytes } from '../files/byte-path.js';
import { errnoOf } from '../files/regular-file.js';

/** Looks at the disk that are under way at a time: its latency, not the processor, is what takes time there. */
export const VISITS = 64;

/**
 * The real path of something the user named.
 *
 * @throws MosaicError `not-found` or `unreadable`
 */
export async function realRoot(path: string): Promise<BytePath> {
  try {
    return pathFromBytes(await realpath(path, { encoding: 'buffer' }));
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) {
      throw new MosaicError('not-found', `${path}: no such file or folder.`, error);
    }
    throw new MosaicError('unreadable', `${path}: cannot be looked at; is permission missing?`, error);
  }
}

/** Where the paths of a list lead, and those that lead nowhere. */
export interface ListedPaths {
  readonly real: readonly BytePath[];
  readonly missing: readonly BytePath[];
}

/**
 * Follows the paths of a list.
 *
 * @param listed  bytes of each
 * @throws MosaicError `aborted`
 */
export async function realPaths(listed: readonly Uint8Array[], signal: AbortSignal | undefined): Promise<ListedPaths> {
  const [real, missing]: BytePath[][] = [[], []];
  for (let i = 0; i < listed.length; i += VISITS) {
    throwIfAborted(signal);
    const some = listed.slice(i, i + VISITS).map(async (bytes) => {
      const there = await realpath(Buffer.from(bytes), { encoding: 'buffer' }).catch(() => undefined);
      if (there !== undefined) real.push(pathFromBytes(there));
      else missing.push(absolute(pathFromBytes(bytes)));
    });
    await Promise.all(some);
  }
  return { real, missing };
}

function absolute(path: BytePath): BytePath {
  return path.startsWith('/') ? path : `${bytePath(process.cwd())}/${path}`;
}
