/** Files that the user named, as opposed to those found below a folder. */

import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MosaicError } from '@tesserae/core/errors';
import { type BytePath, displayPath, pathFromBytes } from '../files/byte-path.js';
import { afterName, errnoOf } from '../files/regular-file.js';
import { readOriginal } from './read.js';

/** A file that the user named. */
export interface NamedFile {
  /** As it was given. */
  readonly path: string;
  /** The folder that it is relative to. */
  readonly from: string;
}

/** A file named in this process, for another one. */
export function namedFile(path: string): NamedFile {
  return { path, from: process.cwd() };
}

/**
 * Reads a file that the user named, which may be a link.
 *
 * @throws MosaicError `not-found`, `special-file` or `unreadable`
 */
export async function readNamedFile({ path, from }: NamedFile): Promise<Buffer> {
  let real: BytePath;
  try {
    real = pathFromBytes(await realpath(resolve(from, path), { encoding: 'buffer' }));
  } catch (error) {
    if (['EACCES', 'EPERM'].includes(errnoOf(error))) {
      throw new MosaicError('unreadable', `${path}: cannot be opened: permission is missing.`, error);
    }
    throw new MosaicError('not-found', `${path}: there is no such file. Check the name.`, error);
  }
  try {
    return await readOriginal(real);
  } catch (error) {
    if (!(error instanceof MosaicError)) throw error;
    throw new MosaicError(error.code, `${path}: ${afterName(error, displayPath(real))}`, error.cause);
  }
}
