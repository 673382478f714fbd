/** Reading what is packed in an archive as if it were a file: `photos.zip/inside/path.jpg`. */

import { stat } from 'node:fs/promises';
import { constants, crc32, inflateRawSync } from 'node:zlib';
import { MosaicError } from '@tesserae/core/errors';
import { errnoOf } from '../../files/errno.js';
import { type ByteName, nameBytes } from '../byte-name.js';
import { fileError, openFile } from '../open-file.js';
import { MAX_ORIGINAL, type OpenOriginal } from '../origin.js';
import { foldersAbove } from '../path.js';
import { readZipDirectory, type ZipDirectory, type ZipEntry } from './directory.js';

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
      if (end <= HEAD && size > HEAD && whole === undefined) {
        head ??= unpack(archive, found, 'head');
        return (await head).subarray(position, end);
      }
      if (size > MAX_ORIGINAL) return Buffer.alloc(0);
      whole ??= unpack(archive, found, 'whole');
      return (await whole).subarray(position, end);
    },
    close() {},
  };
}

/** What the system says of a path below a file. */
const BELOW_A_FILE = process.platform === 'win32' ? ['ENOTDIR', 'ENOENT'] : ['ENOTDIR'];

/** The file on the way of a path. */
async function archiveAbove(path: ByteName): Promise<ByteName | undefined> {
  // one that was read is looked at again when its directory is asked for
  for (const at of foldersAbove(path)) if (known.has(at)) return at;
  for (const at of foldersAbove(path)) {
    try {
      return (await stat(nameBytes(at))).isFile() ? at : undefined;
    } catch (error) {
      if (!BELOW_A_FILE.includes(errnoOf(error))) throw fileError(error);
    }
  }
  return undefined;
}

/** What the header of a file in an archive begins with. */
const SIGNATURE = 0x04034b50;

/** The least that zlib takes a piece for; where it has room left, it makes no second one. */
const ROOM = 64;

/** Unpacks a file of an archive: all of it, or its head. Source: PKWARE, APPNOTE.TXT 6.3.10, §4.3.7. */
async function unpack(archive: ByteName, found: ZipEntry, part: 'whole' | 'head'): Promise<Buffer> {
  const { at, packedSize, size, isDeflated, checksum } = found;
  const { size: archiveSize, read, close } = await openFile(archive);
  try {
    const header = await read(at, 30); // ends with the lengths of the name and of the extra fields, which follow
    if (header.readUInt32LE(0) !== SIGNATURE) throw damagedError(undefined);
    const start = at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    const most = part === 'whole' ? HEAD + 2 * size : 2 * HEAD; // what is deflated hardly grows
    const packed = await read(start, Math.min(packedSize, most, archiveSize - start));
    if (part === 'head') return isDeflated ? inflateRawSync(packed, { finishFlush: constants.Z_SYNC_FLUSH }) : packed;
    // by default it is put together from many pieces, and is in memory twice meanwhile
    const inOnePiece = { chunkSize: size + ROOM, maxOutputLength: Math.max(1, size) };
    const bytes = isDeflated ? inflateRawSync(packed, inOnePiece) : packed;
    if (bytes.length === size && crc32(bytes) === checksum) return bytes;
  } catch (error) {
    throw error instanceof MosaicError ? error : damagedError(error);
  } finally {
    close();
  }
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
