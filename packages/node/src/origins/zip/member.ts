/** Reading what is packed in an archive as if it were a file: `photos.zip/inside/path.jpg`. */

import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { MosaicError } from '@tesserae/core/errors';
import { errnoOf } from '../../files/errno.js';
import { type ByteName, folderOf, nameBytes } from '../byte-name.js';
import { fileError, openFile } from '../open-file.js';
import { MAX_ORIGINAL, type OpenOriginal } from '../origin.js';
import { READING, readZipDirectory, type ZipDirectory, type ZipEntry } from './directory.js';

/** So much is unpacked to tell what a member is, not all of a film. */
const HEAD = 4096;

/**
 * Opens what is packed in an archive.
 *
 * @throws MosaicError as `OpenKey` does
 */
export async function openZipMember(path: ByteName): Promise<OpenOriginal> {
  const archive = await archiveAbove(path);
  const found = archive && (await zipDirectoryAt(archive)).members.get(path.slice(archive.length + 1));
  if (!found) throw new MosaicError('vanished');
  const { stamp, size } = found;
  let head: Promise<Buffer> | undefined;
  let whole: Promise<Buffer> | undefined;
  return {
    stamp,
    size,
    async read(position, length) {
      const end = position + length;
      if (end > HEAD && size > MAX_ORIGINAL) return Buffer.alloc(0);
      if (end > HEAD) whole ??= unpack(archive, found, size);
      else head ??= whole ?? unpack(archive, found, Math.min(size, HEAD));
      return ((await (whole ?? head)) ?? Buffer.alloc(0)).subarray(position, end);
    },
    close() {},
  };
}

/** The file on the way of a path. */
async function archiveAbove(path: ByteName): Promise<ByteName | undefined> {
  for (let at = folderOf(path); at !== '/'; at = folderOf(at)) {
    try {
      return (await stat(nameBytes(at))).isFile() ? at : undefined;
    } catch (error) {
      if (errnoOf(error) !== 'ENOTDIR') throw fileError(error);
    }
  }
  return undefined;
}

/** @param length  bytes wanted, from the beginning */
async function unpack(archive: ByteName, found: ZipEntry, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  const { fd, close } = await openFile(archive);
  try {
    const { fromFdPromise } = await import('yauzl'); // few have archives
    const zip = await fromFdPromise(fd, READING);
    const stream = await zip.openReadStreamPromise(found.entry);
    let seen = 0;
    for await (const part of stream) {
      part.copy(bytes, seen);
      seen += part.length;
      // more than was wanted, or than there should be
      if (seen > length || (seen === length && length < found.size)) break;
    }
    filled = length === found.size ? seen : Math.min(seen, length);
  } catch (error) {
    throw damagedError(error);
  } finally {
    close();
  }
  const isWhole = length < found.size || crc32(bytes) === found.entry.crc32;
  if (filled === length && isWhole) return bytes;
  throw damagedError(undefined);
}

function damagedError(cause: unknown): MosaicError {
  return new MosaicError('damaged', { received: 'damaged in its archive' }, cause);
}

interface KnownArchive {
  readonly stamp: string;
  readonly archive: Promise<ZipDirectory>;
}

/** Directories read last: one is asked for each of its photos. */
const known = new Map<ByteName, KnownArchive>();
const MOST_KNOWN = 4;

/**
 * The directory of an archive, read again only if the file has changed.
 *
 * @throws MosaicError as `readZipDirectory` does
 */
export async function zipDirectoryAt(path: ByteName, signal?: AbortSignal): Promise<ZipDirectory> {
  const { size, mtimeNs } = await stat(nameBytes(path), { bigint: true }).catch((error) => {
    throw fileError(error);
  });
  const stamp = `${mtimeNs} ${size}`;
  const before = known.get(path);
  known.delete(path); // behind the others
  const now = before?.stamp === stamp ? before : { stamp, archive: readZipDirectory(path, signal) };
  known.set(path, now);
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
  try {
    return await now.archive;
  } catch (error) {
    known.delete(path);
    throw error;
  }
}
