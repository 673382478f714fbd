/**
 * Files are opened here for reading: never through a link, never waiting on a pipe. Whoever reads a photo has nothing else to do
 * meanwhile, so the calls are synchronous: four trips to other threads took a twentieth of the time that indexing a photo takes.
 */

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type ErrorCode, MosaicError } from '@tesserae/core/errors';
import { type BytePath, displayPath, pathBytes } from './byte-path.js';

/** What can be read from at any place. */
export interface OpenBytes {
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** A file that is open. */
export interface OpenFile extends OpenBytes {
  /** The number that system calls know it by. */
  readonly fd: number;
}

/** A regular file that is open, and what it was when it was opened. */
export interface RegularFile {
  readonly handle: OpenFile;
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, nanoseconds. */
  readonly mtimeNs: bigint;
}

/**
 * Opens a file for reading. The caller closes the handle.
 *
 * @throws MosaicError `vanished`, `special-file` or `unreadable`
 */
export async function openRegular(path: BytePath): Promise<RegularFile> {
  // O_NONBLOCK: opening a pipe that nobody writes to would wait for ever
  const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
  const handle = openFile(path, flags);
  try {
    const stat = fstatSync(handle.fd, { bigint: true });
    if (stat.isFile()) return { handle, size: Number(stat.size), mtimeNs: stat.mtimeNs };
    const what = stat.isDirectory()
      ? 'is a folder; expected a file in it.'
      : 'is a pipe or a device, not a regular file.';
    throw new MosaicError('special-file', `${displayPath(path)}: ${what}`);
  } catch (error) {
    await handle.close();
    throw error instanceof MosaicError ? error : fileError(path, error);
  }
}

function openFile(path: BytePath, flags: number): OpenFile {
  try {
    const fd = openSync(pathBytes(path), flags);
    return {
      fd,
      read: async (into, offset, length, position) => ({ bytesRead: readSync(fd, into, offset, length, position) }),
      close: async () => closeSync(fd),
    };
  } catch (error) {
    throw fileError(path, error);
  }
}

/** The `errno` word of a failed system call, such as `ENOENT`; empty when it is another error. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** What a failed system call on an original means. Running out of handles is the machine's fault, not the photo's. */
export function fileError(path: BytePath, error: unknown): MosaicError {
  const errno = errnoOf(error);
  const [code, what] = MEANING[errno] ?? ['unreadable', 'cannot be read; is the disk in order?'];
  return new MosaicError(code, `${displayPath(path)}: ${what}`, error);
}

/** What an error of this folder's says of a file, without the name that it begins with. */
export function afterName({ message }: MosaicError, name: string): string {
  return message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
}

const MEANING: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ENOENT: ['vanished', 'is not there any more.'],
  ENOTDIR: ['vanished', 'is not there any more.'],
  ELOOP: ['special-file', 'is a symbolic link, and links are not followed here.'],
  ENXIO: ['special-file', 'is a socket or a device, not a regular file.'],
  EACCES: ['unreadable', 'cannot be opened: permission is missing. Allow reading it (chmod u+r).'],
  EPERM: ['unreadable', 'cannot be opened: permission is missing. Allow reading it (chmod u+r).'],
  EMFILE: ['failed', 'cannot be opened: too many files are open. Raise the limit (ulimit -n) or take fewer jobs.'],
  ENFILE: ['failed', 'cannot be opened: too many files are open. Raise the limit (ulimit -n) or take fewer jobs.'],
};
