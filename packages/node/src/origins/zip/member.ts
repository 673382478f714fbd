/** Reading what is packed in an archive as if it were a file: `photos.zip/inside/path.jpg`. */

import { stat } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { MosaicError } from '@tesserae/core/errors';
import { type BytePath, displayPath, folderOf, pathBytes } from '../../files/byte-path.js';
import { errnoOf, fileError, openRegular } from '../../files/regular-file.js';
import { MAX_ORIGINAL } from '../max-bytes.js';
import { READING, readZipDirectory, type ZipDirectory, type ZipEntry } from './directory.js';

/** As `FileHandle` reads. */
interface ZipMemberReader {
  read(into: Buffer, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

/** What is packed, open; as an original is. */
export interface ZipMember {
  readonly handle: ZipMemberReader;
  readonly size: number;
  readonly mtimeNs: bigint;
}

/** So much is unpacked to tell what a member is, not all of a film. */
const HEAD = 4096;

/**
 * Opens what is packed in an archive.
 *
 * @returns undefined if there is no such archive, or no such thing in it
 * @throws MosaicError `damaged` or `unreadable`; from its handle, `damaged`
 */
export async function openZipMember(path: BytePath): Promise<ZipMember | undefined> {
  const archive = await archiveAbove(path);
  if (archive === undefined) return undefined;
  const found = (await directoryOf(archive)).members.get(path.slice(archive.length + 1));
  if (found === undefined) return undefined;
  const { size, mtimeNs } = found;
  let head: Promise<Buffer> | undefined;
  let whole: Promise<Buffer> | undefined;
  const handle: ZipMemberReader = {
    async read(into, offset, length, position) {
      if (position + length > HEAD && size > MAX_ORIGINAL) return { bytesRead: 0 };
      if (position + length <= HEAD) head ??= whole ?? unpack(path, { archive, found, length: Math.min(size, HEAD) });
      else whole ??= unpack(path, { archive, found, length: size });
      const bytes = (await (whole ?? head)) ?? Buffer.alloc(0);
      return { bytesRead: bytes.copy(into, offset, position, position + length) };
    },
    async close() {},
  };
  return { handle, size, mtimeNs };
}

/** The file on the way of a path. */
async function archiveAbove(path: BytePath): Promise<BytePath | undefined> {
  for (let at = folderOf(path); at !== '/'; at = folderOf(at)) {
    try {
      return (await stat(pathBytes(at))).isFile() ? at : undefined;
    } catch (error) {
      if (errnoOf(error) !== 'ENOTDIR') return undefined;
    }
  }
  return undefined;
}

interface Unpacking {
  readonly archive: BytePath;
  readonly found: ZipEntry;
  /** Bytes wanted, from the beginning. */
  readonly length: number;
}

async function unpack(path: BytePath, { archive, found, length }: Unpacking): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  const { handle } = await openRegular(archive);
  try {
    const { fromFdPromise } = await import('yauzl'); // few have archives
    const zip = await fromFdPromise(handle.fd, READING);
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
    throw damagedError(path, error);
  } finally {
    await handle.close();
  }
  const isWhole = length < found.size || crc32(bytes) === found.entry.crc32;
  if (filled === length && isWhole) return bytes;
  throw damagedError(path, undefined);
}

function damagedError(path: BytePath, cause: unknown): MosaicError {
  return new MosaicError('damaged', `${displayPath(path)}: is damaged in its archive. Copy the archive again.`, cause);
}

interface KnownArchive {
  readonly size: number;
  readonly mtimeNs: bigint;
  readonly archive: Promise<ZipDirectory>;
}

/** Directories read last: one is asked for each of its photos. */
const known = new Map<BytePath, KnownArchive>();
const MOST_KNOWN = 4;

/** The directory of an archive, read again only if the file has changed. */
export async function directoryOf(path: BytePath, signal?: AbortSignal): Promise<ZipDirectory> {
  const { size, mtimeNs } = await stat(pathBytes(path), { bigint: true }).catch((error) => {
    throw fileError(path, error);
  });
  const before = known.get(path);
  known.delete(path); // behind the others
  const stands = before !== undefined && before.size === Number(size) && before.mtimeNs === mtimeNs;
  const now = stands ? before : { size: Number(size), mtimeNs, archive: readZipDirectory(path, signal) };
  known.set(path, now);
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
  try {
    return await now.archive;
  } catch (error) {
    known.delete(path);
    throw error;
  }
}
