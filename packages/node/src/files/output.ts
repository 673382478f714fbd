/**
 * Files are written here. An output is written beside its destination, and gets its own name only when it is complete
 * and on the disk: whoever looks sees the old file, or nothing, or the whole new one.
 */

import { constants, type Stats } from 'node:fs';
import { access, type FileHandle, link, lstat, open, realpath, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MosaicError } from '@tesserae/core/errors';
import {
  adoptPartFolder,
  JOURNAL,
  leavePartFolder,
  makePartFolder,
  PART_FILE,
  removePartFolder,
} from './part-folder.js';
import { errnoOf } from './regular-file.js';
import { existsError, type Guard, guard, type Need } from './writing-error.js';

/** What is asked of an output. Bytes that are needed for certain must be free before anything is written. */
export interface OutputOptions extends Need {
  /** Replace what is there; otherwise nothing is ever overwritten. */
  readonly force?: boolean;
  /** Keeps a journal, so that the work can be gone on with if the process is killed. */
  readonly journal?: JournalOptions;
}

/** What of a journal an output is begun with. */
export interface JournalOptions {
  /** Its first line: what is written. */
  readonly head: string;
  /**
   * Goes on with what a stopped process has left, unless this throws at its first line; and leaves what was logged if this
   * output is given up.
   */
  readonly resume?: (head: string) => void;
}

/** A file on its way: written, finished, published, cleared; or cleared at any time. Published by `publication`. */
export interface Output {
  /** Where the bytes are until then; for an encoder that writes files itself. */
  readonly part: string;
  /** The journal's lines behind its head, of an output that is gone on with. */
  readonly journal: readonly string[];
  /** Bytes that were there when it was begun. */
  readonly begunBytes: number;
  /** Brings all bytes so far to the disk and then adds a line to the journal. Does nothing where there is none. */
  log(line: string): Promise<void>;
  /** Cuts what is there to so many bytes; writing goes on behind them. */
  truncateTo(bytes: number): Promise<void>;
  /** Writes all of `bytes` at a position; without one, behind what was written last. */
  write(bytes: Uint8Array, position?: number): Promise<void>;
  /** Brings the bytes to the disk. */
  finish(): Promise<void>;
  /** Gives the file its name. */
  publish(): Promise<void>;
  /** Puts back what was there before `publish`. */
  unpublish(): Promise<void>;
  /** Removes whatever has no name of its own, but for what is left to be gone on with. May be called twice. */
  clear(): Promise<void>;
}

/**
 * Begins an output: makes a hidden folder beside the destination, and the file in it.
 *
 * @throws MosaicError `exists` if the destination is there (without `force`) or is no file that can be replaced,
 * `not-found` if its folder is missing, `no-space` if `bytes` are not free, `unwritable` if the folder is closed to us
 */
export async function beginOutput(path: string, options: OutputOptions = {}): Promise<Output> {
  const { force = false, bytes = 0 } = options;
  const guarded = guard(path, options);
  const destination = await guarded(() => destinationOf(path, force));
  await guarded(() => requireSpace(dirname(destination), bytes));
  const resume = options.journal?.resume;
  const adopted = resume && (await guarded(() => adoptPartFolder(destination, resume)));
  const folder = adopted ?? (await guarded(() => makePartFolder(destination)));
  const part = join(folder, PART_FILE);
  const handles: FileHandle[] = [];
  const opened = async (name: string, flags: string): Promise<FileHandle> => {
    const handle = await guarded(() => open(name, flags));
    handles.push(handle);
    return handle;
  };
  try {
    const file = await opened(part, adopted === undefined ? 'wx' : 'r+');
    const { journal } = options;
    const log = journal && (await opened(join(folder, JOURNAL), 'a+'));
    const lines = log ? await guarded(() => journalLines(log, journal.head)) : [];
    const { size } = await guarded(() => file.stat());
    const isKept = resume !== undefined;
    const work = workOn({ file, log, lines, part, folder, destination, force, isKept }, guarded);
    return { part, journal: lines, begunBytes: size, ...work };
  } catch (error) {
    if (adopted === undefined) await removePartFolder(folder);
    await closeAll(handles);
    if (adopted !== undefined) leavePartFolder(folder);
    throw error;
  }
}

/**
 * Finds out before any work whether an output can be begun, and writes nothing.
 *
 * @throws MosaicError `exists`, `not-found`, `no-space` or `unwritable`, as `beginOutput` would
 */
export async function checkOutput(
  path: string,
  options: { readonly force?: boolean; readonly bytes?: number } = {},
): Promise<void> {
  await guard(
    path,
    options,
  )(async () => {
    const folder = dirname(await destinationOf(path, options.force ?? false));
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error('no folder'), { code: 'ENOTDIR' });
    await access(folder, constants.W_OK);
    await requireSpace(folder, options.bytes ?? 0);
  });
}

/** Makes sure that a disk has so many bytes free; throws as writing would, with the code ENOSPC. */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  if (bytes === 0) return;
  const { bavail, bsize } = await statfs(folder);
  // the shape of the system's own error: the sentence is made in one place
  if (bavail * bsize < bytes) throw Object.assign(new Error('statfs: too little is free'), { code: 'ENOSPC' });
}

/** Where the bytes go in the end: through a symlink to its file, so that the link stays. */
async function destinationOf(path: string, force: boolean): Promise<string> {
  const there = await lookedAt(path);
  if (!there) return path;
  if (there.isSymbolicLink() && (await leadsNowhere(path))) {
    const sentence = 'is a link to a file that is not there. Remove the link, or choose another name.';
    throw new MosaicError('exists', `${path}: ${sentence}`);
  }
  if (!force) throw existsError(path);
  if (there.isSymbolicLink()) return destinationOf(await realpath(path), force);
  if (there.isFile()) return path;
  const kind = there.isDirectory() ? 'a folder' : 'no plain file';
  throw new MosaicError('exists', `${path}: is ${kind} and is not replaced. Choose another name.`);
}

async function leadsNowhere(link: string): Promise<boolean> {
  return await stat(link).then(
    () => false,
    (error: unknown) => errnoOf(error) === 'ENOENT',
  );
}

async function lookedAt(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** The lines behind a journal's head, which is written if it has none. */
async function journalLines(log: FileHandle, head: string): Promise<readonly string[]> {
  const text = await log.readFile('utf8');
  // what was being written when the process was killed is no line
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  await log.truncate(Buffer.byteLength(whole));
  if (whole === '') await log.appendFile(`${head}\n`);
  return whole.split('\n').slice(1, -1);
}

async function closeAll(handles: readonly (FileHandle | undefined)[]): Promise<void> {
  await Promise.all(handles.map((handle) => handle?.close().catch(() => undefined)));
}

interface PartFile {
  readonly log: FileHandle | undefined;
  /** Of the journal, behind its head. */
  readonly lines: readonly string[];
  readonly file: FileHandle;
  readonly part: string;
  readonly folder: string;
  readonly destination: string;
  readonly force: boolean;
  /** Whether it is left to a later run if this one gives up. */
  readonly isKept: boolean;
}

function workOn(
  { file, log, lines, part, folder, destination, force, isKept }: PartFile,
  guarded: Guard,
): Omit<Output, 'part' | 'journal' | 'begunBytes'> {
  const before = join(folder, 'before');
  let isLogged = lines.length > 0;
  let published = false;
  let replaced = false;
  let end = 0;

  return {
    log: async (line) => {
      if (log === undefined) return;
      await guarded(async () => {
        await file.datasync();
        await log.appendFile(`${line}\n`);
        await log.datasync();
        isLogged = true;
      });
    },
    truncateTo: (bytes) =>
      guarded(async () => {
        await file.truncate(bytes);
        end = bytes;
      }),
    write: (bytes, position) => {
      const at = position ?? end;
      if (position === undefined) end += bytes.length;
      return guarded(() => writeAll(file, bytes, at));
    },
    finish: () => guarded(() => file.sync()),
    publish: () =>
      guarded(async () => {
        if (!force) await claim(part, destination);
        else {
          replaced = (await lookedAt(destination)) !== undefined;
          if (replaced) await link(destination, before).catch(() => undefined); // not every disk has hard links
          await rename(part, destination);
        }
        published = true;
        await syncFolder(dirname(destination));
      }),
    unpublish: async () => {
      if (replaced) await rename(before, destination).catch(() => undefined);
      else await rm(destination, { force: true });
    },
    clear: async () => {
      const keep = isKept && isLogged && !published;
      // the name first: whatever happens to the handle, nothing is left
      if (!keep) await removePartFolder(folder);
      await closeAll([file, log]);
      if (keep) leavePartFolder(folder);
    },
  };
}

async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}

/** What link(2) says where there are no hard links: FAT, some network folders. */
const NO_LINKS = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** Gives the file its name unless somebody else has taken it meanwhile. */
async function claim(part: string, destination: string): Promise<void> {
  try {
    await link(part, destination);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') throw existsError(destination);
    if (!NO_LINKS.includes(errnoOf(error))) throw error;
    await claimByName(part, destination);
  }
}

/** The name is taken with an empty file, over which the whole one is put. */
async function claimByName(part: string, destination: string): Promise<void> {
  try {
    const empty = await open(destination, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY);
    await empty.close();
  } catch (error) {
    throw errnoOf(error) === 'EEXIST' ? existsError(destination) : error;
  }
  try {
    await rename(part, destination);
  } catch (error) {
    await rm(destination, { force: true });
    throw error;
  }
}

/** Makes the new name survive a power cut, where folders can be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
