/**
 * Files are opened here for reading: never through a link, never waiting on a pipe. Whoever reads a photo has nothing else to do
 * meanwhile, so the calls are synchronous: four trips to other threads took a twentieth of the time that indexing a photo takes.
 */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type ErrorData, MosaicError } from '@tesserae/core/errors';
import { errnoOf } from '../files/errno.js';
import { type ByteName, nameBytes } from './byte-name.js';
import type { OpenOriginal } from './origin.js';

/** A regular file that is open. */
export interface OpenFile extends OpenOriginal {
  /** The number that system calls know it by. */
  readonly fd: number;
}

/**
 * Opens a file for reading.
 *
 * @throws MosaicError `vanished`, `special-file` or `unreadable`, without the name; `failed`
 */
export async function openFile(path: ByteName): Promise<OpenFile> {
  // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const fd = orFileError(() => openSync(nameBytes(path), flags));
  try {
    const { mtimeNs, size } = checked(fd);
    const read = async (position: number, length: number): Promise<Buffer> => readPart(fd, position, length);
    return { fd, stamp: String(mtimeNs), size: Number(size), read, close: () => closeSync(fd) };
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** What a pipe, a socket or a device is to people. */
export const SPECIAL = 'a pipe, a socket or a device, not a regular file';

function checked(fd: number): { readonly mtimeNs: bigint; readonly size: bigint } {
  const stat = orFileError(() => fstatSync(fd, { bigint: true }));
  if (stat.isFile()) return stat;
  throw new MosaicError('special-file', { received: stat.isDirectory() ? 'a folder' : SPECIAL });
}

function readPart(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const read = orFileError(() => readSync(fd, bytes, filled, length - filled, position + filled));
    if (read === 0) break;
    filled += read;
  }
  return bytes.subarray(0, filled);
}

/** When a file was last written, milliseconds since 1970; its stamp has nanoseconds. */
export function writtenAt(stamp: string): number {
  // a damaged library, or one of somebody else's, may say anything
  if (!/^\d{1,20}$/.test(stamp)) return 0;
  return Number(BigInt(stamp) / 1_000_000n);
}

function orFileError<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw fileError(error);
  }
}

/** What a failed system call on an original means. Running out of handles is the machine's fault, not the photo's. */
export function fileError(error: unknown): MosaicError {
  const { code, ...fields } = MEANING[errnoOf(error)] ?? { code: 'unreadable', waysOut: [{ do: 'check-disk' }] };
  return new MosaicError(code, fields, error);
}

const GONE: ErrorData = { code: 'vanished' };
const FORBIDDEN: ErrorData = {
  code: 'unreadable',
  received: 'a file that you may not read',
  waysOut: [{ do: 'allow-reading' }],
};
const TOO_MANY: ErrorData = {
  code: 'failed',
  received: 'too many files are open',
  waysOut: [{ do: 'raise-open-files' }, { lower: 'jobs' }],
};

const MEANING: Readonly<Record<string, ErrorData>> = {
  ENOENT: GONE,
  ENOTDIR: GONE,
  ELOOP: { code: 'special-file', received: 'a symbolic link, which is not followed here' },
  ENXIO: { code: 'special-file', received: SPECIAL },
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EMFILE: TOO_MANY,
  ENFILE: TOO_MANY,
};
