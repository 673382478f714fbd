/**
 * What is in a zip archive. It comes from anybody: names that lead elsewhere, links, sizes that lie and archives that unpack to
 * a thousand times their size are met here, before anything is unpacked.
 *
 * Source: PKWARE, APPNOTE.TXT 6.3.10; D. Fifield, "A better zip bomb", WOOT 2019, https://www.bamsoftware.com/hacks/zipbomb/.
 */

import { type ErrorCode, MosaicError, throwIfAborted, type WayOut } from '@tesserae/core/errors';
import type { Entry } from 'yauzl';
import { type ByteName, byteName, isText, nameFromBytes } from '../byte-name.js';
import { type OpenFile, openFile } from '../open-file.js';
import { isPictureName } from '../picture-names.js';

/** A file in an archive. */
export interface ZipEntry {
  /** Where its own header is, bytes from the beginning of the archive. */
  readonly at: number;
  /** Bytes in the archive, and unpacked. */
  readonly packedSize: number;
  readonly size: number;
  /** Whether it is deflated; else it is stored as it is. */
  readonly isDeflated: boolean;
  readonly checksum: number;
  /** Its time in seconds, and its checksum as the nanoseconds: another content is another file, whatever its time. */
  readonly stamp: string;
}

/** What is in an archive, by the name within. */
export interface ZipDirectory {
  readonly members: ReadonlyMap<ByteName, ZipEntry>;
  readonly refused: readonly { readonly name: ByteName; readonly code: ErrorCode; readonly detail: string }[];
  /** How many more are refused. */
  readonly more: number;
  /** Links within. */
  readonly skipped: number;
}

/** An archive holds photos, which hardly shrink: what grows a hundredfold is no collection. */
const MOST_GROWTH = 100;
/** Below this many bytes growth does no harm. */
const HARMLESS = 2 ** 20;
const MOST_MEMBERS = 250_000;
const MOST_BYTES = 2 ** 40;
/** Folders that a file may lie in. Each is looked for rules that leave it out. */
const MOST_FOLDERS = 100;
/** Bytes of a name: no path on a disk is longer. */
const MOST_PATH = 4096;
/** Files that are refused by name; more are counted. */
const MOST_REFUSED = 1000;
/** What an entry of the directory begins with. */
const SIGNATURE = 0x02014b50;

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

const [END_BYTES, MOST_COMMENT] = [22, 65_535];
const END = Buffer.from('PK\x05\x06', 'latin1');

/** The longest directory that is looked for behind other bytes: that of so many members with names of 100 bytes. */
const MOST_DIRECTORY = MOST_MEMBERS * 150;

/** An archive behind other bytes. */
interface MovedArchive {
  /** How many bytes stand before it. */
  readonly before: number;
  /** Its directory and end record, as an archive of its own. */
  readonly directory: Buffer;
}

/**
 * The archive behind a program that unpacks it: its directory ends where its end record begins, and the record says where it would
 * begin if nothing stood before. Undefined if it begins there.
 */
async function movedArchive({ size, read }: OpenFile): Promise<MovedArchive | undefined> {
  const length = Math.min(size, END_BYTES + MOST_COMMENT);
  const tail = await read(size - length, length);
  const at = tail.lastIndexOf(END);
  if (at < 0 || at + END_BYTES > tail.length) return undefined;
  const [bytes, start] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  const begin = size - length + at - bytes;
  if (begin <= start || bytes > MOST_DIRECTORY) return undefined;
  const directory = await read(begin, size - begin);
  if (directory.length < 4 || directory.readUInt32LE(0) !== SIGNATURE) return undefined;
  directory.writeUInt32LE(0, bytes + 16);
  return { before: begin - start, directory };
}

// names are bytes, and what is wrong with one file is found when that one is read
const OPTIONS = { autoClose: false, decodeStrings: false, lazyEntries: true, validateEntrySizes: false };

async function readDirectory(file: OpenFile, signal: AbortSignal | undefined): Promise<ZipDirectory> {
  const { fromBufferPromise, fromFdPromise, getFileNameLowLevel } = await import('yauzl'); // few have archives
  const { size } = file;
  const moved = await movedArchive(file);
  const zip = await (moved === undefined
    ? fromFdPromise(file.fd, OPTIONS)
    : fromBufferPromise(moved.directory, OPTIONS));
  if (zip.entryCount > MOST_MEMBERS) {
    throw bombError(`an archive of ${zip.entryCount} files, of which at most ${MOST_MEMBERS} are read`);
  }
  const members = new Map<ByteName, ZipEntry>();
  const refused: { name: ByteName; code: ErrorCode; detail: string }[] = [];
  const different = differentNames();
  let [skipped, total, more] = [0, 0, 0];
  for await (const entry of zip.eachEntry()) {
    throwIfAborted(signal);
    total += entry.uncompressedSize;
    if (total > MOST_BYTES || total > MOST_GROWTH * Math.max(size, HARMLESS)) {
      throw bombError('an archive that unpacks to far more than any photos would');
    }
    const { generalPurposeBitFlag, fileNameRaw, extraFields } = entry;
    const raw = nameFromBytes(fileNameRaw);
    // many write UTF-8 without saying so; what is none is in the letters of DOS
    const text = isText(raw)
      ? raw
      : byteName(getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false));
    const written = text.replaceAll('\\', '/');
    if (written.endsWith('/')) continue;
    const name = nameWithin(written);
    const fault = faultOf(name, entry);
    if (fault === 'link') skipped++;
    else if (fault === undefined) members.set(different(name), packed(entry, moved?.before ?? 0));
    else if (!isPictureName(name)) continue;
    else if (refused.length < MOST_REFUSED) refused.push({ name, ...fault });
    else more++;
  }
  // its types have a slip: this is a number
  const cursor = Number(zip.readEntryCursor);
  const behind = moved ? moved.directory.subarray(cursor, cursor + 4) : await file.read(cursor, 4);
  if (behind.length === 4 && behind.readUInt32LE(0) === SIGNATURE) {
    throw bombError('an archive that has more files than it says');
  }
  return { members, refused, more, skipped };
}

/** A name without what leads nowhere: the `./` that bsdtar begins names with, and doubled slashes. */
function nameWithin(name: ByteName): ByteName {
  return name
    .split('/')
    .filter((part, i) => part !== '.' && (part !== '' || i === 0))
    .join('/');
}

/** Gives names that differ: archives may have a name twice. */
function differentNames(): (name: ByteName) => ByteName {
  const given = new Map<ByteName, number>();
  return (name) => {
    let unlike = name;
    let count = given.get(name) ?? 0;
    for (; given.has(unlike); count++) unlike = name.replace(/(\.[^./]*)?$/, ` (${count + 1})$1`);
    given.set(name, Math.max(1, count)).set(unlike, given.get(unlike) ?? 1);
    return unlike;
  };
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
  if (name.length > MOST_PATH || name.split('/').length > MOST_FOLDERS) {
    return {
      code: 'unsupported',
      detail: `a file that lies in more than ${MOST_FOLDERS} folders, or whose name is too long`,
    };
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

/** What is needed of an entry later: names and extra fields are most of one. */
function packed(entry: Entry, before: number): ZipEntry {
  const {
    relativeOffsetOfLocalHeader: offset,
    compressedSize: packedSize,
    uncompressedSize: size,
    crc32: checksum,
  } = entry;
  const seconds = Math.floor(entry.getLastModDate().getTime() / 1000);
  const time = BigInt(Number.isFinite(seconds) ? Math.max(0, seconds) : 0);
  const stamp = String(time * 1_000_000_000n + BigInt(checksum));
  return { at: before + offset, packedSize, size, isDeflated: entry.isCompressed(), checksum, stamp };
}
