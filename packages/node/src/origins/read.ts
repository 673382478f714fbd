/** Originals are read here and nowhere else: files, and what is packed in archives. */

import { MosaicError } from '@tesserae/core/errors';
import type { BytePath } from '../files/byte-path.js';
import { errnoOf, fileError, type OpenBytes, openRegular } from '../files/regular-file.js';
import { openZipMember } from './zip/member.js';

/** An original that is open, and what it was when it was opened. */
export interface OpenOriginal {
  readonly handle: OpenBytes;
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, nanoseconds. */
  readonly mtimeNs: bigint;
}

/**
 * Opens an original for reading: a file, or with `photos.zip/inside/path.jpg` what is packed in one. The caller closes
 * the handle.
 *
 * @throws MosaicError `vanished`, `special-file`, `unreadable` or `damaged`
 */
export async function openOriginal(path: BytePath): Promise<OpenOriginal> {
  try {
    return await openRegular(path);
  } catch (error) {
    // a file on the way where a folder is expected: is it an archive?
    const member = isInFile(error) ? await openZipMember(path) : undefined;
    if (member !== undefined) return member;
    throw error;
  }
}

function isInFile(error: unknown): boolean {
  return error instanceof MosaicError && errnoOf(error.cause) === 'ENOTDIR';
}

/**
 * Reads the first `length` bytes of an open file, or all of them when it is shorter.
 *
 * @throws MosaicError `unreadable`
 */
export async function readStart(path: BytePath, handle: OpenBytes, length: number): Promise<Buffer> {
  return await readPart(path, handle, { position: 0, length });
}

/** A stretch of a file, in bytes. */
export interface Stretch {
  readonly position: number;
  readonly length: number;
}

/**
 * Reads a part of an open file, or what there is of it.
 *
 * @throws MosaicError `unreadable`
 */
export async function readPart(path: BytePath, handle: OpenBytes, { position, length }: Stretch): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  try {
    while (filled < length) {
      const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
  } catch (error) {
    throw error instanceof MosaicError ? error : fileError(path, error);
  }
  return bytes.subarray(0, filled);
}

/** Opens a file, reads all of it and closes it; throws what `openOriginal` and `readStart` throw. */
export async function readOriginal(path: BytePath): Promise<Buffer> {
  const { handle, size } = await openOriginal(path);
  try {
    return await readStart(path, handle, size);
  } finally {
    await handle.close();
  }
}
