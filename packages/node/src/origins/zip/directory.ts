/**
 * What is in a zip archive. It comes from anybody: names that lead elsewhere, links, sizes that lie and archives that unpack to
 * a thousand times their size are met here, before anything is unpacked.
 *
 * Source: PKWARE, APPNOTE.TXT 6.3.10; D. Fifield, "A better zip bomb", WOOT 2019, https://www.bamsoftware.com/hacks/zipbomb/.
 */

import { type ErrorCode, MosaicError, throwIfAborted, type WayOut } from '@tesserae/core/errors';
import type { Entry, Options } from 'yauzl';
import { type ByteName, nameFromBytes } from '../byte-name.js';
import { type OpenFile, openFile } from '../open-file.js';
import { isPictureName } from '../picture-names.js';

/** A file in an archive. */
export interface ZipEntry {
  /** As yauzl opens it. */
  readonly entry: Entry;
  /** Bytes, unpacked. */
  readonly size: number;
  /** Its time in seconds, and its checksum as the nanoseconds: another content is another file, whatever its time. */
  readonly stamp: string;
}

/** What is in an archive, by the name within. */
export interface ZipDirectory {
  readonly members: ReadonlyMap<ByteName, ZipEntry>;
  readonly refused: readonly { readonly name: ByteName; readonly code: ErrorCode; readonly detail: string }[];
  /** Links within. */
  readonly skipped: number;
}

/** How archives are opened: names are bytes, and what is wrong with one member is found when that one is read. */
export const READING: Options = {
  autoClose: false,
  decodeStrings: false,
  lazyEntries: true,
  validateEntrySizes: false,
};

/** An archive holds photos, which hardly shrink: what grows a hundredfold is no collection. */
const MOST_GROWTH = 100;
/** Below this many bytes growth does no harm. */
const HARMLESS = 2 ** 20;
const MOST_MEMBERS = 250_000;
const MOST_BYTES = 2 ** 40;

/**
 * Reads the directory of an archive.
 *
 * @throws MosaicError `damaged` or `too-large`, and what `openFile` throws; without the name
 */
export async function readZipDirectory(path: ByteName, signal?: AbortSignal): Promise<ZipDirectory> {
  const file = await openFile(path);
  try {
    return await readDirectory(file, signal);
  } catch (error) {
    if (error instanceof MosaicError) throw error;
    throw new MosaicError('damaged', { received: 'no zip archive, or a damaged one' }, error);
  } finally {
    file.close();
  }
}

async function readDirectory({ fd, size }: OpenFile, signal: AbortSignal | undefined): Promise<ZipDirectory> {
  const { fromFdPromise } = await import('yauzl'); // few have archives
  const zip = await fromFdPromise(fd, READING);
  if (zip.entryCount > MOST_MEMBERS) {
    throw bombError(`an archive of ${zip.entryCount} files, of which at most ${MOST_MEMBERS} are read`);
  }
  const members = new Map<ByteName, ZipEntry>();
  const refused: { name: ByteName; code: ErrorCode; detail: string }[] = [];
  let [skipped, total] = [0, 0];
  for await (const entry of zip.eachEntry()) {
    throwIfAborted(signal);
    total += entry.uncompressedSize;
    if (total > MOST_BYTES || total > MOST_GROWTH * Math.max(size, HARMLESS)) {
      throw bombError('an archive that unpacks to far more than any photos would');
    }
    const name = nameFromBytes(entry.fileNameRaw).replaceAll('\\', '/');
    if (name.endsWith('/')) continue;
    const fault = faultOf(name, entry);
    if (fault === 'link') skipped++;
    else if (fault === undefined) members.set(name, packed(entry));
    else if (isPictureName(name)) refused.push({ name, ...fault });
  }
  return { members, refused, skipped };
}

function bombError(received: string): MosaicError {
  const waysOut: WayOut[] = [{ use: 'several archives' }, { do: 'unpack' }];
  return new MosaicError('too-large', { received, waysOut });
}

type Fault = { readonly code: ErrorCode; readonly detail: string } | 'link' | undefined;

function faultOf(name: ByteName, entry: Entry): Fault {
  const leadsOut = name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.includes('\0');
  if (leadsOut || name.split('/').some((part) => ['', '.', '..'].includes(part))) {
    return { code: 'damaged', detail: 'a file whose name leads out of its archive' };
  }
  // the upper half holds the mode of Unix: S_IFMT, S_IFLNK
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return 'link';
  if (!entry.canDecodeFileData()) {
    return { code: 'unsupported', detail: 'encrypted, or packed in a way that is not read' };
  }
  if (entry.uncompressedSize > HARMLESS && entry.uncompressedSize > MOST_GROWTH * entry.compressedSize) {
    return { code: 'too-large', detail: 'a file that unpacks to more than a hundred times its size' };
  }
  return undefined;
}

/** Without the name and the extra fields, which are most of an entry. */
function packed(from: Entry): ZipEntry {
  const { compressedSize, compressionMethod, crc32, generalPurposeBitFlag, relativeOffsetOfLocalHeader } = from;
  const size = from.uncompressedSize;
  const facts = { compressedSize, compressionMethod, crc32, generalPurposeBitFlag, relativeOffsetOfLocalHeader };
  // another one of its class, which is loaded late
  const entry: Entry = Object.assign(Object.create(Object.getPrototypeOf(from)), facts, { uncompressedSize: size });
  const seconds = Math.floor(from.getLastModDate().getTime() / 1000);
  const time = BigInt(Number.isFinite(seconds) ? Math.max(0, seconds) : 0);
  return { entry, size, stamp: String(time * 1_000_000_000n + BigInt(crc32)) };
}
